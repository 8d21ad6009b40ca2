package dev.errand.storage.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.storage.spi.RawValue;
import dev.errand.storage.spi.StorageException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** Reads what other programs keep in a Redis, in small portions, and changes nothing. */
final class RawKeys {

    private static final int PORTION = 500;

    private RawKeys() {}

    static void read(RedisSettings settings, String prefix, Consumer<RawValue> each) {
        if (settings.cluster()) {
            throw new StorageException("Other programs' keys are read from a single Redis only");
        }
        try (UnifiedJedis redis = new Clients(settings).create()) {
            ScanParams params = new ScanParams().count(PORTION).match(literally(prefix) + "*");
            // A scan may name a key twice.
            Set<String> seen = new HashSet<>();
            String cursor = ScanParams.SCAN_POINTER_START;
            do {
                ScanResult<String> found = redis.scan(cursor, params, "string");
                for (String key : found.getResult()) {
                    byte[] value = seen.add(key) ? redis.get(key.getBytes(UTF_8)) : null;
                    if (value != null) {
                        each.accept(new RawValue(key, value));
                    }
                }
                cursor = found.getCursor();
            } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        } catch (JedisException e) {
            throw Diagnosis.of(settings.place(), e);
        }
    }

    private static String literally(String prefix) {
        return prefix.replaceAll("[\\\\*?\\[\\]]", "\\\\$0");
    }
}
