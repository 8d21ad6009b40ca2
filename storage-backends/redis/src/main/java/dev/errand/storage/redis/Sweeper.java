package dev.errand.storage.redis;

import dev.errand.storage.spi.StorageContext;
import dev.errand.storage.spi.StorageException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Deletes values that ended from time to time, as nobody may ever ask for them again. */
final class Sweeper implements AutoCloseable {

    private static final int PAUSE_SECONDS = 60;

    private final CountDownLatch closed = new CountDownLatch(1);

    private Sweeper() {}

    static Sweeper start(Runnable sweep, StorageContext context) {
        Sweeper sweeper = new Sweeper();
        context.startThread("sweeper", () -> sweeper.run(sweep, context));
        return sweeper;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run(Runnable sweep, StorageContext context) {
        try {
            while (!closed.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
                try {
                    sweep.run();
                } catch (StorageException e) {
                    context.logger()
                            .debug("Values that ended are kept for now: {}", e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
