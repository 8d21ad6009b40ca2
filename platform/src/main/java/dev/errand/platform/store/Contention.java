package dev.errand.platform.store;

import dev.errand.api.StoreException;
import dev.errand.storage.spi.Namespace;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Pauses of one update that others were faster than: random, so that they do not meet again, and
 * growing up to a bound.
 */
final class Contention {

    private static final long FIRST_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Namespace namespace;
    private final String key;
    private final long start = System.nanoTime();
    private long bound = FIRST_NANOS;
    private int attempts;

    Contention(Namespace namespace, String key) {
        this.namespace = namespace;
        this.key = key;
    }

    void pause() {
        attempts++;
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(bound));
        bound = Math.min(bound * 2, LONGEST_NANOS);
        if (Thread.currentThread().isInterrupted()) {
            throw givenUp("its thread was interrupted");
        }
        if (System.nanoTime() - start > PATIENCE_NANOS) {
            throw givenUp("others were faster for 30 s");
        }
    }

    private StoreException givenUp(String why) {
        return new StoreException(
                "The update of key '"
                        + key
                        + "' in store '"
                        + namespace
                        + "' changed nothing: "
                        + why
                        + ", after "
                        + attempts
                        + " attempts");
    }
}
