package dev.errand.platform.admin;

import dev.errand.api.Command;
import dev.errand.api.Deadline;
import dev.errand.api.Private;
import dev.errand.api.Reply;
import dev.errand.api.Requires;

/** What an admin does about backups. */
final class BackupCommands {

    private final HostCommands.Backup backup;

    BackupCommands(HostCommands.Backup backup) {
        this.backup = backup;
    }

    @Command(
            value = "backup",
            description = "Saves all that is stored to a file in the bot's home, now")
    @Requires(Requires.ADMIN)
    @Deadline("30m")
    @Private
    Reply backup() {
        return Reply.plain(backup.make().get());
    }

    @Command(
            value = "backup status",
            description = "Says which backups there are, what failed, and when the next is made")
    @Requires(Requires.ADMIN)
    @Private
    Reply status() {
        return Reply.plain(backup.status().get());
    }
}
