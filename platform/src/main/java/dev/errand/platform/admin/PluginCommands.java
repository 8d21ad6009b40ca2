package dev.errand.platform.admin;

import dev.errand.api.Command;
import dev.errand.api.Reply;
import dev.errand.api.Requires;
import dev.errand.platform.plugin.PluginHost;
import dev.errand.platform.plugin.PluginStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an admin sees of the plugins. */
final class PluginCommands {

    private final PluginHost plugins;

    PluginCommands(PluginHost plugins) {
        this.plugins = plugins;
    }

    @Command(
            value = "plugins",
            description = "Lists the plugins, and what is wrong with any of them")
    @Requires(Requires.ADMIN)
    List<Reply> plugins() {
        List<PluginStatus> statuses = plugins.statuses();
        Reply.Table table = Reply.table("plugin", "version", "state", "from", "commands");
        List<Reply> problems = new ArrayList<>();
        for (PluginStatus status : statuses) {
            table =
                    table.row(
                            status.id(),
                            status.version().isEmpty() ? "-" : status.version(),
                            state(status),
                            status.origin().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                            status.commands());
            if (!status.mistakes().isEmpty()) {
                problems.add(Reply.plain(problem(status)));
            }
        }
        List<Reply> all = new ArrayList<>();
        all.add(table);
        all.addAll(problems);
        all.addAll(QuarantineCommands.complaints(plugins));
        return all;
    }

    private static String state(PluginStatus status) {
        String serving =
                status.version().isEmpty()
                        ? "broken"
                        : status.mistakes().isEmpty() ? "serving" : "serving, update broken";
        return status.lingering() == 0
                ? serving
                : serving + ", " + status.lingering() + " old in memory";
    }

    private static String problem(PluginStatus status) {
        StringBuilder text = new StringBuilder(status.id()).append(" cannot be put in service:");
        status.mistakes().forEach(mistake -> text.append("\n- ").append(mistake));
        return text.toString();
    }
}
