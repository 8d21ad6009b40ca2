package dev.errand.storage.spi;

/** What a watcher is told, see {@link Storage#watch}. */
public sealed interface Change {

    /**
     * A value was written or removed.
     *
     * @param key its key; what it holds now is to be read
     */
    record Key(String key) implements Change {}

    /**
     * Something may have changed without having been told, since the engine was away or the watcher
     * too slow. What matters is to be read anew.
     */
    record Unknown() implements Change {}
}
