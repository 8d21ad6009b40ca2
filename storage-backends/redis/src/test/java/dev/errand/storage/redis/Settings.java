package dev.errand.storage.redis;

import dev.errand.api.Secret;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;

/** Settings as a test needs them. */
final class Settings {

    private Settings() {}

    static RedisSettings at(RedisSettings.Address... servers) {
        return new RedisSettings(
                List.of(servers),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                0,
                "errand-test",
                8);
    }

    static RedisSettings cluster(RedisSettings.Address... nodes) {
        return new RedisSettings(
                List.of(nodes),
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                0,
                "errand-test",
                8);
    }

    static RedisSettings as(RedisSettings.Address server, String user, String password) {
        return new RedisSettings(
                List.of(server),
                Optional.empty(),
                false,
                user.isEmpty() ? Optional.empty() : Optional.of(user),
                Optional.of(new Secret(password)),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                0,
                "errand-test",
                8);
    }

    /** Deletes what a test before left, and nothing else: the server may be somebody's own. */
    static void empty(RedisSettings settings) {
        try (UnifiedJedis redis = new Clients(settings).create()) {
            for (String path : redis.smembers(settings.prefix() + ":namespaces")) {
                String root = settings.prefix() + ":{" + path + "}:";
                for (String key : redis.zrange(root + "index", 0, -1)) {
                    redis.del(root + "v:" + key);
                }
                redis.del(root + "index", root + "endings", root + "version");
            }
            redis.del(settings.prefix() + ":namespaces");
        }
    }
}
