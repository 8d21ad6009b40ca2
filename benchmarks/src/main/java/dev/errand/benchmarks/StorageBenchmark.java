package dev.errand.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.h2.jdbc.JdbcConnection;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.RedisClient;

/**
 * A storage against its driver used directly, for the same work: values of 200 bytes under 1,000
 * keys. Redis is at {@code ERRAND_TEST_REDIS}, {@code host:port}; H2 makes its own file.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class StorageBenchmark {

    private static final Namespace NAMESPACE = Namespace.of("plugin", "bench", "items");
    private static final byte[] VALUE = "v".repeat(200).getBytes(UTF_8);
    private static final int KEYS = 1_000;

    /** Which of the four is measured. */
    @Param({"h2", "h2-jdbc", "redis", "redis-jedis"})
    public String engine;

    private Use use;

    /** What is measured. */
    private interface Use extends AutoCloseable {
        byte[] get(String key) throws SQLException;

        void put(String key, byte[] value) throws SQLException;

        @Override
        void close() throws SQLException;
    }

    /** Opens it and fills it. */
    @Setup(Level.Trial)
    public void open() throws IOException, SQLException {
        Path folder = Files.createTempDirectory("errand-bench");
        ContractContext context = new ContractContext(folder, new SettableClock());
        use =
                switch (engine) {
                    case "h2" ->
                            stored(
                                    new H2StorageFactory()
                                            .open(new H2Settings("bench", 8), context));
                    case "redis" -> stored(new RedisStorageFactory().open(settings(), context));
                    case "h2-jdbc" -> new Jdbc(folder);
                    default -> direct(settings().servers().getFirst());
                };
        for (int i = 0; i < KEYS; i++) {
            use.put("key-" + i, VALUE);
        }
    }

    private static RedisSettings settings() {
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

    private static Use stored(Storage storage) {
        return new Use() {
            @Override
            public byte[] get(String key) {
                return storage.get(NAMESPACE, key).orElseThrow().value();
            }

            @Override
            public void put(String key, byte[] value) {
                storage.put(NAMESPACE, Write.of(key, value));
            }

            @Override
            public void close() {
                storage.close();
            }
        };
    }

    private static Use direct(RedisSettings.Address address) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(16);
        pool.setMaxIdle(16);
        RedisClient redis =
                RedisClient.builder()
                        .hostAndPort(address.host(), address.port())
                        .poolConfig(pool)
                        .build();
        return new Use() {
            @Override
            public byte[] get(String key) {
                return redis.get(("direct:" + key).getBytes(UTF_8));
            }

            @Override
            public void put(String key, byte[] value) {
                redis.set(("direct:" + key).getBytes(UTF_8), value);
            }

            @Override
            public void close() {
                redis.close();
            }
        };
    }

    /** The same table and options, a connection for each thread. */
    private static final class Jdbc implements Use {

        private final String url;
        private final Connection first;
        private final ThreadLocal<PreparedStatement[]> statements;

        Jdbc(Path folder) throws SQLException {
            url =
                    "jdbc:h2:"
                            + folder.resolve("direct")
                            + ";WRITE_DELAY=0;RETENTION_TIME=2000;CACHE_SIZE=8192";
            first = connect();
            try (var statement = first.createStatement()) {
                statement.execute(
                        "CREATE TABLE entry (namespace VARCHAR(200), name VARBINARY(1024), content VARBINARY,"
                                + " version BIGINT, expires BIGINT, PRIMARY KEY (namespace, name))");
            }
            statements = ThreadLocal.withInitial(this::prepared);
        }

        private Connection connect() throws SQLException {
            return new JdbcConnection(url, new Properties(), "", "", false);
        }

        private PreparedStatement[] prepared() {
            try {
                Connection connection = connect();
                return new PreparedStatement[] {
                    connection.prepareStatement(
                            "SELECT content, version, expires FROM entry WHERE namespace = ? AND name = ?"),
                    connection.prepareStatement(
                            "MERGE INTO entry (content, namespace, name) KEY (namespace, name) VALUES (?, ?, ?)")
                };
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public byte[] get(String key) throws SQLException {
            PreparedStatement select = statements.get()[0];
            select.setString(1, NAMESPACE.path());
            select.setBytes(2, key.getBytes(UTF_8));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        }

        @Override
        public void put(String key, byte[] value) throws SQLException {
            PreparedStatement merge = statements.get()[1];
            merge.setBytes(1, value);
            merge.setString(2, NAMESPACE.path());
            merge.setBytes(3, key.getBytes(UTF_8));
            merge.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            first.close();
        }
    }

    /** Reads one value. */
    @Benchmark
    public byte[] get() throws SQLException {
        return use.get(key());
    }

    /** Writes one value, durably as far as the engine is set to. */
    @Benchmark
    public void put() throws SQLException {
        use.put(key(), VALUE);
    }

    private static String key() {
        return "key-" + ThreadLocalRandom.current().nextInt(KEYS);
    }

    /** Closes it. */
    @TearDown(Level.Trial)
    public void close() throws SQLException {
        use.close();
    }
}
