package dev.errand.platform.admin;

import dev.errand.api.Plugin;
import dev.errand.platform.access.Gate;
import dev.errand.platform.command.HelpText;
import dev.errand.platform.dispatch.Outbox;
import dev.errand.platform.execution.Incidents;
import dev.errand.platform.execution.RunningCalls;
import dev.errand.platform.plugin.PluginHost;
import dev.errand.platform.repository.Repositories;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** The commands that are there before any plugin is, and that no plugin can take away. */
public final class HostCommands implements Plugin {

    /** The id that they are known by. */
    public static final String ID = "errand";

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
            Set<String> localChats) {
        handlers =
                List.of(
                        new HelpCommands(plugins, gate, help, outbox),
                        new PluginCommands(plugins),
                        new PluginConfigCommand(plugins),
                        new RepoCommands(repositories, localChats),
                        new CallCommands(calls, incidents, clock));
    }

    @Override
    public List<Object> handlers() {
        return handlers;
    }
}
