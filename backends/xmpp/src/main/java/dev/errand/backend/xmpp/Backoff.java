package dev.errand.backend.xmpp;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses that grow twofold up to a minute, each shortened by chance so that bots spread out. */
final class Backoff {

    private static final long FIRST = 250;
    private static final long LONGEST = 60_000;

    private final RandomGenerator random;
    private long full = FIRST;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    Duration next() {
        long pause = full / 2 + random.nextLong(full / 2 + 1);
        full = Math.min(LONGEST, full * 2);
        return Duration.ofMillis(pause);
    }

    void reset() {
        full = FIRST;
    }
}
