package dev.errand.backend.slack;

import dev.errand.backend.spi.DeliveryException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Something to be done in Slack, and how it went. */
final class Job {

    /** What is to be done. */
    interface Work {
        /**
         * Tries it.
         *
         * @param again whether an earlier try may have got through unanswered
         * @return the id of the message, if it is one that can be changed
         */
        Optional<String> run(boolean again)
                throws IOException, Refusal, DeliveryException, InterruptedException;
    }

    private final String lane;
    private final Work work;
    private final CountDownLatch done = new CountDownLatch(1);
    private boolean tried;
    private volatile Optional<String> id = Optional.empty();
    private volatile @Nullable DeliveryException refused;

    Job(String lane, Work work) {
        this.lane = lane;
        this.work = work;
    }

    String lane() {
        return lane;
    }

    /** Tries once. Called by one thread at a time. */
    void run() throws IOException, InterruptedException, Refusal {
        boolean again = tried;
        tried = true;
        try {
            id = work.run(again);
            done.countDown();
        } catch (DeliveryException e) {
            refuse(e);
        } catch (Refusal e) {
            refuse(new DeliveryException(String.valueOf(e.getMessage())));
            throw e;
        }
    }

    /** It will not be done. */
    void refuse(DeliveryException why) {
        refused = why;
        done.countDown();
    }

    /** Waits a while; empty if it is not done by then, and may still be. */
    Optional<String> await(Duration patience) throws DeliveryException {
        try {
            if (!done.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        DeliveryException why = refused;
        if (why != null) {
            throw why;
        }
        return id;
    }
}
