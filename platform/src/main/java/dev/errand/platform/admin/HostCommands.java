package dev.errand.platform.admin;

import dev.errand.api.Plugin;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.platform.access.Gate;
import dev.errand.platform.audit.AuditTrail;
import dev.errand.platform.command.HelpText;
import dev.errand.platform.dispatch.Explaining;
import dev.errand.platform.dispatch.History;
import dev.errand.platform.dispatch.Outbox;
import dev.errand.platform.execution.Incidents;
import dev.errand.platform.execution.RunningCalls;
import dev.errand.platform.identity.Grants;
import dev.errand.platform.identity.Links;
import dev.errand.platform.limit.Limits;
import dev.errand.platform.log.LogBook;
import dev.errand.platform.plugin.PluginHost;
import dev.errand.platform.repository.Repositories;
import dev.errand.storage.spi.Health;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The commands that are there before any plugin is, and that no plugin can take away. */
public final class HostCommands implements Plugin {

    /** The id that they are known by. */
    public static final String ID = "errand";

    /**
     * What is asked about who may do what.
     *
     * @param grants roles that were given for a time
     * @param links which accounts are one person's
     * @param explaining tells what the gate would say
     * @param roles the names of the roles there are
     * @param trail who did what
     * @param history what each person asked for before
     * @param limits how much may be run
     * @param reload reads the configuration anew and tells what came of it
     * @param difference tells what the file says differently
     */
    public record Access(
            Grants grants,
            Links links,
            Explaining explaining,
            Supplier<Set<String>> roles,
            AuditTrail trail,
            History history,
            Limits limits,
            Supplier<String> reload,
            Supplier<String> difference) {}

    /**
     * What lies around the commands.
     *
     * @param chats the chats by their names, at the moment of asking
     * @param storage how the storage stands at the moment of asking
     * @param underWay how many messages wait or are being dealt with
     * @param asking how many of those wait for an answer of the person who asked
     */
    public record Surroundings(
            Supplier<Map<String, ChatBackend>> chats,
            Supplier<Health> storage,
            IntSupplier underWay,
            IntSupplier asking) {}

    /**
     * What is asked about backups.
     *
     * @param make makes one and tells what came of it
     * @param status tells how things stand
     */
    public record Backup(Supplier<String> make, Supplier<String> status) {}

    private final List<Object> handlers;

    /**
     * Made once.
     *
     * @param plugins what is loaded
     * @param gate who may see what
     * @param help words for people
     * @param calls what runs
     * @param incidents what failed lately
     * @param outbox what was too long
     * @param clock tells the time
     * @param repositories where plugins are installed from
     * @param localChats the chats that only somebody at the host can type into
     * @param access what is asked about who may do what
     * @param around what lies around the commands
     * @param backup what is asked about backups
     * @param log the log of this process
     */
    public HostCommands(
            PluginHost plugins,
            Gate gate,
            HelpText help,
            RunningCalls calls,
            Incidents incidents,
            Outbox outbox,
            InstantSource clock,
            Repositories repositories,
            Set<String> localChats,
            Access access,
            Surroundings around,
            Backup backup,
            LogBook log) {
        handlers =
                List.of(
                        new HelpCommands(plugins, gate, help, outbox, access.limits()),
                        new PluginCommands(plugins, help),
                        new QuarantineCommands(plugins, help),
                        new PluginConfigCommand(plugins, help),
                        new RepoCommands(repositories, localChats, help),
                        new CallCommands(calls, incidents, clock),
                        new AccessCommands(
                                access.grants(),
                                access.links(),
                                gate,
                                access.explaining(),
                                access.roles()),
                        new AuditCommands(access.trail(), clock),
                        new HistoryCommands(access.history()),
                        new ConfigCommands(access.reload(), access.difference()),
                        new LinkCommands(access.links(), around.chats(), help),
                        new RoomCommands(around.chats()),
                        new StatusCommands(around, plugins, clock, help),
                        new BackupCommands(backup),
                        new LogCommands(log));
    }

    @Override
    public List<Object> handlers() {
        return handlers;
    }
}
