package dev.errand.platform.dispatch;

import dev.errand.backend.spi.ChatBackend;
import dev.errand.platform.execution.HostThreads;
import dev.errand.platform.execution.Outcome;
import dev.errand.platform.execution.Running;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What becomes of a command's outcome. The thread that has called the plugin does it, and so nobody
 * waits for a quick command; but once one is slow another thread waits for it, so that a plugin
 * that never comes back leaves nobody without an answer. Whoever comes first has it.
 */
final class Ending {

    private static final Duration GRACE = Duration.ofMillis(200);

    private final Running running;
    private final Turn turn;
    private final UnaryOperator<Outcome> finish;
    private final Predicate<Outcome> next;
    private final AtomicBoolean taken = new AtomicBoolean();

    /**
     * Made for one command.
     *
     * @param running the call
     * @param turn the message that asked for it
     * @param finish what is always done with the outcome
     * @param next tells whether it has answered the message, or else another thread does
     */
    Ending(Running running, Turn turn, UnaryOperator<Outcome> finish, Predicate<Outcome> next) {
        this.running = running;
        this.turn = turn;
        this.finish = finish;
        this.next = next;
    }

    /** Takes it from everybody else. */
    boolean take() {
        return taken.compareAndSet(false, true);
    }

    /** The call has ended, on the very thread that deals with the message: whether it answered. */
    boolean here() {
        return take() && next.test(finish.apply(outcome()));
    }

    /** The call has ended, on another thread than the one that dealt with the message. */
    void there() {
        if (here()) {
            turn.answered();
        }
    }

    /** The call takes long. */
    void slowly(Duration deadline, HostThreads threads) {
        if (take()) {
            var _ = threads.start("slow", () -> wait(deadline));
        }
    }

    private void wait(Duration deadline) {
        try {
            if (next.test(finish.apply(slow(running, turn, deadline)))) {
                turn.answered();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private Outcome outcome() {
        // every call that has ended has one
        return running.outcome().orElseGet(Outcome.Gone::new);
    }

    /** Waits for a call that takes long; its message gives its lane up. */
    static Outcome slow(Running call, Turn turn, Duration deadline) throws InterruptedException {
        turn.isSlow();
        ChatBackend chat = turn.arrival().chat();
        chat.working(turn.arrival().message(), true);
        try {
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
        } finally {
            chat.working(turn.arrival().message(), false);
        }
    }
}
