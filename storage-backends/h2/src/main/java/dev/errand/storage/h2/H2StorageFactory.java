package dev.errand.storage.h2;

import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageContext;
import dev.errand.storage.spi.StorageFactory;

/** Opens the H2 database of one bot. */
public final class H2StorageFactory implements StorageFactory<H2Settings> {

    /** Made by the host. */
    public H2StorageFactory() {}

    @Override
    public Class<H2Settings> settings() {
        return H2Settings.class;
    }

    @Override
    public Storage open(H2Settings settings, StorageContext context) {
        return H2Storage.open(settings, context);
    }
}
