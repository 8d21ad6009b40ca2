package dev.errand.storage.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Step;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Write;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract against a Redis Cluster of three nodes. */
class RedisClusterTest extends RedisContract {

    @TempDir private static Path folder;

    private static RedisNodes cluster;

    @BeforeAll
    static void startCluster() throws IOException {
        cluster = RedisNodes.start(folder, 3);
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @Override
    RedisSettings settings() {
        return Settings.cluster(cluster.masters().getFirst().address());
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
