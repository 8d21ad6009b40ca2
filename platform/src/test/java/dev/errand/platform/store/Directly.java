package dev.errand.platform.store;

import dev.errand.api.StoreWatch;

/** Tells a plugin on the storage's own thread, as there is no plugin in these tests. */
record Directly() implements Telling {

    @Override
    public void tell(Runnable work) {
        try {
            work.run();
        } catch (IllegalStateException expected) {
            // A host would make an incident of it.
        }
    }

    @Override
    public StoreWatch closeLater(StoreWatch watch) {
        return watch;
    }
}
