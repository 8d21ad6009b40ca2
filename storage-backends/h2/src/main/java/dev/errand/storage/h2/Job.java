package dev.errand.storage.h2;

import dev.errand.storage.spi.StorageException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One use of the database, handed from the caller's thread to a worker's and its outcome back. */
final class Job<T> {

    /** What is done with the table. */
    interface Work<T> {
        T on(EntryTable table) throws SQLException;
    }

    private final Work<T> work;
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicBoolean taken = new AtomicBoolean();
    private @Nullable T result;
    private @Nullable Exception failure;

    Job(Work<T> work) {
        this.work = work;
    }

    /** Called by the worker. */
    void run(Session session) {
        if (!taken.compareAndSet(false, true)) {
            return;
        }
        try {
            result = session.use(work);
        } catch (SQLException | RuntimeException e) {
            failure = e;
        } finally {
            done.countDown();
        }
    }

    /**
     * Called by the caller: waits through interrupts, which must not reach H2, and leaves them set.
     */
    T await(DatabaseFile file, Duration patience) {
        if (!completes(patience)) {
            boolean begun = !taken.compareAndSet(false, true);
            throw new StorageException(
                    "The database '"
                            + file.path()
                            + "' did not answer within "
                            + patience.toSeconds()
                            + " s"
                            + (begun ? "; what was asked may still be done" : "")
                            + ". Look at the load of the disk");
        }
        if (failure instanceof SQLException e) {
            throw Diagnosis.of(file, e);
        }
        if (failure instanceof StorageException e) {
            throw new StorageException(e.getMessage() == null ? "" : e.getMessage(), e);
        }
        return Optional.ofNullable(result)
                .orElseThrow(() ->
                        new StorageException(
                                "The database '" + file.path() + "' failed unexpectedly",
                                failure == null ? new IllegalStateException() : failure));
    }

    private boolean completes(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return done.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
