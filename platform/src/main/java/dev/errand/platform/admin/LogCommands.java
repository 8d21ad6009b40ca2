package dev.errand.platform.admin;

import dev.errand.api.Arg;
import dev.errand.api.Command;
import dev.errand.api.Default;
import dev.errand.api.Private;
import dev.errand.api.Reply;
import dev.errand.api.Requires;
import dev.errand.api.UserError;
import dev.errand.platform.log.LogBook;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The log of this process, for an admin: how much of it is written, and its last lines. */
final class LogCommands {

    private static final int MOST = 200;

    private final LogBook log;

    LogCommands(LogBook log) {
        this.log = log;
    }

    @Command(
            value = "log level",
            description = "Shows which log levels are set, or sets one until the bot ends",
            examples = {"log level", "log level chat.office debug", "log level root info"})
    @Requires(Requires.ADMIN)
    @Private
    Reply level(
            @Arg(description = "a package, a class, or root") Optional<String> logger,
            @Arg(description = "trace, debug, info, warn, error, off or default")
                    Optional<String> level) {
        if (logger.isEmpty()) {
            return levels();
        }
        if (level.isEmpty()) {
            throw new UserError(
                    "Say the level too: log level "
                            + logger.get()
                            + " trace, debug, info, warn, error, off or default.");
        }
        try {
            return Reply.plain(log.set(logger.get(), level.get()));
        } catch (IllegalArgumentException no) {
            throw new UserError(String.valueOf(no.getMessage()));
        }
    }

    private Reply levels() {
        Reply.Table table = Reply.table("logger", "level");
        for (Map.Entry<String, String> one : log.levels().entrySet()) {
            table = table.row(one.getKey(), one.getValue());
        }
        return table;
    }

    @Command(
            value = "log tail",
            description = "Shows the last lines of the log, without secrets and stack traces",
            examples = {"log tail", "log tail 50"})
    @Requires(Requires.ADMIN)
    @Private
    Reply tail(@Default("20") @Arg(description = "how many, 1 to 200") int lines) {
        if (lines < 1 || lines > MOST) {
            throw new UserError("'" + lines + "' is not possible. It is 1 to " + MOST + " lines.");
        }
        List<String> last = log.tail(lines);
        return last.isEmpty()
                ? Reply.plain("Nothing has been written yet.")
                : Reply.code(String.join("\n", last));
    }
}
