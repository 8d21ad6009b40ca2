package dev.errand.platform.store;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Has those who update one key in this process do it one after another, as long as each is quick.
 * It is no lock: who has waited for a moment goes on, and the versions of the storage see to it
 * that nothing is lost. So updates within updates never wait for each other for long.
 */
final class Turns {

    private static final int COUNT = 64;
    private static final long MOMENT_MILLIS = 10;

    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(COUNT).toList();

    /** Ends a turn. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits for a turn, for a moment at most. */
    Turn take(String key) {
        ReentrantLock lock = locks.get(Math.floorMod(key.hashCode(), COUNT));
        return got(lock) ? lock::unlock : () -> {};
    }

    private static boolean got(ReentrantLock lock) {
        try {
            return lock.tryLock() || lock.tryLock(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
