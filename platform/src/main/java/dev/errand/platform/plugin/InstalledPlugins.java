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
                public List<PluginJar> jars() {
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
     * All that were installed and are what they were then.
     *
     * @return their JARs
     */
    List<PluginJar> jars();
}
