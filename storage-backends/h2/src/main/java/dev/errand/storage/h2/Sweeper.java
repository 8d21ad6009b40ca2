package dev.errand.storage.h2;

import dev.errand.storage.spi.StorageContext;
import dev.errand.storage.spi.StorageException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;

/** Deletes values that ended from time to time, in small portions that others can get between. */
final class Sweeper implements AutoCloseable {

    private static final int PORTION = 500;
    private static final int PAUSE_SECONDS = 60;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final IntUnaryOperator purge;
    private final StorageContext context;

    private Sweeper(IntUnaryOperator purge, StorageContext context) {
        this.purge = purge;
        this.context = context;
    }

    static Sweeper start(IntUnaryOperator purge, StorageContext context) {
        Sweeper sweeper = new Sweeper(purge, context);
        context.startThread("sweeper", sweeper::run);
        return sweeper;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        try {
            do {
                sweep();
            } while (!closed.await(PAUSE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweep() {
        try {
            while (closed.getCount() > 0 && purge.applyAsInt(PORTION) == PORTION) {
                Thread.onSpinWait();
            }
        } catch (StorageException e) {
            if (closed.getCount() > 0) {
                context.logger()
                        .warn("Values that ended are still in the database: {}", e.getMessage());
            }
        }
    }
}
