package dev.errand.storage.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.errand.storage.contract.ContractContext;
import dev.errand.storage.contract.SettableClock;
import dev.errand.storage.spi.Change;
import dev.errand.storage.spi.Entry;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Page;
import dev.errand.storage.spi.Query;
import dev.errand.storage.spi.Step;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Watch;
import dev.errand.storage.spi.Write;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** Several bots on one Redis, and one Redis with much in it. */
class RedisSharedTest {

    private static final Namespace NAMESPACE = Namespace.of("plugin", "demo", "items");
    private static final int KEYS = Integer.getInteger("errand.keys", 30_000);

    @TempDir private static Path folder;

    private static RedisProcess redis;

    private ContractContext context;

    @BeforeAll
    static void startRedis() {
        redis = RedisProcess.start(folder);
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void empty() {
        context = new ContractContext(folder, new SettableClock());
        try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            jedis.flushAll();
        }
    }

    @AfterEach
    void end() {
        context.close();
    }

    /** A bot in a process of its own, which adds one as often as it is told to. */
    static final class Adder {

        private Adder() {}

        public static void main(String[] args) throws Exception {
            ContractContext context = new ContractContext(Path.of(args[0]), new SettableClock());
            RedisSettings.Address address = RedisSettings.Address.parse(args[1]);
            try (Storage storage = new RedisStorageFactory().open(Settings.at(address), context);
                    ExecutorService threads = Executors.newFixedThreadPool(8)) {
                // A process that has just begun may miss the first two seconds on a busy machine.
                await().atMost(Duration.ofSeconds(30)).until(() -> storage.health().up());
                for (int i = 0; i < Integer.parseInt(args[2]); i++) {
                    threads.execute(() -> add(storage));
                }
                threads.shutdown();
                System.out.println(threads.awaitTermination(60, TimeUnit.SECONDS));
            }
        }

        private static void add(Storage storage) {
            OptionalLong written;
            do {
                Optional<Entry> entry = storage.get(NAMESPACE, "counter");
                long before =
                        entry.map(e -> Long.parseLong(new String(e.value(), UTF_8))).orElse(0L);
                written =
                        storage.compareAndSet(
                                NAMESPACE,
                                Write.of("counter", Long.toString(before + 1).getBytes(UTF_8)),
                                entry.map(Entry::version).orElse(Storage.ABSENT));
            } while (written.isEmpty());
        }
    }

    @Test
    void fiveHundredIncrementsFromTwoProcessesMakeFiveHundred() throws Exception {
        List<Process> bots = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            bots.add(
                    new ProcessBuilder(
                                    ProcessHandle.current().info().command().orElse("java"),
                                    "-cp",
                                    System.getProperty(
                                            "surefire.test.class.path",
                                            System.getProperty("java.class.path")),
                                    Adder.class.getName(),
                                    folder.toString(),
                                    redis.address().toString(),
                                    "250")
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
        }
        for (Process bot : bots) {
            // What a bot on a busy machine says about a slow start comes before it.
            assertThat(bot.inputReader().lines().anyMatch("true"::equals)).isTrue();
            assertThat(bot.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }

        try (Storage storage = open()) {
            assertThat(new String(storage.get(NAMESPACE, "counter").orElseThrow().value(), UTF_8))
                    .isEqualTo("500");
        }
    }

    @Test
    void twoBotsSeeEachOthersWritesAndAreToldOfThem() {
        List<Change> told = new CopyOnWriteArrayList<>();
        try (Storage one = open();
                Storage two = open();
                Watch _ = two.watch(NAMESPACE, told::add)) {
            long version = one.put(NAMESPACE, Write.of("k", "one".getBytes(UTF_8)));
            assertThat(two.get(NAMESPACE, "k").orElseThrow().version()).isEqualTo(version);
            await().until(() -> told.equals(List.of(new Change.Key("k"))));

            assertThat(two.compareAndRemove(NAMESPACE, "k", version)).isTrue();
            assertThat(one.get(NAMESPACE, "k")).isEmpty();
            assertThat(one.namespaces()).isEmpty();
        }
    }

    @Test
    void whatSomebodyElseWroteThereIsToldAndHarmsNoOtherKey() {
        try (Storage storage = open();
                Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            storage.put(NAMESPACE, Write.of("good", new byte[] {1}));
            jedis.set("errand-test:{" + NAMESPACE + "}:v:bad", "not ours");

            assertThatThrownBy(() -> storage.get(NAMESPACE, "bad"))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContainingAll("'bad'", "not written by Errand");
            assertThat(storage.get(NAMESPACE, "good")).isPresent();
        }
    }

    @Test
    void valuesThatEndedLeaveNothingBehind() {
        try (Storage storage = open();
                Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            for (int i = 0; i < 1_000; i++) {
                storage.put(
                        NAMESPACE,
                        new Write(
                                "k" + i,
                                new byte[10],
                                Optional.of(context.clock().instant().plusSeconds(10))));
            }
            context.clock().advance(Duration.ofSeconds(10));

            assertThat(storage.count(NAMESPACE, "")).isZero();
            // What is left: the namespace's last version, and its name.
            assertThat(jedis.dbSize()).isEqualTo(2);
        }
    }

    @Test
    void manyKeysAreListedWithoutHoldingUpAnybodyElse() throws Exception {
        try (Storage storage = open();
                Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            fill(storage);
            AtomicBoolean listed = new AtomicBoolean();
            AtomicLong slowest = new AtomicLong();
            Thread other =
                    Thread.ofPlatform()
                            .start(() -> {
                                while (!listed.get()) {
                                    long start = System.nanoTime();
                                    jedis.ping();
                                    slowest.accumulateAndGet(System.nanoTime() - start, Math::max);
                                }
                            });
            long start = System.nanoTime();
            int found = 0;
            Optional<String> last = Optional.empty();
            Page page;
            do {
                page = storage.list(NAMESPACE, new Query("key-", last, 1_000));
                found += page.keys().size();
                last = Optional.of(page.keys().getLast());
            } while (page.more());
            long took = System.nanoTime() - start;
            listed.set(true);
            other.join();
            System.out.printf(
                    "%d keys listed in %d ms; the slowest PING of another client meanwhile took %d ms; counted in %s%n",
                    found, took / 1_000_000, slowest.get() / 1_000_000, counted(storage));
            assertThat(found).isEqualTo(KEYS);
            assertThat(slowest.get()).isLessThan(Duration.ofMillis(500).toNanos());
        }
    }

    private static Duration counted(Storage storage) {
        long start = System.nanoTime();
        assertThat(storage.count(NAMESPACE, "key-")).isEqualTo(KEYS);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void fill(Storage storage) {
        for (int i = 0; i < KEYS; i += 500) {
            List<Step> steps = new ArrayList<>();
            for (int j = i; j < i + 500; j++) {
                steps.add(
                        new Step.Put(
                                NAMESPACE,
                                Write.of("key-%08d".formatted(j), new byte[20]),
                                OptionalLong.empty()));
            }
            assertThat(storage.writeTogether(steps)).isTrue();
        }
    }

    private Storage open() {
        return new RedisStorageFactory().open(Settings.at(redis.address()), context);
    }
}
