package dev.errand.platform.admin;

import dev.errand.api.Arg;
import dev.errand.api.Command;
import dev.errand.api.Deadline;
import dev.errand.api.Reply;
import dev.errand.api.Requires;
import dev.errand.platform.command.CommandTree;
import dev.errand.platform.command.HelpText;
import dev.errand.platform.plugin.LoadResult;
import dev.errand.platform.plugin.PluginDetails;
import dev.errand.platform.plugin.PluginHost;
import dev.errand.platform.plugin.PluginStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an admin sees of the plugins, and how they come and go. */
final class PluginCommands {

    private final PluginHost plugins;
    private final PluginNames names;
    private final HelpText help;

    PluginCommands(PluginHost plugins, HelpText help) {
        this.plugins = plugins;
        this.help = help;
        this.names = new PluginNames(plugins, help);
    }

    @Command(
            value = "plugins",
            description = "Lists the plugins, and what is wrong with any of them")
    @Requires(Requires.ADMIN)
    List<Reply> plugins() {
        List<PluginStatus> statuses = plugins.statuses();
        Reply.Table table = Reply.table("plugin", "version", "state", "from", "commands");
        List<Reply> problems = new ArrayList<>();
        Set<String> away = QuarantineCommands.quarantined(plugins);
        for (PluginStatus status : statuses) {
            table =
                    table.row(
                            status.id(),
                            status.version().isEmpty() ? "-" : status.version(),
                            away.contains(status.id())
                                    ? "in quarantine"
                                    : PluginWords.state(status),
                            PluginWords.origin(status.origin()),
                            status.commands());
            if (!status.mistakes().isEmpty()) {
                problems.add(Reply.plain(problem(status)));
            }
            if (!status.remark().isEmpty()) {
                problems.add(Reply.plain(status.id() + ": " + status.remark()));
            }
        }
        List<Reply> all = new ArrayList<>();
        all.add(table);
        all.addAll(problems);
        all.addAll(clashes());
        all.addAll(QuarantineCommands.complaints(plugins));
        return all;
    }

    /** Who misses a command of a plugin finds here why, and how it is reached. */
    private List<Reply> clashes() {
        List<Reply> all = new ArrayList<>();
        for (CommandTree.Clash clash : plugins.snapshot().commands().clashes()) {
            String reached = help.line(clash.loser() + ":" + clash.name());
            String text = clash.loser() + ": its command '" + clash.name() + "' is " + reached;
            all.add(Reply.plain(text + ", because " + clash.owner() + " had one of that name."));
        }
        return all;
    }

    private static String problem(PluginStatus status) {
        StringBuilder text = new StringBuilder(status.id()).append(" cannot be put in service:");
        status.mistakes().forEach(mistake -> text.append("\n- ").append(mistake));
        return text.toString();
    }

    @Command(
            value = "plugins info",
            description = "Shows all about one plugin",
            examples = {"plugins info demo"})
    @Requires(Requires.ADMIN)
    List<Reply> info(@Arg(description = "its id, as plugins shows it") String plugin) {
        PluginDetails details = names.details(plugin);
        List<Reply> all = new ArrayList<>();
        all.add(
                PluginWords.card(
                        details,
                        QuarantineCommands.quarantine(plugins, plugin, help)
                                .orElseGet(() -> PluginWords.state(details.status()))));
        if (!details.settings().isEmpty()) {
            all.add(PluginWords.settings(details.settings()));
        }
        if (!details.status().mistakes().isEmpty()) {
            all.add(Reply.plain(problem(details.status())));
        }
        return all;
    }

    @Command(
            value = "plugins reload",
            description = "Loads a plugin anew, with those that need it",
            examples = {"plugins reload demo"})
    @Requires(Requires.ADMIN)
    @Deadline("5m")
    String reload(@Arg(description = "its id") String plugin) throws InterruptedException {
        String id = names.changeable(plugin);
        LoadResult result = plugins.admin().reload(id).orElseThrow(() -> names.unknown(id));
        return switch (result) {
            case LoadResult.Serving serving -> PluginWords.serving(id, serving);
            case LoadResult.Refused refused ->
                    throw PluginWords.refused(
                            id + " cannot be loaded" + names.stays(id), refused.mistakes());
            case LoadResult.Disabled(String why) ->
                    id
                            + " is "
                            + why
                            + "; "
                            + help.line("plugins enable " + id)
                            + " lets it in again.";
        };
    }

    @Command(
            value = "plugins enable",
            description = "Puts a plugin in service that was disabled or unloaded",
            examples = {"plugins enable demo"})
    @Requires(Requires.ADMIN)
    @Deadline("5m")
    String enable(@Arg(description = "its id") String plugin) throws InterruptedException {
        String id = names.changeable(plugin);
        LoadResult result = plugins.admin().enable(id).orElseThrow(() -> names.unknown(id));
        return switch (result) {
            case LoadResult.Serving serving -> PluginWords.serving(id, serving);
            case LoadResult.Refused refused ->
                    throw PluginWords.refused(
                            id + " is enabled, but cannot be loaded", refused.mistakes());
            case LoadResult.Disabled(String why) ->
                    id + " is still " + why + "; take it out of there.";
        };
    }

    @Command(
            value = "plugins disable",
            description = "Takes a plugin out of service, also for the next start",
            examples = {"plugins disable demo"})
    @Requires(Requires.ADMIN)
    String disable(@Arg(description = "its id") String plugin) {
        String id = names.free(plugin);
        plugins.admin().disable(id);
        return id + " is disabled.";
    }

    @Command(
            value = "plugins unload",
            description = "Takes a plugin out of service until the bot starts anew",
            examples = {"plugins unload demo"})
    @Requires(Requires.ADMIN)
    String unload(@Arg(description = "its id") String plugin) {
        String id = names.free(plugin);
        return plugins.admin().withdraw(id, "unloaded by a command")
                ? id
                        + " is out of service; "
                        + help.line("plugins reload " + id)
                        + " brings it back."
                : id + " was not in service.";
    }
}
