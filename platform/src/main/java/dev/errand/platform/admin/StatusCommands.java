package dev.errand.platform.admin;

import dev.errand.api.Command;
import dev.errand.api.Reply;
import dev.errand.api.Requires;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.Health;
import dev.errand.platform.command.Durations;
import dev.errand.platform.command.HelpText;
import dev.errand.platform.plugin.PluginHost;
import dev.errand.platform.plugin.PluginStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How the bot stands. */
final class StatusCommands {

    private final HostCommands.Surroundings around;
    private final PluginHost plugins;
    private final InstantSource clock;
    private final HelpText help;

    StatusCommands(
            HostCommands.Surroundings around,
            PluginHost plugins,
            InstantSource clock,
            HelpText help) {
        this.help = help;
        this.around = around;
        this.plugins = plugins;
        this.clock = clock;
    }

    @Command(
            value = "status",
            description = "Shows how the chats, the storage and the plugins stand")
    @Requires(Requires.ADMIN)
    List<Reply> status() {
        Instant now = clock.instant();
        Reply.Table table = Reply.table("chat", "state", "for", "to send", "remark", "last error");
        for (Map.Entry<String, ChatBackend> chat : around.chats().get().entrySet()) {
            if (chat.getKey().startsWith("@")) {
                continue; // a door of the host's own, which is always there
            }
            Health health = chat.getValue().health();
            table =
                    table.row(
                            chat.getKey(),
                            health.state().name().toLowerCase(Locale.ROOT),
                            length(health.since(), now),
                            health.waiting(),
                            health.detail(),
                            health.lastFailure()
                                    .map(failure -> failure(failure, health, now))
                                    .orElse("none"));
        }
        return List.of(
                table, Reply.plain(work() + "\n" + storage() + "\n" + plugins(plugins.statuses())));
    }

    /** What is said in the remark already is not said again. */
    private static String failure(Health.Failure failure, Health health, Instant now) {
        String words = health.detail().contains(failure.words()) ? "" : failure.words() + ", ";
        return words + length(failure.at(), now) + " ago";
    }

    private String work() {
        int asking = around.asking().getAsInt();
        return "Messages: "
                + (around.underWay().getAsInt() - asking)
                + " under way, "
                + asking
                + " waiting for an answer.";
    }

    private String storage() {
        dev.errand.storage.spi.Health health = around.storage().get();
        return "Storage: " + health.detail() + (health.up() ? "." : ", NOT working.");
    }

    private String plugins(List<PluginStatus> statuses) {
        String broken =
                statuses.stream()
                        .filter(each -> !each.mistakes().isEmpty())
                        .map(PluginStatus::id)
                        .sorted()
                        .collect(Collectors.joining(", "));
        long serving = statuses.stream().filter(each -> !each.version().isEmpty()).count();
        return "Plugins: "
                + serving
                + " serving"
                + (broken.isEmpty()
                        ? "."
                        : "; broken: " + broken + " (" + help.line("plugins") + " tells why).");
    }

    private static String length(Instant since, Instant now) {
        Duration length = Duration.between(since, now);
        return length.isNegative() ? "0s" : Durations.write(Duration.ofSeconds(length.toSeconds()));
    }
}
