package dev.errand.backend.irc;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lines on their way to the server, in order, at the pace that the server bears. Safe for use by
 * any thread; nobody who adds a line waits.
 */
final class SendQueue {

    /** What goes in one write when there is no pace to keep. */
    private static final int AT_ONCE = 64;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<String> lines = new ArrayDeque<>();
    private final int bound;
    private final Pace pace;
    private @Nullable SocketLink link;
    private boolean writing;
    private boolean ended;
    private long dropped;

    SendQueue(int bound, Pace pace) {
        this.bound = bound;
        this.pace = pace;
    }

    /** Adds all of a message's lines, or drops the oldest for them. */
    void add(List<String> more) {
        lock.lock();
        try {
            lines.addAll(more);
            while (lines.size() > bound) {
                lines.removeFirst();
                dropped++;
            }
            if (link != null) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lines go out from now on. */
    void open(SocketLink to) {
        lock.lock();
        try {
            link = to;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lines wait from now on. */
    void close() {
        lock.lock();
        try {
            link = null;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all is written, and ends. What did not go in time is lost: how many lines. */
    int end(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            while (link != null && (writing || !lines.isEmpty()) && until - System.nanoTime() > 0) {
                var _ = changed.awaitNanos(until - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended = true;
            changed.signalAll();
            lock.unlock();
        }
        return size();
    }

    int size() {
        lock.lock();
        try {
            return lines.size();
        } finally {
            lock.unlock();
        }
    }

    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /** Writes lines until the end; for a thread of its own. */
    void run() {
        List<String> batch = new ArrayList<>(AT_ONCE);
        try {
            for (SocketLink to = take(batch); to != null; to = take(batch)) {
                write(to, batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable SocketLink take(List<String> batch) throws InterruptedException {
        lock.lock();
        try {
            while (!ended) {
                if (link == null || lines.isEmpty()) {
                    changed.await();
                    continue;
                }
                long pause = pace.pause(System.nanoTime());
                if (pause > 0) {
                    changed.awaitNanos(pause);
                    continue;
                }
                int count = Math.min(lines.size(), pace.steady() ? 1 : AT_ONCE);
                for (int i = 0; i < count; i++) {
                    batch.add(lines.removeFirst());
                }
                pace.sent(System.nanoTime());
                writing = true;
                return link;
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void write(SocketLink to, List<String> batch) {
        boolean written = to.tryWrite(batch);
        lock.lock();
        try {
            writing = false;
            if (!written) {
                for (String line : batch.reversed()) {
                    lines.addFirst(line);
                }
                if (link == to) {
                    link = null;
                }
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
