package dev.errand.backend.slack;

import dev.errand.backend.spi.ChatContext;
import dev.errand.backend.spi.DeliveryException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent: in order within a lane, which is a room, and each lane at its own pace.
 * Bounded; beyond the bound the oldest is dropped. Safe for use by any thread.
 */
final class Outgoing {

    /** So long a sender waits for the id of its message; it is sent later all the same. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ChatContext context;
    private final int limit;
    private final Supplier<Backoff> backoffs;
    private final Consumer<Refusal> onRefusal;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Job> waiting = new ArrayDeque<>();
    private final Set<Job> begun = new HashSet<>();
    private final Set<String> lanes = new HashSet<>();
    private final Set<Thread> threads = new HashSet<>();
    private boolean open;
    private boolean ended;
    private long dropped;

    Outgoing(
            ChatContext context,
            int limit,
            Supplier<Backoff> backoffs,
            Consumer<Refusal> onRefusal) {
        this.context = context;
        this.limit = limit;
        this.backoffs = backoffs;
        this.onRefusal = onRefusal;
    }

    /** Takes a job. While the chat is there, waits a little for its outcome. */
    Optional<String> put(String lane, Job.Work work) throws DeliveryException {
        Job job = new Job(lane, work);
        return add(job) ? job.await(PATIENCE) : Optional.empty();
    }

    /** Takes a job whose outcome nobody needs; not worth keeping while the chat is away. */
    void putIfOpen(String lane, Job.Work work) {
        lock.lock();
        try {
            if (open && waiting.size() < limit) {
                waiting.addLast(new Job(lane, work));
                serve(lane);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean add(Job job) throws DeliveryException {
        lock.lock();
        try {
            if (ended) {
                throw new DeliveryException("This chat has ended");
            }
            if (waiting.size() >= limit) {
                dropOldest();
            }
            waiting.addLast(job);
            serve(job.lane());
            return open;
        } finally {
            lock.unlock();
        }
    }

    private void dropOldest() {
        waiting.stream()
                .filter(job -> !begun.contains(job))
                .findFirst()
                .ifPresent(oldest -> {
                    waiting.remove(oldest);
                    oldest.refuse(
                            new DeliveryException(
                                    "Dropped: more than "
                                            + limit
                                            + " messages wait for Slack (queue-limit)"));
                    dropped++;
                    if (dropped == 1) {
                        context.logger()
                                .warn("More than {} messages wait; the oldest are dropped", limit);
                    }
                });
    }

    private void serve(String lane) {
        if (open && lanes.add(lane)) {
            threads.add(context.startThread("send", () -> run(lane)));
        }
    }

    private void run(String lane) {
        Backoff backoff = backoffs.get();
        try {
            for (Job job = next(lane); job != null; job = next(lane)) {
                if (tried(job)) {
                    backoff.reset();
                } else {
                    pause(backoff.next());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.lock();
            try {
                lanes.remove(lane);
                threads.remove(Thread.currentThread());
                // What was added, or opened, since the last look.
                if (!ended && waiting.stream().anyMatch(job -> job.lane().equals(lane))) {
                    serve(lane);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private boolean tried(Job job) throws InterruptedException {
        boolean over = true;
        try {
            job.run();
        } catch (IOException e) {
            over = false;
        } catch (Refusal e) {
            onRefusal.accept(e);
        } catch (RuntimeException e) {
            context.logger().error("A message was not sent", e);
            job.refuse(new DeliveryException("The message could not be made: " + e.getClass()));
        } finally {
            lock.lock();
            try {
                begun.remove(job);
                if (over) {
                    waiting.remove(job);
                    changed.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
        return over;
    }

    private @Nullable Job next(String lane) {
        lock.lock();
        try {
            if (!open) {
                return null;
            }
            for (Job job : waiting) {
                if (job.lane().equals(lane)) {
                    begun.add(job);
                    return job;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void pause(Duration time) throws InterruptedException {
        lock.lock();
        try {
            long left = time.toNanos();
            while (open && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The chat is there: what waits goes out. */
    void open() {
        lock.lock();
        try {
            open = true;
            waiting.stream().map(Job::lane).distinct().toList().forEach(this::serve);
        } finally {
            lock.unlock();
        }
    }

    /** The chat is away: what comes is kept. */
    void close() {
        lock.lock();
        try {
            open = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for what can be sent, then ends. */
    void end(Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (open && !waiting.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended = true;
            open = false;
            changed.signalAll();
            if (!waiting.isEmpty()) {
                context.logger().warn("{} messages were not sent", waiting.size());
                waiting.forEach(job -> job.refuse(new DeliveryException("This chat has ended")));
                waiting.clear();
            }
            Set.copyOf(threads).forEach(Thread::interrupt);
            lock.unlock();
        }
    }

    /** How many were dropped since the start. */
    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /** How many have not been sent yet. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }
}
