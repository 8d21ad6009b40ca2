package dev.errand.storage.memory;

import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageContext;
import dev.errand.storage.spi.StorageFactory;

/** Opens storages that forget everything when they are closed. */
public final class MemoryStorageFactory implements StorageFactory<MemorySettings> {

    /** Made by the host. */
    public MemoryStorageFactory() {}

    @Override
    public Class<MemorySettings> settings() {
        return MemorySettings.class;
    }

    @Override
    public Storage open(MemorySettings settings, StorageContext context) {
        return new MemoryStorage(context);
    }
}
