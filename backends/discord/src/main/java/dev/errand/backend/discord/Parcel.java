package dev.errand.backend.discord;

import dev.errand.backend.spi.DeliveryException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request on its way, and whoever waits for its end. */
final class Parcel {

    private final String room;
    private final Lanes.Request request;
    private boolean done;
    private boolean left;
    private Optional<String> id = Optional.empty();
    private @Nullable DeliveryException refusal;

    Parcel(String room, Lanes.Request request) {
        this.room = room;
        this.request = request;
    }

    String room() {
        return room;
    }

    Lanes.Request request() {
        return request;
    }

    synchronized void delivered(Optional<String> as) {
        id = as;
        done = true;
        notifyAll();
    }

    /** Whether somebody still waits to hear it. */
    synchronized boolean refused(DeliveryException why) {
        refusal = why;
        done = true;
        notifyAll();
        return !left;
    }

    /** Nobody waits for it. */
    synchronized void leave() {
        left = true;
    }

    /**
     * Waits for the end, but not for long.
     *
     * @return the id, empty if it is still on its way
     */
    synchronized Optional<String> await(Duration patience) throws DeliveryException {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (!done && end - System.nanoTime() > 0) {
                wait((end - System.nanoTime()) / 1_000_000 + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        left = true;
        if (refusal != null) {
            throw refusal;
        }
        return id;
    }
}
