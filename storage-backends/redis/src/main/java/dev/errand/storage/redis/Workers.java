package dev.errand.storage.redis;

import dev.errand.storage.spi.StorageContext;
import dev.errand.storage.spi.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The threads that talk to Redis, so that no caller waits longer than it should, whatever the
 * driver does, and that an interrupted caller breaks no connection.
 */
final class Workers implements AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final String place;
    private final BlockingQueue<FutureTask<?>> tasks = new LinkedBlockingQueue<>();
    private final FutureTask<?> end = new FutureTask<>(() -> true);
    private final List<Thread> threads = new ArrayList<>();
    private boolean closed;

    private Workers(String place) {
        this.place = place;
    }

    static Workers start(String place, int count, StorageContext context) {
        Workers workers = new Workers(place);
        for (int i = 1; i <= count; i++) {
            workers.threads.add(context.startThread("worker-" + i, workers::work));
        }
        return workers;
    }

    /** Runs it, within the time that a caller has. */
    <T> T call(Callable<T> work, Duration patience) {
        FutureTask<T> task = new FutureTask<>(work);
        synchronized (this) {
            if (closed) {
                throw new StorageException(
                        "The connection to "
                                + place
                                + " is closed, as the bot is ending or restarting its storage");
            }
            tasks.add(task);
        }
        return await(task, patience);
    }

    private <T> T await(FutureTask<T> task, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException e) {
            task.cancel(false);
            throw Diagnosis.noAnswer(place, e);
        } catch (ExecutionException e) {
            throw Diagnosis.of(place, e.getCause() == null ? e : e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends when all that was asked before is done. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            tasks.add(end);
        }
        boolean interrupted = Thread.interrupted();
        for (Thread thread : threads) {
            try {
                thread.join(CLOSING);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        for (FutureTask<?> task = next(); !task.equals(end); task = next()) {
            task.run();
        }
        tasks.add(end);
    }

    private FutureTask<?> next() {
        while (true) {
            try {
                return tasks.take();
            } catch (InterruptedException e) {
                // Whoever closes the storage says so by the last task; until then it is not ours.
            }
        }
    }
}
