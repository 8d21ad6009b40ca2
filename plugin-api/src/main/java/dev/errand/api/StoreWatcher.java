package dev.errand.api;

/**
 * Is told when values change, see {@link Store#watch}. Called on a thread of the plugin, one change
 * after another.
 */
@FunctionalInterface
public interface StoreWatcher {

    /**
     * A value was written or removed. Several changes of one key may be told as one; what is there
     * now is to be read.
     *
     * @param key its key
     */
    void changed(String key);

    /**
     * Changes may have been missed: the storage was away, or there were more than could be told.
     * Whoever keeps something that depends on the values reads them anew.
     */
    default void missed() {}
}
