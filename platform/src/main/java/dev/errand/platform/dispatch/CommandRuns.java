package dev.errand.platform.dispatch;

import dev.errand.api.Caller;
import dev.errand.api.Message;
import dev.errand.platform.command.BoundCommand;
import dev.errand.platform.command.BoundListener;
import dev.errand.platform.command.CommandDefinition;
import dev.errand.platform.command.Reading;
import dev.errand.platform.config.LimitSettings;
import dev.errand.platform.execution.CallInfo;
import dev.errand.platform.execution.HostThreads;
import dev.errand.platform.execution.Outcome;
import dev.errand.platform.execution.PluginHealth;
import dev.errand.platform.execution.PluginThreads;
import dev.errand.platform.execution.Running;
import dev.errand.platform.execution.RunningCalls;
import dev.errand.platform.limit.Pass;
import dev.errand.platform.log.Correlation;
import dev.errand.platform.plugin.Invocations;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.MatchResult;

/** Stage 4 of a message's way: runs a command on its plugin's threads, within its deadline. */
final class CommandRuns {

    /** The host's own commands are never out of service. */
    private static final String HOST = "errand";

    private final Outbox outbox;
    private final Conversations conversations;
    private final RunningCalls calls;
    private final InstantSource clock;
    private final ExecutionLimits limits;
    private final Supplier<LimitSettings.Quarantine> quarantine;
    private final HostThreads threads;
    private final Patience patience;

    CommandRuns(
            Outbox outbox,
            Conversations conversations,
            RunningCalls calls,
            InstantSource clock,
            ExecutionLimits limits,
            Supplier<LimitSettings.Quarantine> quarantine,
            HostThreads threads) {
        this.outbox = outbox;
        this.conversations = conversations;
        this.calls = calls;
        this.clock = clock;
        this.limits = limits;
        this.quarantine = quarantine;
        this.threads = threads;
        this.patience = new Patience(threads);
    }

    /**
     * Runs a command. What comes next is done once with its outcome, by whichever thread has it.
     *
     * @param next tells whether it has answered the message, or else another thread does
     * @return whether the message has been answered by now; else the thread that answers it says so
     */
    boolean command(
            Reading.Parsed parsed,
            Caller caller,
            Turn turn,
            Outbox.Address address,
            Pass pass,
            Predicate<Outcome> next)
            throws InterruptedException {
        BoundCommand command = parsed.command();
        CommandDefinition definition = command.definition();
        ActiveCall call = call(caller, turn, address, definition, pass);
        String what =
                parsed.arguments().shown().isEmpty()
                        ? definition.name()
                        : definition.name() + " " + parsed.arguments().shown();
        Message message = turn.arrival().message();
        Running running =
                command.threads()
                        .prepare(
                                info(definition.plugin(), what, caller, message),
                                marked(
                                        message,
                                        call.tracked(
                                                Invocations.command(
                                                        command, parsed.arguments(), call))));
        return lead(command.threads(), running, call, pass, next);
    }

    /** What the plugin logs belongs to the message. The thread forgets the mark by itself. */
    private static Running.Work marked(Message message, Running.Work work) {
        return running -> {
            var _ = Correlation.of(message.id());
            return work.run(running);
        };
    }

    private boolean lead(
            PluginThreads plugin,
            Running running,
            ActiveCall call,
            Pass pass,
            Predicate<Outcome> next)
            throws InterruptedException {
        Ending ending =
                new Ending(running, call.turn(), how -> ended(plugin, running, call, how), next);
        Duration deadline = pass.deadline().orElse(limits.deadline());
        Patience.Wait wait =
                patience.after(
                        quick(call.turn(), deadline), () -> ending.slowly(deadline, threads));
        running.afterwards(() -> {
            wait.end();
            pass.close();
        });
        return switch (plugin.lead(running, ending::there)) {
            case THERE -> false;
            case HERE -> ending.here();
            case NOBODY -> {
                wait.end();
                if (!ending.take()) {
                    // this thread was held up for so long that another waits; it shall try again
                    running.end(new Outcome.Gone());
                    yield false;
                }
                yield next.test(await(plugin, running, call, pass));
            }
        };
    }

    Outcome listener(
            BoundListener listener,
            MatchResult match,
            Caller caller,
            Turn turn,
            Outbox.Address address,
            Pass pass)
            throws InterruptedException {
        CommandDefinition definition = listener.definition().asCommand();
        ActiveCall call = call(caller, turn, address, definition, pass);
        Running running =
                listener.threads()
                        .prepare(
                                info(
                                        definition.plugin(),
                                        definition.name(),
                                        caller,
                                        turn.arrival().message()),
                                call.tracked(Invocations.listener(listener, match, call)));
        running.afterwards(pass::close);
        return await(listener.threads(), running, call, pass);
    }

    private ActiveCall call(
            Caller caller,
            Turn turn,
            Outbox.Address address,
            CommandDefinition definition,
            Pass pass) {
        return new ActiveCall(
                caller,
                turn,
                address,
                outbox,
                conversations,
                new Sayings(definition.name(), pass.output()),
                clock);
    }

    private CallInfo info(String plugin, String what, Caller caller, Message message) {
        return new CallInfo(calls.nextId(), plugin, what, caller, message.room(), clock.instant());
    }

    /** Runs a call and waits for its outcome. */
    private Outcome await(PluginThreads plugin, Running running, ActiveCall call, Pass pass)
            throws InterruptedException {
        return switch (plugin.begin(running)) {
            case PluginThreads.Start.NotBegun(Outcome why) -> {
                pass.close();
                call.end();
                yield why;
            }
            case PluginThreads.Start.Begun(Running begun) ->
                    ended(plugin, begun, call, outcome(begun, call.turn(), pass));
        };
    }

    private Outcome ended(PluginThreads plugin, Running running, ActiveCall call, Outcome outcome) {
        try {
            note(plugin.health(), running, outcome);
            return call.sayings().cut(outcome);
        } finally {
            call.end();
        }
    }

    private void note(PluginHealth health, Running call, Outcome outcome) {
        if (call.info().plugin().equals(HOST)) {
            return;
        }
        health.ended(outcome, quarantine.get().failures());
        if (outcome instanceof Outcome.TimedOut || outcome instanceof Outcome.Killed) {
            threads.start(
                    "overdue",
                    () -> {
                        try {
                            if (!call.awaitEnd(quarantine.get().grace())) {
                                health.ignored(call.info(), quarantine.get().ignoredInterrupts());
                            }
                        } catch (InterruptedException ending) {
                            Thread.currentThread().interrupt();
                        }
                    });
        }
    }

    private Duration quick(Turn turn, Duration deadline) {
        Duration usual = turn.patience(limits.patience());
        return usual.compareTo(deadline) < 0 ? usual : deadline;
    }

    private Outcome outcome(Running call, Turn turn, Pass pass) throws InterruptedException {
        Duration deadline = pass.deadline().orElse(limits.deadline());
        Optional<Outcome> quick = call.await(quick(turn, deadline));
        return quick.isPresent() ? quick.get() : Ending.slow(call, turn, deadline);
    }
}
