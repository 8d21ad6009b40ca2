package dev.errand.platform.plugin;

import dev.errand.platform.command.Mistake;
import java.util.List;

/** What came of loading a JAR. */
public sealed interface LoadResult {

    /**
     * It serves.
     *
     * @param replaced the version that served before, empty if none did
     */
    record Serving(String replaced) implements LoadResult {}

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
}
