package dev.errand.storage.redis;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;

/** A real Redis Cluster: each node a process of its own. */
final class RedisNodes implements AutoCloseable {

    private static final int SLOTS = 16_384;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final List<RedisProcess> masters = new ArrayList<>();
    private final List<RedisProcess> replicas = new ArrayList<>();

    private RedisNodes(Path folder) {
        this.folder = folder;
    }

    static RedisNodes start(Path folder, int masters) throws IOException {
        RedisNodes nodes = new RedisNodes(folder);
        for (int i = 0; i < masters; i++) {
            nodes.masters.add(nodes.node("master-" + i));
        }
        for (int i = 0; i < masters; i++) {
            try (Jedis redis = jedis(nodes.masters.get(i))) {
                redis.clusterAddSlots(
                        IntStream.range(SLOTS * i / masters, SLOTS * (i + 1) / masters).toArray());
                redis.clusterMeet("127.0.0.1", nodes.masters.getFirst().port());
            }
        }
        nodes.masters.forEach(RedisNodes::awaitState);
        return nodes;
    }

    private RedisProcess node(String name) throws IOException {
        return RedisProcess.start(
                Files.createDirectory(folder.resolve(name)),
                RedisProcess.freePort(),
                "--cluster-enabled",
                "yes",
                "--cluster-node-timeout",
                "2000");
    }

    /** A replica for each master, which follows it when this returns. */
    void addReplicas() throws IOException {
        for (int i = 0; i < masters.size(); i++) {
            RedisProcess replica = node("replica-" + i);
            replicas.add(replica);
            try (Jedis redis = jedis(replica);
                    Jedis master = jedis(masters.get(i))) {
                String id = master.clusterMyId();
                redis.clusterMeet("127.0.0.1", masters.get(i).port());
                await().atMost(PATIENCE).until(() -> redis.clusterNodes().contains(id));
                redis.clusterReplicate(id);
                await().atMost(PATIENCE)
                        .until(() ->
                                redis.info("replication").contains("master_link_status:up")
                                        && knowsAllMasters(redis));
            }
            awaitState(replica);
        }
    }

    private boolean knowsAllMasters(Jedis redis) {
        String nodes = redis.clusterNodes();
        return masters.stream().allMatch(master -> nodes.contains(":" + master.port() + "@"));
    }

    private static void awaitState(RedisProcess node) {
        try (Jedis redis = jedis(node)) {
            await().atMost(PATIENCE).until(() -> redis.clusterInfo().contains("cluster_state:ok"));
        }
    }

    private static Jedis jedis(RedisProcess node) {
        return new Jedis("127.0.0.1", node.port());
    }

    List<RedisProcess> masters() {
        return masters;
    }

    List<RedisProcess> replicas() {
        return replicas;
    }

    @Override
    public void close() {
        masters.forEach(RedisProcess::close);
        replicas.forEach(RedisProcess::close);
    }
}
