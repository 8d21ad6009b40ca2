package dev.errand.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.storage.contract.ContractContext;
import dev.errand.storage.contract.SettableClock;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.Write;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * A master of a cluster dies, its replica takes over, and the bot goes on with that one. By {@code
 * -Plong}: six processes that have to find each other.
 */
@EnabledIfSystemProperty(named = "errand.cluster.failover", matches = "true")
class RedisClusterFailoverTest {

    private static final Namespace NAMESPACE = Namespace.of("plugin", "demo", "items");

    /** Where the prefix of the tests and this namespace are, among three masters. */
    private static final int MASTER =
            JedisClusterCRC16.getSlot("errand-test:{" + NAMESPACE + "}:index") * 3 / 16_384;

    @TempDir private Path folder;

    private RedisNodes cluster;

    @BeforeEach
    void startCluster() throws Exception {
        cluster = RedisNodes.start(Files.createDirectory(folder.resolve("nodes")), 3);
        cluster.addReplicas();
    }

    @AfterEach
    void stopCluster() {
        cluster.close();
    }

    @Test
    void aFailoverIsOverWithoutARestart() throws Exception {
        RedisProcess master = cluster.masters().get(MASTER);
        // The node that the bot was told of is another one: it has to find this one's replica.
        RedisSettings settings =
                Settings.cluster(cluster.masters().get((MASTER + 1) % 3).address());
        try (ContractContext context = new ContractContext(folder, new SettableClock());
                Storage storage = new RedisStorageFactory().open(settings, context)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> storage.health().up());
            for (int i = 0; i < 200; i++) {
                storage.put(NAMESPACE, Write.of("before-" + i, new byte[] {1}));
            }
            try (Jedis jedis = new Jedis("127.0.0.1", master.port())) {
                assertThat(jedis.waitReplicas(1, 5_000)).isOne();
            }
            try (Load load = Load.start(storage, NAMESPACE, 4)) {
                await().atMost(Duration.ofSeconds(10)).until(load::isServed);
                long killed = System.nanoTime();
                master.kill();
                await().atMost(Duration.ofSeconds(10)).until(load::fails);
                await().atMost(Duration.ofSeconds(30)).until(load::isServed);
                long away = System.nanoTime() - killed;
                load.end();
                List<String> lost = load.missing(storage);
                System.out.printf(
                        "failover in a cluster: away for %d ms; %s; lost, as replicas follow behind: %d%n",
                        Duration.ofNanos(away).toMillis(), load, lost.size());
                // A replica follows within milliseconds; what it had not yet is what may be lost.
                assertThat(lost.size()).isLessThan(100);
                assertThat(load.slowest()).isLessThan(Duration.ofMillis(2_500));
            }
            for (int i = 0; i < 200; i++) {
                assertThat(storage.get(NAMESPACE, "before-" + i)).as("before-%d", i).isPresent();
            }
            assertThat(storage.health().up()).isTrue();
        }
    }
}
