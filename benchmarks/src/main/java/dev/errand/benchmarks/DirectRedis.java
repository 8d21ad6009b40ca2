package dev.errand.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.storage.redis.RedisSettings;
import dev.errand.storage.redis.RedisStorageFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.RedisClient;

/**
 * Jedis alone: either the same work, which is the storage's script with its index, version and
 * notification, or the least that Redis can do, {@code SET} alone.
 */
final class DirectRedis implements StorageUse {

    private static final byte[] NOW = "1".getBytes(UTF_8);
    private static final byte[] CHANNEL = "direct:changes".getBytes(UTF_8);
    private static final String ROOT = "direct:{" + NAMESPACE + "}:";

    private final RedisClient redis;
    private final byte[] script;

    private DirectRedis(RedisClient redis, byte[] script) {
        this.redis = redis;
        this.script = script;
    }

    static DirectRedis bySet(RedisSettings.Address address) {
        return new DirectRedis(client(address), new byte[0]);
    }

    static DirectRedis byScript(RedisSettings.Address address) throws IOException {
        RedisClient client = client(address);
        try (InputStream in = RedisStorageFactory.class.getResourceAsStream("apply.lua")) {
            String text = new String(in.readAllBytes(), UTF_8);
            return new DirectRedis(client, client.scriptLoad(text).getBytes(UTF_8));
        }
    }

    private static RedisClient client(RedisSettings.Address address) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(16);
        pool.setMaxIdle(16);
        return RedisClient.builder()
                .hostAndPort(address.host(), address.port())
                .poolConfig(pool)
                .build();
    }

    @Override
    public byte[] get(String key) {
        return redis.get(name("v:" + key));
    }

    @Override
    public void put(String key, byte[] value) {
        if (script.length == 0) {
            redis.set(name("v:" + key), value);
            return;
        }
        redis.evalsha(
                script,
                List.of(name("v:" + key), name("index"), name("endings"), name("version")),
                List.of(
                        NOW,
                        CHANNEL,
                        NAMESPACE.path().getBytes(UTF_8),
                        key.getBytes(UTF_8),
                        new byte[0],
                        "-".getBytes(UTF_8),
                        value));
    }

    /** As Redis's manual has it: watched, read, and written unless another was faster. */
    @Override
    public void increment(String key) {
        byte[] name = name("n:" + key);
        while (true) {
            try (AbstractTransaction transaction = redis.transaction(false)) {
                transaction.watch(name);
                byte[] before = redis.get(name);
                long number = before == null ? 0 : Long.parseLong(new String(before, UTF_8));
                transaction.multi();
                transaction.set(name, Long.toString(number + 1).getBytes(UTF_8));
                if (transaction.exec() != null) {
                    return;
                }
            }
        }
    }

    private static byte[] name(String key) {
        return (ROOT + key).getBytes(UTF_8);
    }

    @Override
    public void close() {
        redis.close();
    }
}
