package dev.errand.platform.store;

import dev.errand.api.StoreException;
import dev.errand.storage.spi.Change;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps up with what the storage holds of one matter: it is read again whenever somebody has
 * changed it, another bot on the same storage too; while the storage is away, again and again.
 */
public final class Following {

    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final List<Namespace> namespaces;
    private final Runnable reading;
    private final Semaphore changes = new Semaphore(0);
    private volatile boolean complete;

    /**
     * Made once; reads nothing yet.
     *
     * @param namespaces where it is kept
     * @param reading reads all of it; may throw a {@link StoreException}, and is then done again
     */
    public Following(List<Namespace> namespaces, Runnable reading) {
        this.namespaces = List.copyOf(namespaces);
        this.reading = reading;
    }

    /**
     * Whether everything was read at least once.
     *
     * @return whether the storage has answered since the start
     */
    public boolean isComplete() {
        return complete;
    }

    /**
     * Reads now.
     *
     * @return whether the storage answered
     */
    public boolean read() {
        try {
            reading.run();
            complete = true;
            return true;
        } catch (StoreException away) {
            // the storage itself says in the log what is wrong with it
            LOG.debug("{} cannot be read", namespaces, away);
            return false;
        }
    }

    /**
     * Reads now, and what has changed from then on; returns when interrupted. For one thread.
     *
     * @param storage where it is kept
     * @param back called each time that the storage answers again after it did not
     */
    public void keepUp(Storage storage, Runnable back) {
        List<Watch> watches = new ArrayList<>();
        try {
            Consumer<Change> changed = change -> changes.release();
            namespaces.forEach(namespace -> watches.add(storage.watch(namespace, changed)));
            // what was changed between an earlier reading and now was told to nobody
            changes.release();
            while (true) {
                changes.acquire();
                changes.drainPermits();
                readUntilDone(back);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } finally {
            watches.forEach(Watch::close);
        }
    }

    private void readUntilDone(Runnable back) throws InterruptedException {
        boolean wasAway = false;
        for (long pause = FIRST_PAUSE_MILLIS;
                !read();
                pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS)) {
            wasAway = true;
            TimeUnit.MILLISECONDS.sleep(pause);
        }
        if (wasAway) {
            back.run();
        }
    }
}
