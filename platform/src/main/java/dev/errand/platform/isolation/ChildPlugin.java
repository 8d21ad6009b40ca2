package dev.errand.platform.isolation;

import dev.errand.api.Call;
import dev.errand.api.Person;
import dev.errand.api.PluginContext;
import dev.errand.api.Reply;
import dev.errand.api.Room;
import dev.errand.api.UserError;
import dev.errand.platform.command.Arguments;
import dev.errand.platform.command.CommandDefinition;
import dev.errand.platform.command.Handler;
import dev.errand.platform.command.ListenerDefinition;
import dev.errand.platform.command.Mistake;
import dev.errand.platform.command.ParameterDefinition;
import dev.errand.platform.command.ScannedCommand;
import dev.errand.platform.command.ScannedListener;
import dev.errand.platform.command.ValueReader;
import dev.errand.platform.plugin.Elsewhere.Launch;
import dev.errand.platform.plugin.RemotePlugin;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import tools.jackson.databind.JsonNode;

/** A plugin in a process of its own, as the host sees it. */
final class ChildPlugin implements RemotePlugin {

    private final Keeper keeper;
    private final List<ScannedCommand> commands;
    private final List<ScannedListener> listeners;

    private ChildPlugin(Keeper keeper, Contract.Loaded loaded) {
        this.keeper = keeper;
        this.commands = loaded.commands().stream().map(ChildPlugin::scanned).toList();
        this.listeners =
                loaded.listeners().stream()
                        .map(l -> new ScannedListener(l, new Handler(neverCalled(), List.of())))
                        .toList();
    }

    static Launch launch(Plan plan, PluginContext context) throws Exception {
        Keeper keeper = new Keeper(plan);
        context.closeWithPlugin(keeper::close);
        Contract.Loaded loaded = keeper.begin();
        return loaded.mistakes().isEmpty()
                ? new Launch.Ready(new ChildPlugin(keeper, loaded))
                : new Launch.Failed(
                        loaded.mistakes().stream()
                                .map(wrong -> new Mistake(wrong.place(), wrong.problem()))
                                .toList());
    }

    private static ScannedCommand scanned(Contract.OfferedCommand offered) {
        List<Handler.Slot> slots = new ArrayList<>();
        List<ParameterDefinition> parameters = offered.definition().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            slots.add(
                    new Handler.Slot.Argument(
                            parameters.get(i),
                            ValueReader.of(parameters.get(i).type()),
                            offered.wrappings().get(i)));
        }
        return new ScannedCommand(offered.definition(), new Handler(neverCalled(), slots));
    }

    private static Method neverCalled() {
        try {
            return RemotePlugin.class.getMethod("commands");
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<ScannedCommand> commands() {
        return commands;
    }

    @Override
    public List<ScannedListener> listeners() {
        return listeners;
    }

    @Override
    public List<Reply> command(CommandDefinition command, Arguments arguments, Call call)
            throws Exception {
        Map<String, List<JsonNode>> items = new HashMap<>();
        for (Arguments.Value value : arguments.values()) {
            if (value
                    instanceof
                    Arguments.Value.Typed(
                            String name,
                            List<Object> given,
                            Handler.Wrapping wrapping)) {
                items.put(name, given.stream().map(ChildPlugin::written).toList());
            }
        }
        return run(
                "command",
                id ->
                        new Contract.RunCommand(
                                id, command.name(), items, call.caller(), call.message()),
                call);
    }

    private static JsonNode written(Object item) {
        return Wire.node(item instanceof Person || item instanceof Room ? item : item.toString());
    }

    @Override
    public List<Reply> listener(ListenerDefinition listener, Call call) throws Exception {
        return run(
                "listener",
                id ->
                        new Contract.RunListener(
                                id,
                                listener.name(),
                                listener.pattern().pattern(),
                                call.caller(),
                                call.message()),
                call);
    }

    private List<Reply> run(String what, LongFunction<Object> body, Call call)
            throws InterruptedException {
        ChildProcess process = keeper.process();
        try {
            return process.calls().run(what, body, call);
        } catch (Link.Broken gone) {
            throw new ForeignFault(
                    "The process of plugin " + keeper.id() + " ended (" + process.reason() + ")");
        } catch (HostCalls.Unheeded unheeded) {
            process.kill("killed, because a call ignored its interrupt");
            throw new UserError("The process was killed, because the call ignored its interrupt.");
        }
    }

    @Override
    public void stop() {
        keeper.stop();
    }

    @Override
    public String place() {
        return keeper.place();
    }

    @Override
    public Optional<String> complaint() {
        return keeper.complaint();
    }
}
