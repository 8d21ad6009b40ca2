package dev.errand.storage.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Threads that write without end, and keep account of what they were told. */
final class Load implements AutoCloseable {

    private final Storage storage;
    private final Namespace namespace;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Set<String> messages = ConcurrentHashMap.newKeySet();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();
    private final AtomicInteger seenWritten = new AtomicInteger();
    private final AtomicInteger seenFailures = new AtomicInteger();
    private volatile boolean ended;

    private Load(Storage storage, Namespace namespace) {
        this.storage = storage;
        this.namespace = namespace;
    }

    static Load start(Storage storage, Namespace namespace, int writers) {
        Load load = new Load(storage, namespace);
        for (int writer = 0; writer < writers; writer++) {
            String prefix = "w" + writer + "-";
            load.threads.add(Thread.ofPlatform().start(() -> load.write(prefix)));
        }
        return load;
    }

    private void write(String prefix) {
        byte[] value = "v".repeat(100).getBytes(UTF_8);
        for (int i = 0; !ended; i++) {
            long start = System.nanoTime();
            try {
                storage.put(namespace, Write.of(prefix + i, value));
                acknowledged.add(prefix + i);
            } catch (StorageException e) {
                failures.incrementAndGet();
                messages.add(e.getMessage());
                // What fails at once would fill the log of the test.
                java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
            } finally {
                slowest.accumulateAndGet(System.nanoTime() - start, Math::max);
            }
        }
    }

    /** Whether more was written since this was asked the last time. */
    boolean isServed() {
        int now = acknowledged.size();
        return now > seenWritten.getAndSet(now) + 50;
    }

    /** Whether more failed since this was asked the last time. */
    boolean fails() {
        int now = failures.get();
        return now > seenFailures.getAndSet(now);
    }

    Duration slowest() {
        return Duration.ofNanos(slowest.get());
    }

    Set<String> messages() {
        return messages;
    }

    /** What was acknowledged and is not there. */
    List<String> missing(Storage from) {
        return acknowledged.stream().filter(key -> from.get(namespace, key).isEmpty()).toList();
    }

    @Override
    public void close() {
        end();
    }

    /** Writes no more. */
    void end() {
        ended = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String toString() {
        return acknowledged.size()
                + " writes acknowledged, "
                + failures
                + " refused, the slowest call took "
                + slowest().toMillis()
                + " ms";
    }
}
