package dev.errand.backend.discord;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses between tries: each about twice as long as the one before, none the same as another's. */
final class Pauses {

    private static final int DOUBLINGS = 6;

    private final Duration first;
    private final RandomGenerator random;
    private int taken;

    Pauses(Duration first, RandomGenerator random) {
        this.first = first;
        this.random = random;
    }

    Duration next() {
        long millis = first.toMillis() << Math.min(taken, DOUBLINGS);
        taken++;
        return Duration.ofMillis(millis / 2 + random.nextLong(millis));
    }

    int taken() {
        return taken;
    }

    void rest() throws InterruptedException {
        Thread.sleep(next());
    }
}
