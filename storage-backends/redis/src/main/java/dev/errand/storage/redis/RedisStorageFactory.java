package dev.errand.storage.redis;

import dev.errand.storage.spi.RawReading;
import dev.errand.storage.spi.RawValue;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageContext;
import dev.errand.storage.spi.StorageFactory;
import java.util.function.Consumer;

/** Opens a share in a Redis. */
public final class RedisStorageFactory
        implements StorageFactory<RedisSettings>, RawReading<RedisSettings> {

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

    @Override
    public void readRaw(RedisSettings settings, String prefix, Consumer<RawValue> each) {
        RawKeys.read(settings, prefix, each);
    }
}
