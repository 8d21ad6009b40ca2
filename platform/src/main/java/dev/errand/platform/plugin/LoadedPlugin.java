package dev.errand.platform.plugin;

import dev.errand.api.Plugin;
import dev.errand.platform.command.BoundCommand;
import dev.errand.platform.command.BoundListener;
import dev.errand.platform.execution.PluginThreads;
import java.util.List;
import java.util.Optional;

/**
 * One load of a plugin, ready to serve. Whoever drops it has dropped the last that the host holds
 * of the plugin's objects.
 *
 * @param jar what was loaded
 * @param unit its class loader, empty for the host's own plugins
 * @param instance the plugin's object
 * @param threads where it is called
 * @param scope what it wants closed
 * @param commands what it can do
 * @param listeners what it listens for
 */
record LoadedPlugin(
        PluginJar jar,
        Optional<JarUnit> unit,
        Plugin instance,
        PluginThreads threads,
        PluginScope scope,
        List<BoundCommand> commands,
        List<BoundListener> listeners) {

    LoadedPlugin {
        commands = List.copyOf(commands);
        listeners = List.copyOf(listeners);
    }

    String id() {
        return jar.manifest().id();
    }

    String version() {
        return jar.manifest().version();
    }
}
