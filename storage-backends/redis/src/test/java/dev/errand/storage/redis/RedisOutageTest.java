package dev.errand.storage.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.errand.storage.contract.ContractContext;
import dev.errand.storage.contract.SettableClock;
import dev.errand.storage.spi.Change;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Watch;
import dev.errand.storage.spi.Write;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import redis.clients.jedis.Jedis;

/**
 * Redis goes away in every way there is, under load; nobody waits long, and nobody restarts the
 * bot.
 */
@Execution(ExecutionMode.CONCURRENT) // each waits most of its time, for a Redis of its own
class RedisOutageTest {

    private static final Namespace NAMESPACE = Namespace.of("plugin", "demo", "items");
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LONGER_THAN_A_CALL = Duration.ofMillis(2_100);

    /** More by {@code -Derrand.outage.rounds=3}, as {@code -Plong} has it. */
    private static final int ROUNDS = Integer.getInteger("errand.outage.rounds", 2);

    @TempDir private Path folder;

    private ContractContext context;
    private RedisProcess redis;

    @BeforeEach
    void makeContext() {
        context = new ContractContext(folder, new SettableClock());
        redis = RedisProcess.notStarted(folder, "--appendonly", "yes", "--appendfsync", "always");
    }

    @AfterEach
    void end() {
        redis.close();
        context.close();
    }

    @Test
    void aRedisThatIsDownAtTheStartIsServedFromWhenItComes() {
        long start = System.nanoTime();
        try (Storage storage = open()) {
            assertThat(elapsed(start)).isLessThan(Duration.ofSeconds(2));
            assertThat(storage.health().up()).isFalse();
            assertThatThrownBy(() -> storage.get(NAMESPACE, "k"))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContainingAll(
                            "127.0.0.1:" + redis.port(), "connection was refused", "by itself");
            List<Change> told = new CopyOnWriteArrayList<>();
            Watch watch = storage.watch(NAMESPACE, told::add);

            redis.start();
            await().atMost(SOON).until(() -> storage.health().up());
            // the watch comes back by itself too, a moment before or after the first write
            await().atMost(SOON)
                    .until(() -> {
                        put(storage, "k");
                        return !told.isEmpty();
                    });
            watch.close();
        }
    }

    @Test
    void aPausedRedisCostsEachCallTwoSecondsAtMost() {
        redis.start();
        outage("paused", redis::pause, redis::goOn, "did not answer in time");
    }

    @Test
    void aStoppedRedisCostsEachCallTwoSecondsAtMost() {
        redis.start();
        outage("stopped", redis::stop, redis::start, "connection was refused");
    }

    @Test
    void aKilledRedisLosesNothingThatWasAcknowledged() {
        redis.start();
        outage("killed", redis::kill, redis::start, "connection was refused");
    }

    /**
     * Under load, {@value #ROUNDS} times over; what a thread was told is written must be there at
     * the end. One outage is longer than any call may take, and the others are short.
     */
    private void outage(String what, Runnable away, Runnable back, String message) {
        try (Storage storage = open();
                Load load = Load.start(storage, NAMESPACE, 8)) {
            for (int round = 0; round < ROUNDS; round++) {
                await().atMost(SOON).until(load::isServed);
                away.run();
                await().atMost(SOON).until(load::fails);
                if (round == 0) {
                    await().during(LONGER_THAN_A_CALL).atMost(SOON).until(() -> true);
                }
                back.run();
                await().atMost(SOON).until(load::isServed);
            }
            load.end();
            System.out.println("Redis " + what + " " + ROUNDS + " times: " + load);
            assertThat(load.slowest()).isLessThan(Duration.ofSeconds(2));
            assertThat(load.messages()).anyMatch(said -> said.contains(message));
            assertThat(load.messages()).allMatch(said -> said.contains("Redis at 127.0.0.1"));
            assertThat(load.missing(storage)).isEmpty();
        }
    }

    @Test
    void slowRepliesCostEachCallTwoSecondsAtMost() throws Exception {
        redis.start();
        try (Storage storage = open();
                Load load = Load.start(storage, NAMESPACE, 8)) {
            await().atMost(SOON).until(load::isServed);
            Thread sleeper =
                    Thread.ofVirtual()
                            .start(() -> {
                                try (Jedis jedis = new Jedis("127.0.0.1", redis.port(), 10_000)) {
                                    jedis.sendCommand(() -> "DEBUG".getBytes(UTF_8), "SLEEP", "3");
                                }
                            });
            await().atMost(SOON).until(load::fails);
            sleeper.join();
            await().atMost(SOON).until(load::isServed);
            load.end();
            System.out.println("3 s of sleep: " + load);
            assertThat(load.slowest()).isLessThan(Duration.ofSeconds(2));
            assertThat(load.missing(storage)).isEmpty();
        }
    }

    @Test
    void aRedisThatIsFullSaysSoAndGoesOnWhenThereIsRoom() {
        redis.start();
        try (Jedis jedis = new Jedis("127.0.0.1", redis.port());
                Storage storage = open()) {
            jedis.configSet("maxmemory", "3mb");
            int written = 0;
            String refusal = "";
            while (refusal.isEmpty()) {
                try {
                    storage.put(NAMESPACE, Write.of("k" + written, new byte[10_000]));
                    written++;
                } catch (StorageException e) {
                    refusal = e.getMessage();
                }
            }
            assertThat(refusal).contains("is full", "maxmemory");
            assertThat(written).isPositive();
            assertThat(storage.count(NAMESPACE, "")).isEqualTo(written);
            assertThat(storage.get(NAMESPACE, "k0")).isPresent();
            assertThat(storage.get(NAMESPACE, "k" + written)).isEmpty();

            for (int i = 0; i < written / 2; i++) {
                assertThat(storage.remove(NAMESPACE, "k" + i)).isTrue();
            }
            await().atMost(SOON).ignoreExceptions().until(() -> put(storage, "again"));
        }
    }

    @Test
    void aPasswordSetWhileTheBotRunsIsAskedForInPlainWords() {
        redis.start();
        try (Storage storage = open();
                Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            put(storage, "k");
            jedis.configSet("requirepass", "hunter2");
            jedis.auth("hunter2");
            redis.kill();
            redis =
                    RedisProcess.start(
                            folder,
                            redis.port(),
                            "--requirepass",
                            "hunter2",
                            "--appendonly",
                            "yes");

            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThatThrownBy(() -> storage.get(NAMESPACE, "k"))
                                    .isInstanceOf(StorageException.class)
                                    .hasMessageContaining("wants a password")
                                    .hasMessageNotContaining("hunter2"));
        }
    }

    @Test
    void aUserWithoutTheRightsIsToldWhichItNeeds() {
        redis.start();
        try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            jedis.aclSetUser("reader", "on", ">pass-word", "~errand-test:*", "+@read", "+ping");
        }
        try (Storage storage =
                new RedisStorageFactory()
                        .open(Settings.as(redis.address(), "reader", "pass-word"), context)) {
            assertThatThrownBy(() -> put(storage, "k"))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContainingAll("does not let this user", "~PREFIX:*", "&PREFIX:*");
        }
    }

    @Test
    void aWatcherIsToldThatItMayHaveMissedSomething() {
        redis.start();
        List<Change> told = new CopyOnWriteArrayList<>();
        try (Storage storage = open();
                Watch _ = storage.watch(NAMESPACE, told::add)) {
            redis.kill();
            redis.start();
            await().atMost(SOON).until(() -> told.contains(new Change.Unknown()));
            await().atMost(SOON).ignoreExceptions().until(() -> put(storage, "after"));
            await().atMost(SOON).until(() -> told.contains(new Change.Key("after")));
        }
    }

    private Storage open() {
        return new RedisStorageFactory().open(Settings.at(redis.address()), context);
    }

    private static boolean put(Storage storage, String key) {
        return storage.put(NAMESPACE, Write.of(key, key.getBytes(UTF_8))) > 0;
    }

    private static Duration elapsed(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
