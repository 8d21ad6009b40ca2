package dev.errand.platform.dispatch;

import dev.errand.api.Reply;
import dev.errand.platform.execution.HostThreads;
import dev.errand.platform.execution.Incident;
import dev.errand.platform.execution.Incidents;
import dev.errand.platform.log.Correlation;

/**
 * Deals with messages: every line that is logged meanwhile bears the message's id, and a fault of
 * the host's own is not met with silence either.
 */
final class Dealing {

    /** A part of a message's way; tells whether the message has been answered. */
    interface Step {
        boolean run() throws InterruptedException;
    }

    private final HostThreads threads;
    private final Incidents incidents;
    private final Outbox outbox;

    Dealing(HostThreads threads, Incidents incidents, Outbox outbox) {
        this.threads = threads;
        this.incidents = incidents;
        this.outbox = outbox;
    }

    /** Goes a part of the way here; tells whether the message has been answered. */
    boolean here(Turn turn, Step step) {
        try (Correlation _ = Correlation.of(turn.arrival().message().id())) {
            return guarded(turn, step);
        }
    }

    /** Goes a part of the way on a thread of its own, which then has the message. */
    void elsewhere(Turn turn, Step step) {
        var _ =
                threads.start(
                        "lane",
                        () -> {
                            if (here(turn, step)) {
                                turn.answered();
                            }
                        });
    }

    private boolean guarded(Turn turn, Step step) {
        try {
            return step.run();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error fault) {
            Incident incident = incidents.record("errand", "handling a message", fault);
            outbox.answer(
                    Outbox.Address.of(turn.arrival()),
                    Reply.plain("That failed (incident " + incident.id() + ")."));
        }
        return true;
    }
}
