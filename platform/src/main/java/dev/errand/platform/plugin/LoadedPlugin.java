package dev.errand.platform.plugin;

import dev.errand.api.Plugin;
import dev.errand.platform.command.BoundCommand;
import dev.errand.platform.command.BoundListener;
import dev.errand.platform.config.Section;
import dev.errand.platform.execution.PluginThreads;
import java.util.List;
import java.util.Optional;

/**
 * One load of a plugin, ready to serve. Whoever drops it has dropped the last that the host holds
 * of the plugin's objects.
 *
 * @param candidate what was loaded
 * @param settings what it was loaded with
 * @param needs the loads of other plugins that it uses
 * @param unit its class loader, empty for the host's own plugins
 * @param instance the plugin's object
 * @param threads where it is called
 * @param scope what it wants closed
 * @param services what it offers to those that need it
 * @param commands what it can do
 * @param listeners what it listens for
 */
record LoadedPlugin(
        Candidate candidate,
        Section settings,
        List<LoadedPlugin> needs,
        Optional<JarUnit> unit,
        Plugin instance,
        PluginThreads threads,
        PluginScope scope,
        SharedServices services,
        List<BoundCommand> commands,
        List<BoundListener> listeners) {

    LoadedPlugin {
        needs = List.copyOf(needs);
        commands = List.copyOf(commands);
        listeners = List.copyOf(listeners);
    }

    PluginJar jar() {
        return candidate.jar();
    }

    String id() {
        return candidate.id();
    }

    String version() {
        return candidate.version();
    }

    /** Whether it uses this very load of another plugin. */
    @SuppressWarnings("ReferenceEquality") // another load of the same plugin is another plugin
    boolean uses(LoadedPlugin other) {
        return needs.stream().anyMatch(needed -> needed == other);
    }

    boolean needs(String other) {
        return needs.stream().anyMatch(needed -> needed.id().equals(other));
    }

    /** The classes that it lets those see that need it. */
    List<PluginClassLoader.Import> exported() {
        return unit.map(opened ->
                        PluginClassLoader.Import.all(
                                jar().manifest().exports().stream()
                                        .map(name -> name + ".")
                                        .toList(),
                                opened.loader()))
                .orElse(List.of());
    }
}
