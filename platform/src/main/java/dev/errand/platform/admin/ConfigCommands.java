package dev.errand.platform.admin;

import dev.errand.api.Command;
import dev.errand.api.Private;
import dev.errand.api.Reply;
import dev.errand.api.Requires;
import java.util.function.Supplier;

/** What an admin does with the configuration. */
final class ConfigCommands {

    private final Supplier<String> reload;

    ConfigCommands(Supplier<String> reload) {
        this.reload = reload;
    }

    @Command(
            value = "config reload",
            description = "Reads errand.conf anew; if anything is wrong with it, nothing changes")
    @Requires(Requires.ADMIN)
    @Private
    Reply reload() {
        return Reply.plain(reload.get());
    }
}
