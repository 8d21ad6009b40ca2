package dev.errand.platform.admin;

import dev.errand.api.Arg;
import dev.errand.api.Command;
import dev.errand.api.Reply;
import dev.errand.api.Requires;
import dev.errand.api.UserError;
import dev.errand.platform.command.BoundCommand;
import dev.errand.platform.command.BoundListener;
import dev.errand.platform.command.HelpText;
import dev.errand.platform.execution.PluginHealth;
import dev.errand.platform.plugin.PluginHost;
import dev.errand.platform.plugin.Snapshot;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Plugins that do not behave: shown, and let back in. */
final class QuarantineCommands {

    private final PluginHost plugins;
    private final HelpText help;

    QuarantineCommands(PluginHost plugins, HelpText help) {
        this.plugins = plugins;
        this.help = help;
    }

    @Command(
            value = "plugins clear",
            description = "Puts a plugin back in service that was taken out for its failures",
            examples = {"plugins clear demo"})
    @Requires(Requires.ADMIN)
    String clear(@Arg(description = "its id, as plugins shows it") String plugin) {
        PluginHealth health = healths(plugins).get(plugin);
        if (health == null) {
            throw new UserError(
                    "There is no plugin '"
                            + plugin
                            + "' in service; "
                            + help.line("plugins")
                            + " lists them.");
        }
        return health.clear()
                ? plugin + " is in service again; if it fails again, it is taken out again."
                : plugin + " was not in quarantine; its failures are forgotten.";
    }

    /** One line for each plugin that something is wrong with. */
    static List<Reply> complaints(PluginHost plugins) {
        List<Reply> all = new ArrayList<>();
        healths(plugins)
                .forEach((id, health) ->
                        health.complaint()
                                .ifPresent(words -> all.add(Reply.plain(id + " " + words + "."))));
        return all;
    }

    static Set<String> quarantined(PluginHost plugins) {
        return healths(plugins).entrySet().stream()
                .filter(entry -> entry.getValue().quarantine().isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Why a plugin is out of service, and what puts it back. */
    static Optional<String> quarantine(PluginHost plugins, String id, HelpText help) {
        return Optional.ofNullable(healths(plugins).get(id))
                .flatMap(PluginHealth::quarantine)
                .map(quarantine ->
                        "out of service since "
                                + quarantine.since().truncatedTo(ChronoUnit.SECONDS)
                                + " (incident "
                                + quarantine.incident()
                                + "): "
                                + quarantine.why()
                                + "; "
                                + help.line("plugins clear " + id)
                                + " puts it back");
    }

    private static Map<String, PluginHealth> healths(PluginHost plugins) {
        Snapshot now = plugins.snapshot();
        Map<String, PluginHealth> healths = new TreeMap<>();
        for (BoundCommand command : now.commands().commands()) {
            healths.put(command.definition().plugin(), command.threads().health());
        }
        for (BoundListener listener : now.listeners()) {
            healths.put(listener.definition().plugin(), listener.threads().health());
        }
        return healths;
    }
}
