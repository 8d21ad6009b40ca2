package dev.errand.platform.dispatch;

import dev.errand.api.Caller;
import dev.errand.api.Message;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.platform.command.BoundCommand;
import dev.errand.platform.command.Reading;
import dev.errand.platform.execution.CallInfo;
import dev.errand.platform.execution.Outcome;
import dev.errand.platform.execution.PluginThreads;
import dev.errand.platform.execution.Running;
import dev.errand.platform.execution.RunningCalls;
import dev.errand.platform.plugin.Invocations;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Stage 4 of a message's way: runs a command on its plugin's threads, within its deadline. */
final class CommandRuns {

    private static final Duration GRACE = Duration.ofMillis(200);

    private final Outbox outbox;
    private final Conversations conversations;
    private final RunningCalls calls;
    private final InstantSource clock;
    private final ExecutionLimits limits;

    CommandRuns(
            Outbox outbox,
            Conversations conversations,
            RunningCalls calls,
            InstantSource clock,
            ExecutionLimits limits) {
        this.outbox = outbox;
        this.conversations = conversations;
        this.calls = calls;
        this.clock = clock;
        this.limits = limits;
    }

    Outcome run(Reading.Parsed parsed, Caller caller, Turn turn, Outbox.Address address)
            throws InterruptedException {
        BoundCommand command = parsed.command();
        ActiveCall call = new ActiveCall(caller, turn, address, outbox, conversations);
        String what =
                parsed.arguments().shown().isEmpty()
                        ? command.definition().name()
                        : command.definition().name() + " " + parsed.arguments().shown();
        try {
            return start(
                    command.threads(),
                    info(command.definition().plugin(), what, caller, turn.arrival().message()),
                    call.tracked(Invocations.command(command, parsed.arguments(), call)),
                    turn,
                    command.definition().deadline().orElse(limits.deadline()));
        } finally {
            call.end();
        }
    }

    Outcome start(
            PluginThreads threads, CallInfo info, Running.Work work, Turn turn, Duration deadline)
            throws InterruptedException {
        return switch (threads.start(info, work)) {
            case PluginThreads.Start.NotBegun(Outcome why) -> why;
            case PluginThreads.Start.Begun(Running begun) -> await(begun, turn, deadline);
        };
    }

    CallInfo info(String plugin, String what, Caller caller, Message message) {
        return new CallInfo(calls.nextId(), plugin, what, caller, message.room(), clock.instant());
    }

    private Outcome await(Running call, Turn turn, Duration deadline) throws InterruptedException {
        Duration patience =
                limits.patience().compareTo(deadline) < 0 ? limits.patience() : deadline;
        Optional<Outcome> quick = call.await(patience);
        if (quick.isPresent()) {
            return quick.get();
        }
        turn.leaveLane();
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
