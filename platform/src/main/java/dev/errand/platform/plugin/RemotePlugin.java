package dev.errand.platform.plugin;

import dev.errand.api.Call;
import dev.errand.api.Plugin;
import dev.errand.api.Reply;
import dev.errand.platform.command.Arguments;
import dev.errand.platform.command.CommandDefinition;
import dev.errand.platform.command.ListenerDefinition;
import dev.errand.platform.command.ScannedCommand;
import dev.errand.platform.command.ScannedListener;
import java.util.List;
import java.util.Optional;

/** A plugin whose code runs in another process; here is only what the host must know of it. */
public interface RemotePlugin extends Plugin {

    /**
     * What it can do.
     *
     * @return its commands, whose handlers say how arguments are read and are never called
     */
    List<ScannedCommand> commands();

    /**
     * What it listens for.
     *
     * @return its listeners, whose handlers are never called
     */
    List<ScannedListener> listeners();

    /**
     * Runs a command there and waits for it; ends it there if this thread is interrupted.
     *
     * @param command which
     * @param arguments with what
     * @param call whose words it says
     * @return what is to be said in the end
     * @throws Exception a {@link dev.errand.api.UserError} of the plugin, or what went wrong
     */
    List<Reply> command(CommandDefinition command, Arguments arguments, Call call) throws Exception;

    /**
     * Calls a listener there, as {@link #command} does a command.
     *
     * @param listener which
     * @param call whose words it says
     * @return what is to be said in the end
     * @throws Exception a {@link dev.errand.api.UserError} of the plugin, or what went wrong
     */
    List<Reply> listener(ListenerDefinition listener, Call call) throws Exception;

    /**
     * Where its code runs.
     *
     * @return words for an operator, such as {@code a process of its own (pid 4711, heap 64 MiB)}
     */
    String place();

    /**
     * What is wrong with its process now.
     *
     * @return words without a full stop, empty if nothing is
     */
    Optional<String> complaint();
}
