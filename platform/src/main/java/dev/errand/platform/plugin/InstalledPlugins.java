package dev.errand.platform.plugin;

import java.util.List;

/** The plugins that were installed by a command, which the watched folders leave alone. */
public interface InstalledPlugins {

    /** None. */
    InstalledPlugins NONE =
            new InstalledPlugins() {
                @Override
                public boolean owns(String pluginId) {
                    return false;
                }

                @Override
                public String removal(String pluginId) {
                    return "";
                }

                @Override
                public List<JarReading> read() {
                    return List.of();
                }
            };

    /**
     * Whether a plugin was installed.
     *
     * @param pluginId its id
     * @return whether a JAR of the same plugin in a folder is left alone
     */
    boolean owns(String pluginId);

    /**
     * How an installed plugin is removed, so that a JAR in a folder takes its place.
     *
     * @param pluginId its id
     * @return what an admin types
     */
    String removal(String pluginId);

    /**
     * All that were installed. One whose JARs are not what they were then is bad, under its id.
     *
     * @return what they are now
     */
    List<JarReading> read();
}
