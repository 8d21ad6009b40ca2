package dev.errand.platform.dispatch;

import dev.errand.api.PersonId;
import dev.errand.api.RoomId;
import dev.errand.platform.execution.HostThreads;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A lane for each person in each room: messages of one lane begin in order and, while they are
 * quick, end in order; lanes do not wait for each other. A lane takes a thread only while there is
 * something in it.
 */
final class Lanes {

    private record Key(PersonId person, RoomId room) {}

    /** What waits in a lane; only touched inside {@link Map#compute}. */
    private static final class Lane {

        private final Queue<Turn> waiting = new ArrayDeque<>();
        private boolean overfull;
        private int slowInARow;
        private @Nullable Turn last;
    }

    private final Map<Key, Lane> lanes = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final ThreadFactory threads;
    private final int longest;
    private final Predicate<Turn> handler;
    private final Consumer<Arrival> overflow;

    /**
     * Made once.
     *
     * @param threads the host's threads
     * @param longest how many messages may wait in a lane
     * @param handler deals with a message; tells whether it has been answered, or else was given
     *     away to a thread that calls {@link Turn#answered}
     * @param overflow tells somebody once that their lane is full
     */
    Lanes(HostThreads threads, int longest, Predicate<Turn> handler, Consumer<Arrival> overflow) {
        this.threads = threads.factory("lane");
        this.longest = longest;
        this.handler = handler;
        this.overflow = overflow;
    }

    /** Lets the lanes move; what was added before has waited for this. */
    void begin() {
        begun.countDown();
    }

    /**
     * Puts a message at the end of its lane. A message for which there is no room left is dropped.
     */
    Turn add(Arrival arrival) {
        Key key = new Key(arrival.message().from().id(), arrival.message().room().id());
        Turn turn = new Turn(arrival, () -> startWorker(key), answered -> goOn(key, answered));
        enum Place {
            FIRST,
            BEHIND,
            DROPPED,
            DROPPED_AND_TOLD
        }
        Place[] place = {Place.BEHIND};
        underWay.incrementAndGet();
        lanes.compute(
                key,
                (k, present) -> {
                    Lane lane = present;
                    if (lane == null) {
                        lane = new Lane();
                        place[0] = Place.FIRST;
                    } else if (lane.waiting.size() >= longest) {
                        place[0] = lane.overfull ? Place.DROPPED : Place.DROPPED_AND_TOLD;
                        lane.overfull = true;
                        return lane;
                    }
                    lane.waiting.add(turn);
                    return lane;
                });
        switch (place[0]) {
            case FIRST -> startWorker(key);
            case BEHIND -> {}
            case DROPPED -> drop(turn);
            case DROPPED_AND_TOLD -> {
                drop(turn);
                overflow.accept(arrival);
            }
        }
        return turn;
    }

    private void drop(Turn turn) {
        turn.end();
        underWay.decrementAndGet();
    }

    private void startWorker(Key key) {
        threads.newThread(
                        () -> {
                            if (hasBegun()) {
                                work(key);
                            }
                        })
                .start();
    }

    private boolean hasBegun() {
        try {
            begun.await();
            return true;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void work(Key key) {
        for (Turn turn = next(key); turn != null; turn = next(key)) {
            if (!handler.test(turn) || !end(turn)) {
                // the turn was given away, or gave its lane up: another worker has the lane now
                return;
            }
        }
    }

    /** Whether the turn still had its lane. */
    private boolean end(Turn turn) {
        boolean keepsLane = turn.end();
        underWay.decrementAndGet();
        return keepsLane;
    }

    private void goOn(Key key, Turn answered) {
        if (end(answered)) {
            work(key);
        }
    }

    private @Nullable Turn next(Key key) {
        Turn[] next = new Turn[1];
        lanes.computeIfPresent(
                key,
                (k, lane) -> {
                    Turn before = lane.last;
                    lane.slowInARow = before != null && before.wasSlow() ? lane.slowInARow + 1 : 0;
                    next[0] = lane.waiting.poll();
                    lane.last = next[0];
                    if (next[0] != null) {
                        next[0].comesAfter(lane.slowInARow);
                    }
                    lane.overfull &= lane.waiting.size() > longest / 2;
                    return next[0] == null ? null : lane;
                });
        return next[0];
    }

    /** How many messages wait or are being dealt with. */
    int underWay() {
        return underWay.get();
    }

    /**
     * Waits until nothing is under way; tells whether that came about in time. Before the beginning
     * there is nothing to wait for.
     */
    boolean awaitIdle(Duration patience) throws InterruptedException {
        if (begun.getCount() > 0) {
            return underWay.get() == 0;
        }
        long end = System.nanoTime() + patience.toNanos();
        while (underWay.get() > 0) {
            if (System.nanoTime() >= end) {
                return false;
            }
            Thread.sleep(5);
        }
        return true;
    }
}
