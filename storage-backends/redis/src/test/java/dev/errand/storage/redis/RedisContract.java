package dev.errand.storage.redis;

import dev.errand.storage.contract.StorageContract;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageContext;

/** The contract against some Redis, of which only what is under the tests' prefix is touched. */
abstract class RedisContract extends StorageContract {

    abstract RedisSettings settings();

    @Override
    protected final Storage open(StorageContext context) {
        if (firstOpen()) {
            Settings.empty(settings());
        }
        return new RedisStorageFactory().open(settings(), context);
    }
}
