package dev.errand.platform.plugin;

import dev.errand.platform.execution.HostThreads;
import java.lang.ref.PhantomReference;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Sees to it that an unloaded plugin really leaves memory, and says so when one does not. Looks
 * only after an unloading: once the loader had time to go, it asks for a collection and names what
 * is still there.
 */
final class LoaderWatch {

    private static final class Watched extends PhantomReference<ClassLoader> {

        private final String id;
        private final String version;
        private final long since = System.nanoTime();
        private volatile boolean told;

        Watched(String id, String version, ClassLoader loader) {
            super(loader, null);
            this.id = id;
            this.version = version;
        }

        boolean isOlderThan(Duration age) {
            return System.nanoTime() - since >= age.toNanos();
        }
    }

    private final Set<Watched> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final HostThreads threads;
    private final Duration patience;
    private final Consumer<String> complaints;

    LoaderWatch(HostThreads threads, Duration patience, Consumer<String> complaints) {
        this.complaints = complaints;
        this.threads = threads;
        this.patience = patience;
    }

    /** From now on nothing of the loader should be reachable. */
    void expectGone(String id, String version, ClassLoader loader) {
        waiting.add(new Watched(id, version, loader));
        if (looking.compareAndSet(false, true)) {
            threads.start("loader-watch", this::look);
        }
    }

    private void look() {
        try {
            while (waiting.stream().anyMatch(watched -> !watched.told)) {
                Thread.sleep(patience.toMillis());
                collect();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } finally {
            looking.set(false);
        }
    }

    private void collect() {
        clearGone();
        if (waiting.stream().noneMatch(watched -> !watched.told && watched.isOlderThan(patience))) {
            return;
        }
        // a quiet bot may not collect for hours, and would then blame plugins that are only waiting
        // for it
        System.gc();
        clearGone();
        for (Watched watched : waiting) {
            if (!watched.told && watched.isOlderThan(patience)) {
                watched.told = true;
                complaints.accept(
                        "Plugin "
                                + watched.id
                                + " "
                                + watched.version
                                + " was unloaded but cannot leave memory: something still refers to its classes, such as a running"
                                + " thread, a shutdown hook, a timer, or a ThreadLocal of a thread that is not its own.");
            }
        }
    }

    /** Asks the references and no queue: that is filled some time after the collection. */
    private void clearGone() {
        waiting.removeIf(watched -> watched.refersTo(null));
    }

    /** Waits until everything unloaded has left memory; names what has not. */
    Set<String> awaitGone(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        clearGone();
        while (!waiting.isEmpty() && System.nanoTime() < end) {
            System.gc();
            Thread.sleep(10);
            clearGone();
        }
        return waiting.stream()
                .map(watched -> watched.id + " " + watched.version)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How many loads of a plugin were unloaded and are known to be still there. */
    int lingering(String id) {
        clearGone();
        return (int)
                waiting.stream().filter(watched -> watched.told && watched.id.equals(id)).count();
    }
}
