package dev.errand.platform.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Leave to run a call now. Safe for use by any thread.
 *
 * <p>It holds a place among those that run at once, until it is closed.
 */
public final class Pass implements AutoCloseable {

    private final Optional<Duration> deadline;
    private final long output;
    private final Runnable giveBack;
    private final AtomicBoolean closed = new AtomicBoolean();

    Pass(Optional<Duration> deadline, long output, Runnable giveBack) {
        this.deadline = deadline;
        this.output = output;
        this.giveBack = giveBack;
    }

    /**
     * How long the call may take.
     *
     * @return the time, empty for the host's default
     */
    public Optional<Duration> deadline() {
        return deadline;
    }

    /**
     * How much the call may say.
     *
     * @return bytes, counted in UTF-8
     */
    public long output() {
        return output;
    }

    /** Gives the place back. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            giveBack.run();
        }
    }
}
