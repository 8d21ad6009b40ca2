package dev.errand.platform.execution;

import java.time.Duration;

/**
 * Counts the time that a call works, not the time it waits for a person. Safe for use by any
 * thread.
 */
public final class WorkClock {

    private final long began = System.nanoTime();
    private long waited;
    private long waitingSince;
    private boolean waiting;

    /** The call begins to wait for a person. */
    public synchronized void pause() {
        waiting = true;
        waitingSince = System.nanoTime();
    }

    /** The call works again. */
    public synchronized void resume() {
        waited += System.nanoTime() - waitingSince;
        waiting = false;
    }

    /**
     * Whether the call waits for a person.
     *
     * @return whether it does
     */
    public synchronized boolean isWaiting() {
        return waiting;
    }

    /**
     * How long it has worked.
     *
     * @return the time since it was made, waits left out
     */
    public synchronized Duration worked() {
        long until = waiting ? waitingSince : System.nanoTime();
        return Duration.ofNanos(until - began - waited);
    }
}
