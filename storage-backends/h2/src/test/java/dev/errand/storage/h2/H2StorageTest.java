package dev.errand.storage.h2;

import dev.errand.storage.contract.StorageContract;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageContext;

class H2StorageTest extends StorageContract {

    @Override
    protected Storage open(StorageContext context) {
        return new H2StorageFactory().open(new H2Settings("errand", 8), context);
    }
}
