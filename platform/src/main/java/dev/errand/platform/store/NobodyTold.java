package dev.errand.platform.store;

import dev.errand.api.StoreWatch;

/** For stores that nobody may watch. */
final class NobodyTold implements Telling {

    @Override
    public void tell(Runnable work) {
        throw new UnsupportedOperationException("These stores are not watched");
    }

    @Override
    public StoreWatch closeLater(StoreWatch watch) {
        throw new UnsupportedOperationException("These stores are not watched");
    }
}
