package dev.errand.platform.store;

import dev.errand.api.Store;
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
    private final Json json = new Json();

    public Stores(Storage storage, InstantSource clock, int maxValueBytes) {
        this.storage = storage;
        this.clock = clock;
        this.maxValueBytes = maxValueBytes;
    }

    /** Opens a store; costs next to nothing until a record is read or written. */
    public <T> Store<T> open(Namespace namespace, Class<T> type) {
        Slot slot = new Slot(storage, namespace, maxValueBytes);
        return new JsonStore<>(slot, Codec.of(namespace, type, json), clock);
    }
}
