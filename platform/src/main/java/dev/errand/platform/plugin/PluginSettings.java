package dev.errand.platform.plugin;

import dev.errand.platform.config.Section;

/** Where a plugin's settings are found each time it is loaded, before what was set in chat. */
@FunctionalInterface
public interface PluginSettings {

    /**
     * The settings of one plugin.
     *
     * @param pluginId its id
     * @return the section, an empty one if nothing is configured
     */
    Section of(String pluginId);

    /**
     * Whether the configuration keeps a plugin out.
     *
     * @param pluginId its id
     * @return whether it is not to be loaded
     */
    default boolean isDisabled(String pluginId) {
        return false;
    }

    /**
     * Whether plugins may be loaded as they are configured while nobody can tell what admins chose
     * for them by commands: the storage is away, and has never answered this bot.
     *
     * @return whether they do not wait for it
     */
    default boolean servesUnasked() {
        return false;
    }
}
