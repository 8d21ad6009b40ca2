package dev.errand.platform.boot;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Has the heap collected when it has become twice as large as it was after the last time, and when
 * it is a third larger and has stood still for half a minute. Left alone, the serial collector
 * enlarges its old generation up to -Xmx before it looks for what has died in it, so that a bot
 * that lives on 15 MiB holds 250 after enough messages.
 */
final class HeapWatch {

    private static final long PAUSE_MILLIS = 1000;
    private static final int LOOKS_UNTIL_QUIET = 30;

    /** A little more than a heap begins with: less is not worth a pause of some 20 ms. */
    private static final long SMALL = 20L << 20;

    private final LongSupplier size;
    private final Runnable collection;
    private long after = SMALL / 2;
    private long before;
    private int still;

    /**
     * Made once for a bot.
     *
     * @param size what the heap takes of the machine's memory, in bytes
     * @param collection collects it, and gives back what is free then
     */
    HeapWatch(LongSupplier size, Runnable collection) {
        this.size = size;
        this.collection = collection;
    }

    static HeapWatch ofThisProcess() {
        return new HeapWatch(Runtime.getRuntime()::totalMemory, System::gc);
    }

    /** Looks once a second until interrupted. */
    void watch() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                look();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What lives after a collection sets the next bound, so a heap that is full for a reason is let
     * be.
     */
    void look() {
        long now = size.getAsLong();
        still = now == before ? still + 1 : 0;
        before = now;
        boolean quiet = still >= LOOKS_UNTIL_QUIET && now > after + after / 3;
        if (now > SMALL && (now > 2 * after || quiet)) {
            collection.run();
            after = Math.max(SMALL / 2, size.getAsLong());
            still = 0;
        }
    }
}
