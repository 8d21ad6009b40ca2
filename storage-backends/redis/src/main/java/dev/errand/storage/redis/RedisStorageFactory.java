package dev.errand.storage.redis;

import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageContext;
import dev.errand.storage.spi.StorageFactory;

/** Opens a share in a Redis. */
public final class RedisStorageFactory implements StorageFactory<RedisSettings> {

    /** Made by the host. */
    public RedisStorageFactory() {}

    @Override
    public Class<RedisSettings> settings() {
        return RedisSettings.class;
    }

    @Override
    public Storage open(RedisSettings settings, StorageContext context) {
        return RedisStorage.open(settings, context);
    }
}
