package dev.errand.storage.h2;

import dev.errand.storage.spi.StorageContext;
import dev.errand.storage.spi.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The only threads that touch the database. A caller who is interrupted while it reads or writes
 * would close H2's file for all, and the host does interrupt plugins.
 */
final class Workers implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DatabaseFile file;
    private final BlockingQueue<Job<?>> jobs = new LinkedBlockingQueue<>();
    private final Job<?> end = new Job<>(table -> true);
    private final List<Thread> threads = new ArrayList<>();
    private boolean closed;

    private Workers(DatabaseFile file) {
        this.file = file;
    }

    static Workers start(DatabaseFile file, int count, StorageContext context) {
        Workers workers = new Workers(file);
        for (int i = 0; i < count; i++) {
            workers.threads.add(
                    context.startThread(
                            "worker-" + (i + 1), () -> workers.work(new Session(file))));
        }
        return workers;
    }

    <T> T call(Job.Work<T> work) {
        return call(work, PATIENCE);
    }

    <T> T call(Job.Work<T> work, Duration patience) {
        Job<T> job = new Job<>(work);
        synchronized (this) {
            if (closed) {
                throw new StorageException(
                        "The database '"
                                + file.path()
                                + "' is closed, as the bot is ending or restarting its storage");
            }
            jobs.add(job);
        }
        return job.await(file, patience);
    }

    /** Ends when all that was asked before is done. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            jobs.add(end);
        }
        boolean interrupted = Thread.interrupted();
        for (Thread thread : threads) {
            try {
                thread.join(PATIENCE);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Session session) {
        for (Job<?> job = next(); job != end; job = next()) {
            job.run(session);
        }
        jobs.add(end);
        session.close();
    }

    private Job<?> next() {
        while (true) {
            try {
                return jobs.take();
            } catch (InterruptedException e) {
                // Whoever closes the storage says so by the last job; until then an interrupt is
                // not ours.
            }
        }
    }
}
