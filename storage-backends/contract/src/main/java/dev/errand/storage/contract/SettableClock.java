package dev.errand.storage.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands until it is moved. Safe for use by any thread. */
public final class SettableClock implements InstantSource {

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

    /** Makes a clock that stands at the start of 2026. */
    public SettableClock() {}

    /** The time it was moved to. */
    @Override
    public Instant instant() {
        return now.get();
    }

    /**
     * Moves the clock.
     *
     * @param by how far
     */
    public void advance(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }
}
