package dev.errand.storage.h2;

import dev.errand.storage.spi.StorageException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Reads on the threads of those who ask, each over a connection that it has to itself meanwhile.
 */
final class Readers implements AutoCloseable {

    private static final long PAUSE_NANOS = 50_000;

    private final DatabaseFile file;
    private final Duration patience;
    private final List<Place> places;
    private volatile boolean closed;

    /** A connection, and whether somebody has it. */
    private static final class Place {
        private final Session session;
        private final AtomicBoolean taken = new AtomicBoolean();

        Place(Session session) {
            this.session = session;
        }
    }

    Readers(Connections connections, int count, Duration patience) {
        this.file = connections.file();
        this.patience = patience;
        places =
                Stream.generate(() -> new Place(Session.simple(connections))).limit(count).toList();
    }

    <T> T read(Work<T> work) {
        return Calm.during(() -> {
            Place place = take();
            try {
                return place.session.use(work);
            } catch (SQLException e) {
                throw Diagnosis.of(file, e);
            } catch (StorageException e) {
                throw e;
            } catch (RuntimeException e) {
                throw Diagnosis.unexpected(file, e);
            } finally {
                place.taken.set(false);
            }
        });
    }

    /**
     * There are about as many as callers, so that one has to wait is rare, and for microseconds.
     */
    private Place take() {
        int first = (int) (Thread.currentThread().threadId() % places.size());
        long end = System.nanoTime() + patience.toNanos();
        do {
            for (int i = 0; i < places.size(); i++) {
                if (closed) {
                    throw Diagnosis.closed(file);
                }
                Place place = places.get((first + i) % places.size());
                if (!place.taken.get() && place.taken.compareAndSet(false, true)) {
                    return place;
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        } while (System.nanoTime() < end);
        throw Diagnosis.noAnswer(file, patience, false);
    }

    /** Ends when all that was asked before is done, or could not be in time. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        long end = System.nanoTime() + patience.toNanos();
        for (Place place : places) {
            while (!place.taken.compareAndSet(false, true) && System.nanoTime() < end) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            place.session.close();
        }
    }
}
