package dev.errand.storage.h2;

import dev.errand.storage.spi.StorageException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A write that somebody waits for. */
final class Pending<T> {

    private final Work<T> work;
    private final Semaphore told = new Semaphore(0);
    private volatile boolean done;
    private @Nullable T result;
    private @Nullable Throwable failure;

    Pending(Work<T> work) {
        this.work = work;
    }

    /** Does it, to be committed with others; a second time if those of the first time failed. */
    void run(EntryTable table) throws SQLException {
        result = work.on(table);
    }

    /** It is committed. */
    void succeed() {
        done = true;
        told.release();
    }

    void fail(Throwable why) {
        failure = why;
        done = true;
        told.release();
    }

    /** Its caller is to write all that waits. */
    void lead() {
        told.release();
    }

    /** Waits until it is done or to lead; gives whether it came to that. */
    boolean awaits(long nanos) {
        return Calm.awaits(told::tryAcquire, nanos);
    }

    boolean isDone() {
        return done;
    }

    T result(DatabaseFile file) {
        return switch (failure) {
            case null ->
                    Optional.ofNullable(result)
                            .orElseThrow(() ->
                                    Diagnosis.unexpected(
                                            file, new IllegalStateException("no result")));
            case SQLException e -> throw Diagnosis.of(file, e);
            case StorageException e ->
                    throw new StorageException(String.valueOf(e.getMessage()), e);
            case Throwable e -> throw Diagnosis.unexpected(file, e);
        };
    }
}
