package dev.errand.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.api.Store;
import dev.errand.platform.store.Stores;
import dev.errand.storage.contract.ContractContext;
import dev.errand.storage.contract.SettableClock;
import dev.errand.storage.h2.H2Settings;
import dev.errand.storage.h2.H2StorageFactory;
import dev.errand.storage.redis.RedisSettings;
import dev.errand.storage.redis.RedisStorageFactory;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.Write;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What is measured: reading, writing, and counting up under one key. */
interface StorageUse extends AutoCloseable {

    Namespace NAMESPACE = Namespace.of("plugin", "bench", "items");

    byte[] get(String key) throws Exception;

    void put(String key, byte[] value) throws Exception;

    /** Adds one to the number under a key, whoever else does so too. */
    void increment(String key) throws Exception;

    @Override
    void close() throws SQLException;

    /** The engine by its name in a benchmark; Redis is at {@code ERRAND_TEST_REDIS}. */
    static StorageUse open(String engine) throws Exception {
        Path folder = Files.createTempDirectory("errand-bench");
        ContractContext context = new ContractContext(folder, new SettableClock());
        return switch (engine) {
            case "h2" -> stored(new H2StorageFactory().open(new H2Settings("bench", 8), context));
            case "h2-jdbc" -> new DirectH2(folder);
            case "redis" -> stored(new RedisStorageFactory().open(redis(), context));
            case "redis-script" -> DirectRedis.byScript(redis().servers().getFirst());
            case "redis-set" -> DirectRedis.bySet(redis().servers().getFirst());
            default -> throw new IllegalArgumentException("No engine: " + engine);
        };
    }

    private static RedisSettings redis() {
        return new RedisSettings(
                List.of(
                        RedisSettings.Address.parse(
                                System.getenv().getOrDefault("ERRAND_TEST_REDIS", "localhost"))),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                0,
                "errand-bench",
                16);
    }

    private static StorageUse stored(Storage storage) throws IOException {
        Store<Long> numbers =
                new Stores(storage, InstantSource.system(), 1 << 20).open(NAMESPACE, Long.class);
        return new StorageUse() {
            @Override
            public byte[] get(String key) {
                return storage.get(NAMESPACE, key).orElseThrow().value();
            }

            @Override
            public void put(String key, byte[] value) {
                storage.put(NAMESPACE, Write.of(key, value));
            }

            @Override
            public void increment(String key) {
                numbers.update(key, number -> Optional.of(number.orElse(0L) + 1));
            }

            @Override
            public void close() {
                storage.close();
            }
        };
    }

    /** The key with which increments begin. */
    static byte[] zero() {
        return "0".getBytes(UTF_8);
    }
}
