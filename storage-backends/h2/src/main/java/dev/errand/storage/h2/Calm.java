package dev.errand.storage.h2;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Keeps interrupts of a caller away from H2, some of whose waits end by one with a failure. An
 * interrupt is still set afterwards.
 */
final class Calm {

    private Calm() {}

    /** Waits for something for some time. */
    interface Waiting {
        boolean await(long time, TimeUnit unit) throws InterruptedException;
    }

    static <T> T during(Supplier<T> action) {
        boolean interrupted = Thread.interrupted();
        try {
            return action.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits through interrupts; gives whether what was waited for came. */
    static boolean awaits(Waiting waiting, long nanos) {
        long deadline = System.nanoTime() + nanos;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return waiting.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
