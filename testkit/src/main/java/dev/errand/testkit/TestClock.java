package dev.errand.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands until a test moves it. Safe for use by any thread. */
public final class TestClock implements InstantSource {

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-01-01T12:00:00Z"));

    TestClock() {}

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Sets the clock anew, as somebody does with a wrong one: forward or back. */
    void jump(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    /**
     * Moves the clock on.
     *
     * @param time by how much, zero or more
     */
    public void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("A clock goes forward; not by " + time);
        }
        now.updateAndGet(instant -> instant.plus(time));
    }
}
