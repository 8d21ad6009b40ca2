package dev.errand.platform.boot;

import dev.errand.platform.config.ErrandConfig;
import dev.errand.platform.config.Section;
import dev.errand.platform.plugin.PluginSettings;

/** What {@code errand.conf} says of plugins. */
record ConfiguredPlugins(ErrandConfig config) implements PluginSettings {

    @Override
    public Section of(String pluginId) {
        return config.plugins().getOrDefault(pluginId, Section.empty("plugins." + pluginId));
    }

    @Override
    public boolean isDisabled(String pluginId) {
        return config.disabledPlugins().contains(pluginId);
    }
}
