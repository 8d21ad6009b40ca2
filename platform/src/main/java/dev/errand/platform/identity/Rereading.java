package dev.errand.platform.identity;

import dev.errand.api.StoreException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps in memory what the storage says of people. It is read at the start, then again whenever
 * somebody has changed it, another bot on the same storage too; while the storage is away, again
 * and again.
 */
final class Rereading {

    private static final Logger LOG = LoggerFactory.getLogger(Rereading.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final List<Runnable> readers;
    private final Semaphore changes = new Semaphore(0);
    private volatile boolean complete;

    Rereading(List<Runnable> readers) {
        this.readers = List.copyOf(readers);
        this.complete = read();
        if (!complete) {
            changes.release();
        }
    }

    /** Whether everything was read at least once. */
    boolean isComplete() {
        return complete;
    }

    /** Something was changed. Never waits. */
    void changed() {
        changes.release();
    }

    /**
     * Reads what has changed until it is interrupted.
     *
     * @param answering called once the storage answers, if it did not at the start
     */
    void keepReading(Runnable answering) {
        try {
            while (true) {
                changes.acquire();
                changes.drainPermits();
                readUntilDone(answering);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void readUntilDone(Runnable answering) throws InterruptedException {
        for (long pause = FIRST_PAUSE_MILLIS;
                !read();
                pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS)) {
            TimeUnit.MILLISECONDS.sleep(pause);
        }
        if (!complete) {
            complete = true;
            answering.run();
        }
    }

    private boolean read() {
        try {
            readers.forEach(Runnable::run);
            return true;
        } catch (StoreException away) {
            // the storage itself says in the log what is wrong with it
            LOG.debug("Given roles and linked accounts cannot be read", away);
            return false;
        }
    }
}
