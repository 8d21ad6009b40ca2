package dev.errand.storage.redis;

import dev.errand.storage.contract.StorageContract;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageContext;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract against a Redis that is always here: the embedded binary. */
class RedisStorageTest extends StorageContract {

    @TempDir private static Path redisFolder;

    private static RedisProcess redis;

    @BeforeAll
    static void startRedis() {
        redis = RedisProcess.start(redisFolder);
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @Override
    protected Storage open(StorageContext context) {
        RedisSettings settings = Settings.at(redis.address());
        if (firstOpen()) {
            Settings.empty(settings);
        }
        return new RedisStorageFactory().open(settings, context);
    }
}
