package dev.errand.storage.memory;

import dev.errand.storage.contract.StorageContract;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageContext;

class MemoryStorageTest extends StorageContract {

    @Override
    protected Storage open(StorageContext context) {
        return new MemoryStorageFactory().open(new MemorySettings(), context);
    }

    @Override
    public boolean durable() {
        return false;
    }
}
