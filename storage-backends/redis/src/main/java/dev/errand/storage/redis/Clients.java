package dev.errand.storage.redis;

import dev.errand.api.Secret;
import dev.errand.storage.spi.StorageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.UnifiedJedis;

/** Makes the driver's client for the settings: a single server, Sentinel or Cluster. */
final class Clients {

    static final Duration CONNECT = Duration.ofMillis(700);
    static final Duration ANSWER = Duration.ofMillis(1_200);

    /** A script that Redis has forgotten is asked for twice; both are to be within two seconds. */
    static final Duration LINE_ANSWER = Duration.ofMillis(900);

    /** Of a store in memory that holds nothing secret; the format wants one. */
    private static final char[] PASSWORD = "none".toCharArray();

    private final RedisSettings settings;
    private final Optional<SslOptions> tls;

    Clients(RedisSettings settings) {
        this.settings = settings;
        this.tls = settings.tls() ? Optional.of(trust(settings.caFile())) : Optional.empty();
    }

    /** A client that may already have connected. */
    UnifiedJedis create() {
        DefaultJedisClientConfig config =
                config(settings.user(), settings.password()).database(settings.database()).build();
        Set<HostAndPort> servers =
                settings.servers().stream()
                        .map(address -> new HostAndPort(address.host(), address.port()))
                        .collect(Collectors.toUnmodifiableSet());
        if (settings.cluster()) {
            return RedisClusterClient.builder()
                    .nodes(servers)
                    .clientConfig(config)
                    .poolConfig(pool())
                    .maxTotalRetriesDuration(ANSWER)
                    .topologyRefreshPeriod(Duration.ofSeconds(10))
                    .build();
        }
        if (settings.master().isPresent()) {
            return RedisSentinelClient.builder()
                    .masterName(settings.master().get())
                    .sentinels(servers)
                    .sentinelClientConfig(
                            config(settings.sentinelUser(), settings.sentinelPassword()).build())
                    .clientConfig(config)
                    .poolConfig(pool())
                    .build();
        }
        return RedisClient.builder()
                .hostAndPort(servers.iterator().next())
                .clientConfig(config)
                .poolConfig(pool())
                .build();
    }

    DefaultJedisClientConfig.Builder config(Optional<String> user, Optional<Secret> password) {
        DefaultJedisClientConfig.Builder config =
                DefaultJedisClientConfig.builder()
                        // A version-2 conversation needs fewer rights, and works through proxies.
                        .resp2()
                        .clientName("errand")
                        .connectionTimeoutMillis((int) CONNECT.toMillis())
                        .socketTimeoutMillis((int) ANSWER.toMillis());
        user.ifPresent(config::user);
        password.map(Secret::reveal).ifPresent(config::password);
        tls.ifPresent(config::sslOptions);
        return config;
    }

    private ConnectionPoolConfig pool() {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        // For the workers and as many lines, and two more: the heartbeat and the listener.
        pool.setMaxTotal(2 * settings.connections() + 2);
        pool.setMaxIdle(2 * settings.connections() + 2);
        pool.setMaxWait(ANSWER);
        // The heartbeat finds dead connections; the pool's own way is a thread per class loader.
        pool.setTimeBetweenEvictionRuns(Duration.ofMillis(-1));
        pool.setTestWhileIdle(false);
        pool.setJmxEnabled(false);
        return pool;
    }

    /**
     * With the certificate verified, and that it is the server's: the driver's default is that too,
     * but it may change.
     */
    private static SslOptions trust(Optional<Path> caFile) {
        SslOptions.Builder options = SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL);
        if (caFile.isPresent()) {
            byte[] trusted = trustStore(caFile.get());
            options.trustStoreType("PKCS12")
                    .truststore(() -> new ByteArrayInputStream(trusted), PASSWORD.clone());
        }
        return options.build();
    }

    /** What the driver wants, made from what operators have. */
    private static byte[] trustStore(Path caFile) {
        try (InputStream in = Files.newInputStream(caFile)) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("ca-" + number++, certificate);
            }
            if (number == 0) {
                throw new StorageException("There is no certificate in ca-file '" + caFile + "'");
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            trusted.store(out, PASSWORD.clone());
            return out.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new StorageException(
                    "The certificates in ca-file '"
                            + caFile
                            + "' cannot be read: "
                            + e
                            + ". It holds certificates in PEM",
                    e);
        }
    }
}
