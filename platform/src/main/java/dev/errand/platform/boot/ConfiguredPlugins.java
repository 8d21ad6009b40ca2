package dev.errand.platform.boot;

import dev.errand.platform.config.ErrandConfig;
import dev.errand.platform.config.PluginPolicy;
import dev.errand.platform.config.Section;
import dev.errand.platform.plugin.PluginSettings;
import java.util.function.Supplier;

/** What {@code errand.conf} says of plugins at the moment of asking. */
record ConfiguredPlugins(Supplier<ErrandConfig> config) implements PluginSettings {

    @Override
    public Section of(String pluginId) {
        return in(config.get(), pluginId);
    }

    static Section in(ErrandConfig config, String pluginId) {
        return config.plugins().getOrDefault(pluginId, Section.empty("plugins." + pluginId));
    }

    @Override
    public boolean isDisabled(String pluginId) {
        return config.get().disabledPlugins().contains(pluginId);
    }

    @Override
    public boolean servesUnasked() {
        return config.get().pluginPolicy().withoutStorage() == PluginPolicy.WithoutStorage.SERVE;
    }
}
