package dev.errand.storage.memory;

import dev.errand.storage.spi.Change;
import dev.errand.storage.spi.Entry;
import dev.errand.storage.spi.Health;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Page;
import dev.errand.storage.spi.Query;
import dev.errand.storage.spi.Step;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageContext;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Watch;
import dev.errand.storage.spi.Watchers;
import dev.errand.storage.spi.Write;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Values in the heap behind one lock, gone when it is closed: for tests and trials, quick rather
 * than parallel.
 */
final class MemoryStorage implements Storage {

    private final InstantSource clock;
    private final Map<Namespace, Space> spaces = new HashMap<>();
    private final PriorityQueue<Ending> endings =
            new PriorityQueue<>(Comparator.comparing(Ending::expires));
    private long lastVersion;
    private final Watchers watchers;
    private boolean closed;

    MemoryStorage(StorageContext context) {
        clock = context.clock();
        watchers = new Watchers(context);
    }

    @Override
    public synchronized Optional<Entry> get(Namespace namespace, String key) {
        Write.checkKey(key);
        return Optional.ofNullable(find(namespace, key)).map(stored -> stored.entry(key));
    }

    @Override
    public synchronized long put(Namespace namespace, Write write) {
        checkOpen();
        purge();
        long version = ++lastVersion;
        spaces.computeIfAbsent(namespace, n -> new Space())
                .put(write.key(), Stored.of(write, version));
        write.expires()
                .ifPresent(expires ->
                        endings.add(new Ending(expires, namespace, write.key(), version)));
        watchers.changed(namespace, write.key());
        return version;
    }

    @Override
    public synchronized OptionalLong compareAndSet(
            Namespace namespace, Write write, long expected) {
        if (version(namespace, write.key()) != expected) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(put(namespace, write));
    }

    @Override
    public synchronized boolean remove(Namespace namespace, String key) {
        Write.checkKey(key);
        return compareAndRemove(namespace, key, version(namespace, key));
    }

    @Override
    public synchronized boolean compareAndRemove(Namespace namespace, String key, long expected) {
        Write.checkKey(key);
        if (expected == ABSENT || version(namespace, key) != expected) {
            return false;
        }
        space(namespace).remove(key);
        watchers.changed(namespace, key);
        return true;
    }

    @Override
    public synchronized boolean writeTogether(List<Step> steps) {
        Step.check(steps);
        for (Step step : steps) {
            long version = version(step.namespace(), step.key());
            if (step.expected().orElse(version) != version) {
                return false;
            }
        }
        for (Step step : steps) {
            switch (step) {
                case Step.Put put -> put(put.namespace(), put.write());
                case Step.Remove remove -> remove(remove.namespace(), remove.key());
            }
        }
        return true;
    }

    @Override
    public Watch watch(Namespace namespace, Consumer<Change> watcher) {
        return watchers.add(namespace, watcher);
    }

    @Override
    public synchronized Page list(Namespace namespace, Query query) {
        checkOpen();
        return space(namespace).list(query, clock.instant());
    }

    @Override
    public synchronized long count(Namespace namespace, String prefix) {
        Query.checkPrefix(prefix);
        checkOpen();
        return space(namespace).count(prefix, clock.instant());
    }

    @Override
    public synchronized List<Namespace> namespaces() {
        checkOpen();
        Instant now = clock.instant();
        return spaces.entrySet().stream()
                .filter(space -> !space.getValue().isEmpty(now))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(Namespace::path))
                .toList();
    }

    @Override
    public synchronized Health health() {
        return closed ? new Health(false, "memory, closed") : new Health(true, "memory");
    }

    @Override
    public synchronized void close() {
        closed = true;
        watchers.close();
        spaces.clear();
        endings.clear();
    }

    private long version(Namespace namespace, String key) {
        Stored stored = find(namespace, key);
        return stored == null ? ABSENT : stored.version();
    }

    private @Nullable Stored find(Namespace namespace, String key) {
        checkOpen();
        return space(namespace).get(key, clock.instant());
    }

    private Space space(Namespace namespace) {
        return spaces.getOrDefault(namespace, new Space());
    }

    /** Lets go of values that ended, of which the keys may never be asked for again. */
    private void purge() {
        Instant now = clock.instant();
        for (Ending first = endings.peek();
                first != null && !now.isBefore(first.expires());
                first = endings.peek()) {
            endings.remove();
            space(first.namespace()).removeIfStill(first.key(), first.version());
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new StorageException("The storage in memory is closed, and what it held is gone");
        }
    }

    /** When which value ends. */
    private record Ending(Instant expires, Namespace namespace, String key, long version) {}
}
