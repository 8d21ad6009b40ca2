package dev.errand.storage.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Step;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Write;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** The contract against a Redis Cluster of three nodes. */
class RedisClusterTest extends RedisContract {

    private static final int SLOTS = 16_384;

    @TempDir private static Path folder;

    private static final List<RedisProcess> NODES = new ArrayList<>();

    @BeforeAll
    static void startCluster() throws IOException {
        for (int node = 0; node < 3; node++) {
            Path own = Files.createDirectory(folder.resolve("node-" + node));
            NODES.add(
                    RedisProcess.start(
                            own,
                            RedisProcess.freePort(),
                            "--cluster-enabled",
                            "yes",
                            "--cluster-node-timeout",
                            "2000"));
        }
        for (int node = 0; node < 3; node++) {
            try (Jedis redis = new Jedis("127.0.0.1", NODES.get(node).port())) {
                redis.clusterAddSlots(
                        IntStream.range(SLOTS * node / 3, SLOTS * (node + 1) / 3).toArray());
                redis.clusterMeet("127.0.0.1", NODES.getFirst().port());
            }
        }
        for (RedisProcess node : NODES) {
            try (Jedis redis = new Jedis("127.0.0.1", node.port())) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> redis.clusterInfo().contains("cluster_state:ok"));
            }
        }
    }

    @AfterAll
    static void stopCluster() {
        NODES.forEach(RedisProcess::close);
    }

    @Override
    RedisSettings settings() {
        RedisSettings single = Settings.at(NODES.getFirst().address());
        return new RedisSettings(
                single.servers(),
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                0,
                single.prefix(),
                8);
    }

    @Test
    void keysOnDifferentNodesAreNotWrittenTogetherAndTheReasonIsClear() {
        Namespace left = Namespace.of("plugin", "demo", "left");
        Namespace right = Namespace.of("plugin", "demo", "right");

        assertThatThrownBy(() -> storage().writeTogether(List.of(put(left), put(right))))
                .isInstanceOf(StorageException.class)
                .hasMessageContainingAll(
                        "plugin/demo/left",
                        "plugin/demo/right",
                        "different nodes",
                        "one namespace");
        assertThat(storage().get(left, "k")).isEmpty();
        assertThat(storage().writeTogether(List.of(put(left)))).isTrue();
    }

    private static Step put(Namespace namespace) {
        return new Step.Put(namespace, Write.of("k", "one".getBytes(UTF_8)), OptionalLong.empty());
    }
}
