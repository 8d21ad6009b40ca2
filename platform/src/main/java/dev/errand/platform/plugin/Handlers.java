package dev.errand.platform.plugin;

import dev.errand.api.Plugin;
import dev.errand.platform.command.BoundCommand;
import dev.errand.platform.command.BoundListener;
import dev.errand.platform.command.HandlerScanner;
import dev.errand.platform.command.Mistake;
import dev.errand.platform.command.Scan;
import dev.errand.platform.execution.PluginThreads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one load of a plugin can do, bound to its object and its threads. */
record Handlers(List<BoundCommand> commands, List<BoundListener> listeners) {

    /** Reads them from the objects that the plugin offers; all mistakes are told together. */
    static Handlers of(String id, Plugin instance, PluginThreads threads)
            throws Constructing.Rejected {
        List<BoundCommand> commands = new ArrayList<>();
        List<BoundListener> listeners = new ArrayList<>();
        List<Mistake> mistakes = new ArrayList<>();
        if (instance instanceof RemotePlugin remote) {
            return remote(remote, threads);
        }
        for (Object handler : instance.handlers()) {
            Scan scan = HandlerScanner.scan(id, handler.getClass());
            mistakes.addAll(scan.mistakes());
            scan.commands()
                    .forEach(c ->
                            commands.add(
                                    new BoundCommand(
                                            c.definition(), c.handler(), handler, threads)));
            scan.listeners()
                    .forEach(l ->
                            listeners.add(
                                    new BoundListener(
                                            l.definition(), l.handler(), handler, threads)));
        }
        mistakes.addAll(doubles(commands));
        if (!mistakes.isEmpty()) {
            throw new Constructing.Rejected(mistakes);
        }
        return new Handlers(commands, listeners);
    }

    /** Its mistakes were found where it runs. */
    private static Handlers remote(RemotePlugin remote, PluginThreads threads) {
        threads.health().alsoAsk(remote::complaint);
        return new Handlers(
                remote.commands().stream()
                        .map(c -> new BoundCommand(c.definition(), c.handler(), remote, threads))
                        .toList(),
                remote.listeners().stream()
                        .map(l -> new BoundListener(l.definition(), l.handler(), remote, threads))
                        .toList());
    }

    private static List<Mistake> doubles(List<BoundCommand> commands) {
        List<Mistake> mistakes = new ArrayList<>();
        Map<String, String> places = new HashMap<>();
        for (BoundCommand command : commands) {
            String place =
                    command.handler().method().getDeclaringClass().getSimpleName()
                            + "."
                            + command.handler().method().getName();
            List<String> names = new ArrayList<>(command.definition().aliases());
            names.add(command.definition().name());
            for (String name : names) {
                String other = places.put(name, place);
                if (other != null) {
                    mistakes.add(
                            new Mistake(
                                    place,
                                    "has the command '" + name + "', which " + other + " has too"));
                }
            }
        }
        return mistakes;
    }
}
