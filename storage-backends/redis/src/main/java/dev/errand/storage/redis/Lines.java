package dev.errand.storage.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Connections that are open already, for callers to talk to Redis on their own threads: handing a
 * command to another thread and back takes longer than Redis does. Only platform threads may, since
 * an interrupt closes the socket that a virtual thread reads from; and as a line only waits for
 * answers and never connects, nobody waits longer than the two times that a script may be sent.
 */
final class Lines implements AutoCloseable {

    private final int most;
    private final Consumer<List<Line>> discarding;
    private final ConcurrentLinkedDeque<Line> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean adding = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * Made once for a storage.
     *
     * @param most how many there are at most
     * @param discarding closes those that are not kept; not on the thread of a caller, since the
     *     driver's pool then connects anew
     */
    Lines(int most, Consumer<List<Line>> discarding) {
        this.most = most;
        this.discarding = discarding;
    }

    /** Whether this thread may have one. */
    static boolean suits(Thread caller) {
        return !caller.isVirtual();
    }

    /**
     * Does something over a line, if there is one.
     *
     * @return empty if there is none
     * @throws JedisConnectionException if the line broke; it is gone, and so are all that idled
     */
    <T> Optional<T> tryUse(Function<UnifiedJedis, T> work) {
        Line line = suits(Thread.currentThread()) ? idle.pollFirst() : null;
        if (line == null) {
            return Optional.empty();
        }
        boolean inOrder = false;
        try {
            T result = work.apply(line);
            inOrder = true;
            return Optional.of(result);
        } catch (JedisDataException refused) {
            // Redis answered, so the next answer is for the next question.
            inOrder = true;
            throw refused;
        } finally {
            if (inOrder) {
                keep(line);
            } else {
                // Nobody knows what is on its way, nor whether the others live.
                discard(line);
            }
        }
    }

    /** Opens one more unless there are enough; one at a time, and nobody waits for it. */
    void add(Supplier<Line> opening) {
        if (closed || count.get() >= most || !adding.compareAndSet(false, true)) {
            return;
        }
        try {
            Line line = opening.get();
            count.incrementAndGet();
            keep(line);
        } finally {
            adding.set(false);
        }
    }

    /** Whether there are fewer than there may be. */
    boolean isShort() {
        return !closed && count.get() < most && !adding.get();
    }

    private void keep(Line line) {
        idle.addFirst(line);
        if (closed) {
            clear();
        }
    }

    private void discard(Line line) {
        count.decrementAndGet();
        discarding.accept(List.of(line));
        clear();
    }

    /** Drops what may have died. */
    void clear() {
        List<Line> dead = new ArrayList<>();
        for (Line line = idle.poll(); line != null; line = idle.poll()) {
            dead.add(line);
        }
        count.addAndGet(-dead.size());
        if (!dead.isEmpty()) {
            discarding.accept(dead);
        }
    }

    @Override
    public void close() {
        closed = true;
        clear();
    }
}
