package dev.errand.backend.discord;

import dev.errand.backend.spi.ChatContext;
import dev.errand.backend.spi.DeliveryException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import net.dv8tion.jda.api.JDA;

/**
 * Delivers in order within each room, so that a room whose limit is used up keeps none of the
 * others waiting. What cannot be delivered now waits, up to a bound.
 */
final class Lanes {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final int TRIES = 8;

    /** One request to Discord. */
    @FunctionalInterface
    interface Request {
        Optional<String> run(JDA jda)
                throws DeliveryException, Trouble.Passing, InterruptedException;
    }

    private final int bound;
    private final ChatContext context;
    private final Connection connection;
    private final Map<String, Queue<Parcel>> lanes = new HashMap<>();
    private final Set<Parcel> waiting = new LinkedHashSet<>();
    private int underWay;
    private long dropped;

    Lanes(int bound, ChatContext context, Connection connection) {
        this.bound = bound;
        this.context = context;
        this.connection = connection;
    }

    /** Takes a request behind the others of the same room. */
    synchronized Parcel add(String room, Request request) {
        Parcel parcel = new Parcel(room, request);
        if (waiting.size() >= bound) {
            dropOldest();
        }
        waiting.add(parcel);
        Queue<Parcel> lane = lanes.get(room);
        if (lane == null) {
            lane = new ArrayDeque<>();
            lanes.put(room, lane);
            context.startThread("deliver", () -> work(room));
        }
        lane.add(parcel);
        return parcel;
    }

    private void dropOldest() {
        Iterator<Parcel> oldest = waiting.iterator();
        Parcel parcel = oldest.next();
        oldest.remove();
        lanes.getOrDefault(parcel.room(), new ArrayDeque<>()).remove(parcel);
        dropped++;
        parcel.refused(
                new DeliveryException(
                        "Dropped: more than " + bound + " messages wait for Discord"));
        if (dropped == 1) {
            context.logger()
                    .warn("More than {} messages wait for Discord; the oldest are dropped", bound);
        }
    }

    /** How many have not been delivered yet. */
    synchronized int waiting() {
        return waiting.size() + underWay;
    }

    /** How many were dropped since the start. */
    synchronized long dropped() {
        return dropped;
    }

    /** Waits until everything is delivered, or the time is over. */
    synchronized void drain(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!lanes.isEmpty()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return;
            }
            wait(left / 1_000_000 + 1);
        }
    }

    private void work(String room) {
        try {
            // Whatever waits for the link stays among those that may have to be dropped.
            connection.awaitOpen();
            for (Optional<Parcel> next = next(room); next.isPresent(); next = next(room)) {
                deliver(next.get());
                delivered();
                connection.awaitOpen();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Optional<Parcel> next(String room) {
        Parcel parcel = lanes.getOrDefault(room, new ArrayDeque<>()).poll();
        if (parcel == null) {
            lanes.remove(room);
            notifyAll();
            return Optional.empty();
        }
        waiting.remove(parcel);
        underWay++;
        return Optional.of(parcel);
    }

    private synchronized void delivered() {
        underWay--;
    }

    private void deliver(Parcel parcel) throws InterruptedException {
        Pauses pauses = new Pauses(FIRST_PAUSE, new SplittableRandom());
        int answered = 0;
        while (true) {
            JDA jda = connection.awaitOpen();
            try {
                parcel.delivered(parcel.request().run(jda));
                return;
            } catch (DeliveryException refused) {
                refuse(parcel, refused);
                return;
            } catch (Trouble.Passing passing) {
                answered += passing.answered() ? 1 : 0;
                if (answered >= TRIES) {
                    refuse(parcel, new DeliveryException(passing.getMessage() + ", every time"));
                    return;
                }
            } catch (RuntimeException fault) {
                refuse(parcel, new DeliveryException("JDA failed: " + fault.getClass(), fault));
                return;
            }
            pauses.rest();
        }
    }

    private void refuse(Parcel parcel, DeliveryException refused) {
        if (!parcel.refused(refused)) {
            context.logger()
                    .warn(
                            "A message to room {} was not delivered: {}",
                            parcel.room(),
                            refused.getMessage());
        }
    }
}
