package dev.errand.platform.store;

import dev.errand.api.StoreWatch;

/** How a plugin is told of changes: on its own threads, until it ends. */
public interface Telling {

    /**
     * For stores that nobody may watch, such as the host's own.
     *
     * @return one that refuses
     */
    static Telling nobody() {
        return new NobodyTold();
    }

    /**
     * Runs what calls the plugin on one of its threads: soon, or not at all if the plugin has
     * ended. Never waits.
     *
     * @param work what to run
     */
    void tell(Runnable work);

    /**
     * Has it closed when the plugin ends.
     *
     * @param watch what to close
     * @return the same
     */
    StoreWatch closeLater(StoreWatch watch);
}
