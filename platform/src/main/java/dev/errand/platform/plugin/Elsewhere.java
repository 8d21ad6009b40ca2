package dev.errand.platform.plugin;

import dev.errand.api.PluginContext;
import dev.errand.platform.command.Mistake;
import dev.errand.platform.config.Section;
import java.util.List;
import java.util.Optional;

/** Says which plugins do not run in the host's own process, and runs them where they do. */
@FunctionalInterface
public interface Elsewhere {

    /** All plugins run here. */
    Elsewhere NOWHERE = id -> Optional.empty();

    /**
     * Where a plugin runs; asked each time it is loaded.
     *
     * @param pluginId its id
     * @return the place, empty for the host's own process
     */
    Optional<Place> of(String pluginId);

    /** Another process. */
    @FunctionalInterface
    interface Place {

        /**
         * Starts a plugin there, up to the point where it could serve.
         *
         * @param jar which
         * @param settings its settings
         * @param context of this load; what has to end with it is given to {@link
         *     PluginContext#closeWithPlugin}
         * @return the plugin, or everything that is wrong
         * @throws Exception if it could not be started for another reason
         */
        Launch launch(PluginJar jar, Section settings, PluginContext context) throws Exception;
    }

    /** What came of it. */
    sealed interface Launch {

        /**
         * It runs.
         *
         * @param plugin the plugin
         */
        record Ready(RemotePlugin plugin) implements Launch {}

        /**
         * It does not.
         *
         * @param mistakes everything that is wrong
         */
        record Failed(List<Mistake> mistakes) implements Launch {

            /** Copies the mistakes. */
            public Failed {
                mistakes = List.copyOf(mistakes);
            }
        }
    }
}
