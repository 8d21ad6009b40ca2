package dev.errand.platform.admin;

import dev.errand.api.Command;
import dev.errand.api.Deadline;
import dev.errand.api.Private;
import dev.errand.api.Reply;
import dev.errand.api.Requires;
import java.util.function.Supplier;

/** What an admin does with the configuration. */
final class ConfigCommands {

    private final Supplier<String> reload;
    private final Supplier<String> difference;

    ConfigCommands(Supplier<String> reload, Supplier<String> difference) {
        this.reload = reload;
        this.difference = difference;
    }

    @Command(
            value = "config reload",
            description = "Reads errand.conf anew; if anything is wrong with it, nothing changes")
    @Requires(Requires.ADMIN)
    @Deadline("5m")
    @Private
    Reply reload() {
        return Reply.plain(reload.get());
    }

    @Command(
            value = "config diff",
            description = "Shows what errand.conf says differently from what holds")
    @Requires(Requires.ADMIN)
    @Private
    Reply diff() {
        return Reply.plain(difference.get());
    }
}
