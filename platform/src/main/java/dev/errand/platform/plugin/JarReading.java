package dev.errand.platform.plugin;

import dev.errand.platform.command.Mistake;
import java.util.List;

/** What a file in a plugin folder turned out to be. */
public sealed interface JarReading {

    /**
     * A plugin's JAR.
     *
     * @param jar the plugin
     */
    record Good(PluginJar jar) implements JarReading {}

    /**
     * Something that cannot be loaded.
     *
     * @param name what to call it: its id if it has one, else its file name
     * @param mistakes everything that is wrong with it
     */
    record Bad(String name, List<Mistake> mistakes) implements JarReading {

        /** Copies the mistakes. */
        public Bad {
            mistakes = List.copyOf(mistakes);
        }
    }
}
