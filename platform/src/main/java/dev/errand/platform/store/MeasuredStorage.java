package dev.errand.platform.store;

import dev.errand.storage.spi.Change;
import dev.errand.storage.spi.Entry;
import dev.errand.storage.spi.Health;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Page;
import dev.errand.storage.spi.Query;
import dev.errand.storage.spi.Step;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.Watch;
import dev.errand.storage.spi.Write;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A storage of which each use is counted and timed. */
public final class MeasuredStorage implements Storage {

    private final Storage storage;
    private final StorageFigures figures;

    /**
     * Measures a storage.
     *
     * @param storage what does the work
     * @param figures where it is counted
     */
    public MeasuredStorage(Storage storage, StorageFigures figures) {
        this.storage = storage;
        this.figures = figures;
    }

    @Override
    public Optional<Entry> get(Namespace namespace, String key) {
        return measured(StorageFigures.Operation.GET, () -> storage.get(namespace, key));
    }

    @Override
    public long put(Namespace namespace, Write write) {
        return measured(StorageFigures.Operation.PUT, () -> storage.put(namespace, write));
    }

    @Override
    public OptionalLong compareAndSet(Namespace namespace, Write write, long expected) {
        return measured(
                StorageFigures.Operation.COMPARE_AND_SET,
                () -> storage.compareAndSet(namespace, write, expected));
    }

    @Override
    public boolean remove(Namespace namespace, String key) {
        return measured(StorageFigures.Operation.REMOVE, () -> storage.remove(namespace, key));
    }

    @Override
    public boolean compareAndRemove(Namespace namespace, String key, long expected) {
        return measured(
                StorageFigures.Operation.REMOVE,
                () -> storage.compareAndRemove(namespace, key, expected));
    }

    @Override
    public boolean writeTogether(List<Step> steps) {
        return measured(
                StorageFigures.Operation.WRITE_TOGETHER, () -> storage.writeTogether(steps));
    }

    @Override
    public Watch watch(Namespace namespace, Consumer<Change> watcher) {
        return storage.watch(namespace, watcher);
    }

    @Override
    public Page list(Namespace namespace, Query query) {
        return measured(StorageFigures.Operation.LIST, () -> storage.list(namespace, query));
    }

    @Override
    public long count(Namespace namespace, String prefix) {
        return measured(StorageFigures.Operation.COUNT, () -> storage.count(namespace, prefix));
    }

    @Override
    public List<Namespace> namespaces() {
        return measured(StorageFigures.Operation.LIST, storage::namespaces);
    }

    @Override
    public Health health() {
        return storage.health();
    }

    @Override
    public void close() {
        storage.close();
    }

    private <T> T measured(StorageFigures.Operation operation, Supplier<T> use) {
        long start = System.nanoTime();
        boolean failed = true;
        try {
            T result = use.get();
            failed = false;
            return result;
        } finally {
            figures.add(operation, System.nanoTime() - start, failed);
        }
    }
}
