package dev.errand.platform.store;

import dev.errand.api.Store;
import dev.errand.api.StoreType;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Storage;
import java.time.InstantSource;

/**
 * Opens the stores of one plugin. The JSON mapper in it remembers the plugin's classes, so the host
 * makes one of these for each loaded plugin and drops it with the plugin.
 */
public final class Stores {

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
