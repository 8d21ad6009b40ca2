package dev.errand.platform.store;

import dev.errand.api.Store;
import dev.errand.api.StoreType;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Page;
import dev.errand.storage.spi.Query;
import dev.errand.storage.spi.Storage;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Opens the stores of one plugin. The JSON mapper in it remembers the plugin's classes, so the host
 * makes one of these for each loaded plugin and drops it with the plugin.
 */
public final class Stores {

    private static final int PAGE = 500;

    private final Storage storage;
    private final InstantSource clock;
    private final int maxValueBytes;
    private final Telling telling;
    private final Json json = new Json();

    /** Stores of the host's own, which watches nothing. */
    public Stores(Storage storage, InstantSource clock, int maxValueBytes) {
        this(storage, clock, maxValueBytes, new NobodyTold());
    }

    public Stores(Storage storage, InstantSource clock, int maxValueBytes, Telling telling) {
        this.telling = telling;
        this.storage = storage;
        this.clock = clock;
        this.maxValueBytes = maxValueBytes;
    }

    /** How many keys each namespace below a path holds. */
    public Map<String, Long> counts(String above) {
        Map<String, Long> counts = new TreeMap<>();
        for (Namespace namespace : storage.namespaces()) {
            if (namespace.path().startsWith(above)) {
                counts.put(namespace.path(), storage.count(namespace, ""));
            }
        }
        return counts;
    }

    /** Removes all keys of all namespaces below a path; gives how many there were. */
    public long purge(String above) {
        long removed = 0;
        for (Namespace namespace : storage.namespaces()) {
            if (namespace.path().startsWith(above)) {
                removed += purge(namespace);
            }
        }
        return removed;
    }

    private long purge(Namespace namespace) {
        long removed = 0;
        Page page = storage.list(namespace, new Query("", Optional.empty(), PAGE));
        while (!page.keys().isEmpty()) {
            for (String key : page.keys()) {
                removed += storage.remove(namespace, key) ? 1 : 0;
            }
            page = storage.list(namespace, new Query("", Optional.of(page.keys().getLast()), PAGE));
        }
        return removed;
    }

    /** Opens a store; costs next to nothing until a record is read or written. */
    public <T> Store<T> open(Namespace namespace, Class<T> type) {
        return open(namespace, Codec.of(namespace, type, json));
    }

    /** Opens a store of a type with type arguments. */
    public <T> Store<T> open(Namespace namespace, StoreType<T> type) {
        return open(namespace, Codec.of(namespace, type, json));
    }

    private <T> Store<T> open(Namespace namespace, Codec<T> codec) {
        Slot slot = new Slot(storage, namespace, maxValueBytes);
        return new JsonStore<>(slot, codec, clock, telling);
    }
}
