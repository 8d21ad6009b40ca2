package dev.errand.storage.contract;

import dev.errand.storage.spi.StorageContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a host lends to a storage, for tests: a folder, a clock that stands still, and threads that
 * must end with the storage.
 */
public final class ContractContext implements StorageContext, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path folder;
    private final SettableClock clock;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    /**
     * Makes a context.
     *
     * @param folder where the storage keeps its files
     * @param clock the clock that expiry is told by
     */
    public ContractContext(Path folder, SettableClock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** The folder given at the start. */
    @Override
    public Path folder() {
        return folder;
    }

    /** The clock given at the start. */
    @Override
    public SettableClock clock() {
        return clock;
    }

    /** A logger named after this class. */
    @Override
    public Logger logger() {
        return LoggerFactory.getLogger(ContractContext.class);
    }

    /** Starts a virtual thread that {@link #close} expects to end. */
    @Override
    public Thread startThread(String purpose, Runnable work) {
        Thread thread = Thread.ofVirtual().name("storage-" + purpose).start(work);
        threads.add(thread);
        return thread;
    }

    /**
     * Interrupts the storage's threads, as the host does once the storage is closed, and waits for
     * their end.
     *
     * @throws IllegalStateException if one of them goes on
     */
    @Override
    public void close() {
        for (Thread thread : threads) {
            thread.interrupt();
        }
        for (Thread thread : threads) {
            if (!ends(thread)) {
                throw new IllegalStateException(
                        "The thread '" + thread.getName() + "' outlives its storage");
            }
        }
        threads.clear();
    }

    private static boolean ends(Thread thread) {
        try {
            return thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
