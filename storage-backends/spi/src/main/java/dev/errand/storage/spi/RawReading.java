package dev.errand.storage.spi;

import java.util.function.Consumer;

/**
 * A {@link StorageFactory} may implement it too, if other programs keep data in its engine that an
 * operator may want to bring along.
 *
 * @param <S> the settings, as for the storage
 */
public interface RawReading<S extends Record> {

    /**
     * Reads all text values of which the key starts with a prefix, and changes nothing.
     *
     * @param settings where the engine is
     * @param prefix what the keys start with
     * @param each told of each value, in no order
     * @throws StorageException if they cannot be read
     */
    void readRaw(S settings, String prefix, Consumer<RawValue> each);
}
