package dev.errand.platform.dispatch;

import dev.errand.api.Caller;
import dev.errand.api.Message;
import dev.errand.backend.spi.ChatBackend;
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
import dev.errand.platform.plugin.Invocations;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.MatchResult;

/** Stage 4 of a message's way: runs a command on its plugin's threads, within its deadline. */
final class CommandRuns {

    private static final Duration GRACE = Duration.ofMillis(200);

    /** The host's own commands are never out of service. */
    private static final String HOST = "errand";

    private final Outbox outbox;
    private final Conversations conversations;
    private final RunningCalls calls;
    private final InstantSource clock;
    private final ExecutionLimits limits;
    private final Supplier<LimitSettings.Quarantine> quarantine;
    private final HostThreads threads;

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
    }

    Outcome command(
            Reading.Parsed parsed, Caller caller, Turn turn, Outbox.Address address, Pass pass)
            throws InterruptedException {
        BoundCommand command = parsed.command();
        CommandDefinition definition = command.definition();
        ActiveCall call = call(caller, turn, address, definition, pass);
        String what =
                parsed.arguments().shown().isEmpty()
                        ? definition.name()
                        : definition.name() + " " + parsed.arguments().shown();
        return start(
                command.threads(),
                info(definition.plugin(), what, caller, turn.arrival().message()),
                Invocations.command(command, parsed.arguments(), call),
                call,
                pass);
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
        return start(
                listener.threads(),
                info(definition.plugin(), definition.name(), caller, turn.arrival().message()),
                Invocations.listener(listener, match, call),
                call,
                pass);
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

    private Outcome start(
            PluginThreads threads, CallInfo info, Running.Work work, ActiveCall call, Pass pass)
            throws InterruptedException {
        try {
            return switch (threads.start(info, call.tracked(work))) {
                case PluginThreads.Start.NotBegun(Outcome why) -> {
                    pass.close();
                    yield why;
                }
                case PluginThreads.Start.Begun(Running begun) -> {
                    begun.afterwards(pass::close);
                    Outcome outcome =
                            await(begun, call.turn(), pass.deadline().orElse(limits.deadline()));
                    note(threads.health(), begun, outcome);
                    yield call.sayings().cut(outcome);
                }
            };
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

    private Outcome await(Running call, Turn turn, Duration deadline) throws InterruptedException {
        Duration usual = turn.patience(limits.patience());
        Duration patience = usual.compareTo(deadline) < 0 ? usual : deadline;
        Optional<Outcome> quick = call.await(patience);
        if (quick.isPresent()) {
            return quick.get();
        }
        turn.isSlow();
        ChatBackend chat = turn.arrival().chat();
        chat.working(turn.arrival().message(), true);
        try {
            return awaitSlow(call, deadline);
        } finally {
            chat.working(turn.arrival().message(), false);
        }
    }

    private static Outcome awaitSlow(Running call, Duration deadline) throws InterruptedException {
        while (true) {
            Duration left = deadline.minus(call.workClock().worked());
            if (!left.isPositive() && !call.workClock().isWaiting()) {
                call.end(new Outcome.TimedOut(deadline));
            }
            Optional<Outcome> outcome = call.await(left.isPositive() ? left : GRACE);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
    }
}
