package dev.errand.platform.admin;

import dev.errand.api.Plugin;
import dev.errand.platform.access.Gate;
import dev.errand.platform.command.HelpText;
import dev.errand.platform.dispatch.Outbox;
import dev.errand.platform.execution.Incidents;
import dev.errand.platform.execution.RunningCalls;
import dev.errand.platform.plugin.PluginHost;
import java.time.InstantSource;
import java.util.List;

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
     */
    public HostCommands(
            PluginHost plugins,
            Gate gate,
            HelpText help,
            RunningCalls calls,
            Incidents incidents,
            Outbox outbox,
            InstantSource clock) {
        handlers =
                List.of(
                        new HelpCommands(plugins, gate, help, outbox),
                        new PluginCommands(plugins),
                        new PluginConfigCommand(plugins),
                        new CallCommands(calls, incidents, clock));
    }

    @Override
    public List<Object> handlers() {
        return handlers;
    }
}
