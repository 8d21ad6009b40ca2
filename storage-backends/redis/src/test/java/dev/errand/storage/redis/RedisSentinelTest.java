package dev.errand.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.storage.contract.ContractContext;
import dev.errand.storage.contract.SettableClock;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.Write;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** A master dies, the sentinels name another, and the bot goes on with that one. */
class RedisSentinelTest {

    private static final Namespace NAMESPACE = Namespace.of("plugin", "demo", "items");

    @TempDir private Path folder;

    private final List<RedisProcess> processes = new ArrayList<>();
    private final List<RedisSettings.Address> sentinels = new ArrayList<>();
    private RedisProcess master;
    private RedisProcess replica;

    @BeforeEach
    void startAll() throws IOException {
        master = started(RedisProcess.start(own("master")));
        replica =
                started(
                        RedisProcess.start(
                                own("replica"),
                                "--replicaof",
                                "127.0.0.1",
                                Integer.toString(master.port())));
        for (int i = 0; i < 3; i++) {
            int port = RedisProcess.freePort();
            Path config = own("sentinel-" + i).resolve("sentinel.conf");
            Files.writeString(
                    config,
                    """
                    port %d
                    bind 127.0.0.1
                    sentinel monitor errand 127.0.0.1 %d 2
                    sentinel down-after-milliseconds errand 1000
                    sentinel failover-timeout errand 5000
                    """
                            .formatted(port, master.port()));
            RedisProcess sentinel =
                    started(RedisProcess.start(folder, port, config.toString(), "--sentinel"));
            sentinels.add(sentinel.address());
        }
        await().atMost(Duration.ofSeconds(30)).until(this::everybodyKnowsEverybody);
    }

    private boolean everybodyKnowsEverybody() {
        for (RedisSettings.Address sentinel : sentinels) {
            try (Jedis jedis = new Jedis(sentinel.host(), sentinel.port())) {
                var known = jedis.sentinelMaster("errand");
                if (!"2".equals(known.get("num-other-sentinels"))
                        || !"1".equals(known.get("num-slaves"))) {
                    return false;
                }
            }
        }
        try (Jedis jedis = new Jedis("127.0.0.1", replica.port())) {
            return jedis.info("replication").contains("master_link_status:up");
        }
    }

    private Path own(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    private RedisProcess started(RedisProcess process) {
        processes.add(process);
        return process;
    }

    @AfterEach
    void stopAll() {
        processes.reversed().forEach(RedisProcess::close);
    }

    @Test
    void aFailoverIsOverWithoutARestart() {
        RedisSettings settings =
                new RedisSettings(
                        sentinels,
                        Optional.of("errand"),
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
        try (ContractContext context = new ContractContext(folder, new SettableClock());
                Storage storage = new RedisStorageFactory().open(settings, context)) {
            storage.put(NAMESPACE, Write.of("before", new byte[] {1}));
            try (Jedis jedis = new Jedis("127.0.0.1", master.port())) {
                assertThat(jedis.waitReplicas(1, 5_000)).isOne();
            }
            try (Load load = Load.start(storage, NAMESPACE, 4)) {
                await().atMost(Duration.ofSeconds(5)).until(load::isServed);
                long killed = System.nanoTime();
                master.kill();
                await().atMost(Duration.ofSeconds(5)).until(load::fails);
                await().atMost(Duration.ofSeconds(30)).until(load::isServed);
                long away = System.nanoTime() - killed;
                load.end();
                System.out.println(
                        "failover by Sentinel: away for "
                                + Duration.ofNanos(away).toMillis()
                                + " ms; "
                                + load
                                + "; lost, as replicas follow behind: "
                                + load.missing(storage).size());
                assertThat(load.slowest()).isLessThan(Duration.ofSeconds(2));
            }
            assertThat(storage.get(NAMESPACE, "before")).isPresent();
        }
    }
}
