package dev.errand.platform.isolation;

import dev.errand.api.Caller;
import dev.errand.api.Message;
import dev.errand.platform.command.Arguments;
import dev.errand.platform.command.BoundCommand;
import dev.errand.platform.command.BoundListener;
import dev.errand.platform.execution.CallInfo;
import dev.errand.platform.execution.HostThreads;
import dev.errand.platform.execution.Incidents;
import dev.errand.platform.execution.Outcome;
import dev.errand.platform.execution.PluginThreads;
import dev.errand.platform.execution.Running;
import dev.errand.platform.plugin.Invocations;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** The process's end of the talk: loads the plugin and runs its calls. */
final class ChildSide {

    private final InstantSource clock = InstantSource.system();
    private final HostThreads threads;
    private final Incidents incidents;
    private final Link link;
    private final ChildStorage storage;
    private final Map<Long, Running> calls = new ConcurrentHashMap<>();
    private volatile @Nullable ChildLoad loaded;

    ChildSide(InputStream in, OutputStream out) {
        this.incidents = new Incidents(clock, new Random(), incident -> {});
        this.threads = new HostThreads(incidents);
        this.link = new Link(in, out, threads, "host", this::take, () -> {});
        this.storage = new ChildStorage(link, threads);
        ChildLog.to(link);
    }

    void serve() {
        link.readOn();
    }

    /** Takes the copies of JARs away; a host that was killed cannot. */
    void clear() {
        ChildLoad load = loaded;
        if (load != null) {
            load.clear();
        }
    }

    private void take(Link.Asked asked) {
        switch (asked.what()) {
            case "interrupt" -> {
                Running call = calls.get(asked.body().asLong());
                if (call != null) {
                    call.end(new Outcome.Killed("the host"));
                }
            }
            case "changed" -> storage.changed(asked.body());
            default -> {
                var _ = threads.start("asked-" + asked.what(), () -> answer(asked));
            }
        }
    }

    private void answer(Link.Asked asked) {
        try {
            switch (asked.what()) {
                case "load" -> {
                    ChildLoad load = new ChildLoad(link, storage, threads, incidents, clock);
                    Contract.Loaded offered =
                            load.load(Wire.read(asked.body(), Contract.Load.class));
                    loaded = load;
                    asked.answer(offered);
                }
                case "stop" -> {
                    load().close();
                    asked.answer(true);
                }
                case "command" -> command(asked);
                case "listener" -> listener(asked);
                default -> asked.fail(new IllegalArgumentException(asked.what()));
            }
        } catch (InterruptedException | RuntimeException | LinkageError fault) {
            asked.fail(fault);
        }
    }

    private ChildLoad load() {
        ChildLoad load = loaded;
        if (load == null) {
            throw new IllegalStateException("Nothing is loaded");
        }
        return load;
    }

    private void command(Link.Asked asked) {
        Contract.RunCommand run = Wire.read(asked.body(), Contract.RunCommand.class);
        BoundCommand command =
                load().command(run.name())
                        .orElseThrow(() -> new IllegalStateException("No command " + run.name()));
        Arguments arguments = ChildArguments.read(command.handler(), run.arguments());
        start(
                asked,
                command.threads(),
                info(run.call(), run.name(), run.caller(), run.message()),
                Invocations.command(
                        command,
                        arguments,
                        new ChildCall(link, run.call(), run.caller(), run.message())));
    }

    private void listener(Link.Asked asked) {
        Contract.RunListener run = Wire.read(asked.body(), Contract.RunListener.class);
        BoundListener listener =
                load().listener(run.name(), run.pattern())
                        .orElseThrow(() -> new IllegalStateException("No listener " + run.name()));
        Matcher match = listener.definition().pattern().matcher(run.message().text());
        if (!match.find()) {
            asked.answer(new Contract.Ended(Contract.How.RETURNED, Wire.replies(List.of()), ""));
            return;
        }
        start(
                asked,
                listener.threads(),
                info(run.call(), run.name(), run.caller(), run.message()),
                Invocations.listener(
                        listener,
                        match.toMatchResult(),
                        new ChildCall(link, run.call(), run.caller(), run.message())));
    }

    private CallInfo info(long id, String what, Caller caller, Message message) {
        return new CallInfo(id, load().id(), what, caller, message.room(), clock.instant());
    }

    private void start(Link.Asked asked, PluginThreads pool, CallInfo info, Running.Work work) {
        switch (pool.start(info, work)) {
            case PluginThreads.Start.NotBegun(Outcome why) -> asked.answer(ended(why));
            case PluginThreads.Start.Begun(Running begun) -> {
                calls.put(info.id(), begun);
                // told when the code itself has ended: the host wants to know who goes on
                begun.afterwards(() -> {
                    calls.remove(info.id());
                    asked.answer(outcome(begun));
                });
            }
        }
    }

    private static Contract.Ended outcome(Running call) {
        try {
            Optional<Outcome> outcome = call.await(Duration.ZERO);
            return ended(outcome.orElse(new Outcome.Gone()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ended(new Outcome.Gone());
        }
    }

    private static Contract.Ended ended(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Returned(var replies) ->
                    new Contract.Ended(Contract.How.RETURNED, Wire.replies(replies), "");
            case Outcome.Refused(String message) ->
                    new Contract.Ended(Contract.How.REFUSED, Wire.replies(List.of()), message);
            case Outcome.Failed(var incident) ->
                    new Contract.Ended(
                            incident.ofStorage()
                                    ? Contract.How.STORAGE_FAILED
                                    : Contract.How.FAILED,
                            Wire.replies(List.of()),
                            incident.trace());
            case Outcome.Busy(int limit) ->
                    new Contract.Ended(
                            Contract.How.REFUSED,
                            Wire.replies(List.of()),
                            "It runs " + limit + " times already.");
            case Outcome.TimedOut t -> gone();
            case Outcome.Killed k -> gone();
            case Outcome.Gone g -> gone();
        };
    }

    private static Contract.Ended gone() {
        return new Contract.Ended(Contract.How.ENDED, Wire.replies(List.of()), "");
    }
}
