package dev.errand.api;

/** That a {@link StoreWatcher} is told of changes. Ends with the plugin, or when it is closed. */
@FunctionalInterface
public interface StoreWatch extends AutoCloseable {

    /** Ends it. Closing twice is fine. */
    @Override
    void close();
}
