package dev.errand.platform.store;

import dev.errand.api.StoreException;
import dev.errand.storage.spi.Change;
import dev.errand.storage.spi.Entry;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Page;
import dev.errand.storage.spi.Query;
import dev.errand.storage.spi.Step;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Watch;
import dev.errand.storage.spi.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One namespace of the storage; what fails there is told in the words of the API. */
final class Slot {

    private final Storage storage;
    private final Namespace namespace;
    private final int maxValueBytes;

    Slot(Storage storage, Namespace namespace, int maxValueBytes) {
        this.storage = storage;
        this.namespace = namespace;
        this.maxValueBytes = maxValueBytes;
    }

    Namespace namespace() {
        return namespace;
    }

    Optional<Entry> get(String key) {
        return guarded(() -> storage.get(namespace, key), "read key '" + key + "'");
    }

    void put(String key, byte[] value, Optional<Instant> expires) {
        Write write = write(key, value, expires);
        guarded(() -> storage.put(namespace, write), "write key '" + key + "'");
    }

    boolean compareAndSet(String key, byte[] value, Optional<Instant> expires, long expected) {
        Write write = write(key, value, expires);
        return guarded(
                        () -> storage.compareAndSet(namespace, write, expected),
                        "write key '" + key + "'")
                .isPresent();
    }

    boolean remove(String key) {
        return guarded(() -> storage.remove(namespace, key), "remove key '" + key + "'");
    }

    boolean compareAndRemove(String key, long expected) {
        return guarded(
                () -> storage.compareAndRemove(namespace, key, expected),
                "remove key '" + key + "'");
    }

    /** Writes all of them or none; a storage always can, as they are in one namespace. */
    void putAll(Map<String, byte[]> values) {
        List<Step> steps = new ArrayList<>();
        values.forEach((key, value) ->
                steps.add(
                        new Step.Put(
                                namespace,
                                write(key, value, Optional.empty()),
                                OptionalLong.empty())));
        guarded(() -> storage.writeTogether(steps), "write " + steps.size() + " keys together");
    }

    Watch watch(Consumer<Change> watcher) {
        return guarded(() -> storage.watch(namespace, watcher), "be watched");
    }

    Page list(Query query) {
        return guarded(() -> storage.list(namespace, query), "list keys");
    }

    long count(String prefix) {
        return guarded(() -> storage.count(namespace, prefix), "count keys");
    }

    private Write write(String key, byte[] value, Optional<Instant> expires) {
        if (value.length > maxValueBytes) {
            throw new StoreException(
                    "The value for key '"
                            + key
                            + "' in store '"
                            + namespace
                            + "' is too large: "
                            + value.length
                            + " bytes of JSON, at most "
                            + maxValueBytes
                            + " are kept. Spread it over several keys");
        }
        return new Write(key, value, expires);
    }

    private <R> R guarded(Supplier<R> use, String action) {
        try {
            return use.get();
        } catch (StorageException e) {
            throw new StoreException(
                    "Store '" + namespace + "' could not " + action + ": " + e.getMessage(), e);
        }
    }
}
