package dev.errand.platform.dispatch;

import dev.errand.platform.execution.HostThreads;
import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Tells when something takes too long. One thread looks after all of it, and sleeps while
 * everything is quick: a wait with a limit for each call would cost each call a timer. Safe for use
 * by any thread.
 */
final class Patience {

    private static final long FAR = Duration.ofDays(1).toNanos();

    /** Something that should end soon. */
    final class Wait {

        private final long due;
        private final Runnable late;

        private Wait(long due, Runnable late) {
            this.due = due;
            this.late = late;
        }

        /** It has ended. */
        void end() {
            waits.remove(this);
        }
    }

    private final HostThreads threads;
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watching = new AtomicBoolean();
    private volatile long wake;
    private volatile @Nullable Thread watcher;

    Patience(HostThreads threads) {
        this.threads = threads;
    }

    /** Does something quick if what begins now has not ended after some time. */
    Wait after(Duration time, Runnable late) {
        Wait wait = new Wait(System.nanoTime() + time.toNanos(), late);
        waits.add(wait);
        if (watching.compareAndSet(false, true)) {
            watcher = threads.start("patience", this::watch);
        } else if (wait.due - wake < 0) {
            LockSupport.unpark(watcher);
        }
        return wait;
    }

    /** Until nothing is waited for; then the next wait starts another thread. */
    private void watch() {
        do {
            while (!waits.isEmpty()) {
                // whoever comes while this looks wakes it again
                wake = System.nanoTime() + FAR;
                wake = look(System.nanoTime());
                LockSupport.parkNanos(wake - System.nanoTime());
            }
            watching.set(false);
        } while (!waits.isEmpty() && watching.compareAndSet(false, true));
    }

    /** When the next of them is due. */
    @SuppressWarnings("ModifyCollectionInEnhancedForLoop") // a concurrent set allows it
    private long look(long now) {
        long next = now + FAR;
        for (Iterator<Wait> all = waits.iterator(); all.hasNext(); ) {
            Wait wait = all.next();
            if (wait.due - now > 0) {
                next = wait.due - next < 0 ? wait.due : next;
            } else if (waits.remove(wait)) {
                wait.late.run();
            }
        }
        return next;
    }
}
