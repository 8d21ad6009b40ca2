package dev.errand.plugins.dns;

import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * The time that is left for something.
 *
 * @param end when it is over, by {@link System#nanoTime}
 */
record Countdown(long end) {

    static Countdown of(Duration time) {
        return new Countdown(System.nanoTime() + time.toNanos());
    }

    /** Ends after an equal part of what is left, so that as many tries as parts fit in. */
    Countdown share(int parts) {
        long now = System.nanoTime();
        return new Countdown(now + (end - now) / parts);
    }

    /** What a socket can wait: at least a millisecond, because 0 means for ever there. */
    int millis() throws SocketTimeoutException {
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("No time is left");
        }
        return (int) Math.max(1, left / 1_000_000);
    }
}
