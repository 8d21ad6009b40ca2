package dev.errand.storage.spi;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Those who want to be told of changes, for a storage to build {@link Storage#watch} on. Whoever
 * changes something never waits for a watcher: telling is the work of one thread, which is started
 * when there is somebody to tell.
 */
public final class Watchers implements AutoCloseable {

    private static final int MOST_UNTOLD = 10_000;

    private final StorageContext context;
    private final Map<Namespace, List<Consumer<Change>>> watchers = new ConcurrentHashMap<>();
    private final BlockingQueue<Told> untold = new LinkedBlockingQueue<>(MOST_UNTOLD);
    private final AtomicBoolean lost = new AtomicBoolean();
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile boolean closed;

    private record Told(Namespace namespace, String key) {}

    /**
     * Made by a storage when it opens.
     *
     * @param context starts the thread, and logs what watchers throw
     */
    public Watchers(StorageContext context) {
        this.context = context;
    }

    /**
     * Adds one.
     *
     * @param namespace whose changes it is told of
     * @param watcher is called by one thread, one change after another
     * @return ends it
     * @throws StorageException if this was closed
     */
    public Watch add(Namespace namespace, Consumer<Change> watcher) {
        if (closed) {
            throw new StorageException("The storage is closed, so nothing in it changes any more");
        }
        watchers.computeIfAbsent(namespace, n -> new CopyOnWriteArrayList<>()).add(watcher);
        if (started.compareAndSet(false, true)) {
            context.startThread("watchers", this::run);
        }
        AtomicBoolean ended = new AtomicBoolean();
        return () -> {
            if (ended.compareAndSet(false, true)) {
                // The list stays: who adds another at this moment must find it.
                watchers.getOrDefault(namespace, List.of()).remove(watcher);
            }
        };
    }

    /**
     * Has it told that a key changed. Never waits.
     *
     * @param namespace where
     * @param key which
     */
    public void changed(Namespace namespace, String key) {
        if (watchers.getOrDefault(namespace, List.of()).isEmpty()) {
            return;
        }
        if (!untold.offer(new Told(namespace, key))) {
            lost.set(true);
        }
    }

    /** Has everybody told that changes may have been missed. Never waits. */
    public void missed() {
        lost.set(true);
        // Wakes the thread. Making room loses nothing that is not lost already.
        while (!untold.offer(new Told(Namespace.of("-"), ""))) {
            untold.poll();
        }
    }

    /** Tells nobody any more. */
    @Override
    public void close() {
        closed = true;
        watchers.clear();
        missed();
    }

    private void run() {
        while (!closed) {
            try {
                Told told = untold.take();
                if (lost.compareAndSet(true, false)) {
                    // All that waits is in it.
                    untold.clear();
                    watchers.values().forEach(some -> tell(some, new Change.Unknown()));
                } else {
                    tell(
                            watchers.getOrDefault(told.namespace(), List.of()),
                            new Change.Key(told.key()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void tell(List<Consumer<Change>> some, Change change) {
        for (Consumer<Change> watcher : some) {
            try {
                watcher.accept(change);
            } catch (RuntimeException e) {
                context.logger().warn("A watcher failed: {}", e.toString());
            }
        }
    }
}
