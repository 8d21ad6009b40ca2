package dev.errand.platform.plugin;

import dev.errand.platform.command.Mistake;
import java.util.List;

/** What came of loading a JAR. */
public sealed interface LoadResult {

    /**
     * It serves.
     *
     * @param version the version that serves now
     * @param replaced the version that served before, empty if none did
     * @param reloaded the ids of the plugins that need it and were loaded anew with it
     */
    record Serving(String version, String replaced, List<String> reloaded) implements LoadResult {

        /** Copies the ids. */
        public Serving {
            reloaded = List.copyOf(reloaded);
        }
    }

    /**
     * It does not, and what served before goes on.
     *
     * @param mistakes everything that is wrong with it
     */
    record Refused(List<Mistake> mistakes) implements LoadResult {

        /** Copies the mistakes. */
        public Refused {
            mistakes = List.copyOf(mistakes);
        }
    }

    /**
     * It is not wanted.
     *
     * @param why such as {@code disabled by a command}
     */
    record Disabled(String why) implements LoadResult {}
}
