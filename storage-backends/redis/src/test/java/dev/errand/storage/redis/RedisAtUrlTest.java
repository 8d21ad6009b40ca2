package dev.errand.storage.redis;

import dev.errand.api.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The contract against any Redis, by {@code ERRAND_TEST_REDIS_URL}, as in {@code
 * rediss://user:password@host:6379/2}.
 */
@EnabledIfEnvironmentVariable(named = "ERRAND_TEST_REDIS_URL", matches = "rediss?://.+")
class RedisAtUrlTest extends RedisContract {

    @Override
    RedisSettings settings() {
        URI url = URI.create(System.getenv("ERRAND_TEST_REDIS_URL"));
        String[] account =
                url.getUserInfo() == null ? new String[0] : url.getUserInfo().split(":", 2);
        boolean user = account.length == 2 && !account[0].isEmpty();
        String path = url.getPath() == null ? "" : url.getPath().replace("/", "");
        return new RedisSettings(
                List.of(
                        new RedisSettings.Address(
                                url.getHost(), url.getPort() < 0 ? 6379 : url.getPort())),
                Optional.empty(),
                false,
                user ? Optional.of(account[0]) : Optional.empty(),
                account.length == 2 ? Optional.of(new Secret(account[1])) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                url.getScheme().equals("rediss"),
                Optional.empty(),
                path.isEmpty() ? 0 : Integer.parseInt(path),
                "errand-test",
                8);
    }
}
