package dev.errand.storage.h2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.storage.contract.ContractContext;
import dev.errand.storage.contract.SettableClock;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Step;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Write;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H2 runs on the threads of its callers, who are not to be trusted with it. */
class H2CallersTest {

    private static final Namespace NAMESPACE = Namespace.of("plugin", "demo", "items");
    private static final Duration LOAD = Duration.ofMillis(800);

    @TempDir private Path folder;

    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private ContractContext context;

    @BeforeEach
    void makeContext() {
        context = new ContractContext(folder, new SettableClock());
    }

    @AfterEach
    void endThreads() {
        context.close();
    }

    @Test
    void interruptsAtAnyMomentHarmNeitherTheCallNorTheFile() throws Exception {
        AtomicInteger interrupted = new AtomicInteger();
        try (Storage storage = open()) {
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                String prefix = "caller-" + i + "-";
                Runnable work = () -> interrupted.addAndGet(putAndGet(storage, prefix));
                callers.add(
                        i % 2 == 0
                                ? Thread.ofPlatform().start(work)
                                : Thread.ofVirtual().start(work));
            }
            long end = System.nanoTime() + LOAD.toNanos();
            while (System.nanoTime() < end) {
                callers.forEach(Thread::interrupt);
                Thread.onSpinWait();
            }
            over.set(true);
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(failures).isEmpty();
            assertThat(interrupted.get()).isPositive();
            assertThat(storage.health().up()).isTrue();
        }
        checkAcknowledged();
    }

    @Test
    void aStackThatOverflowsInsideHarmsNobodyElse() throws Exception {
        AtomicInteger overflows = new AtomicInteger();
        try (Storage storage = open()) {
            Thread bystander = Thread.ofPlatform().start(() -> putAndGet(storage, "bystander-"));
            Thread deep = new Thread(null, () -> sink(storage, overflows), "deep", 512 << 10);
            deep.start();
            deep.join();
            over.set(true);
            bystander.join();

            assertThat(overflows.get()).isPositive();
            assertThat(failures)
                    .allSatisfy(
                            failure -> assertThat(failure).isInstanceOf(StorageException.class));
            assertThat(storage.put(NAMESPACE, Write.of("after", new byte[] {1}))).isPositive();
            assertThat(storage.health().up()).isTrue();
        }
        checkAcknowledged();
    }

    @Test
    void aWriteThatFailsTakesNoOtherWithIt() throws Exception {
        DatabaseFile file = new DatabaseFile(folder, "errand");
        try (Storage storage = open();
                Connection connection = file.connect(false)) {
            Journal journal = new Journal(file, 0, context);
            journal.restart(0);
            Connections connections = new Connections(file, journal, connection);
            Writer writer = new Writer(connections, Duration.ofSeconds(10), journal);
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            List<Thread> callers = new ArrayList<>();
            callers.add(
                    caller(() ->
                            writer.write(table -> {
                                begun.countDown();
                                Calm.awaits(goOn::await, Duration.ofSeconds(10).toNanos());
                                return true;
                            })));
            begun.await();
            for (int i = 0; i < 20; i++) {
                Write write = Write.of("k" + i, new byte[] {1});
                boolean bad = i % 5 == 2;
                callers.add(
                        caller(() ->
                                writer.write(table -> {
                                    table.put(NAMESPACE, write, 7);
                                    if (bad) {
                                        throw new IllegalStateException("bad");
                                    }
                                    acknowledged.add(write.key());
                                    return true;
                                })));
            }
            goOn.countDown();
            for (Thread caller : callers) {
                caller.join();
            }

            assertThat(failures).hasSize(4).allMatch(StorageException.class::isInstance);
            assertThat(storage.count(NAMESPACE, "")).isEqualTo(16);
            assertThat(storage.get(NAMESPACE, "k2")).isEmpty();
        }
        checkAcknowledged();
    }

    @Test
    void severalKeysThatDoNotGoTogetherLeaveTheOthersOfTheirTransactionAlone() throws Exception {
        try (Storage storage = open()) {
            storage.put(NAMESPACE, Write.of("there", new byte[] {1}));
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String prefix = "k" + i;
                boolean refused = i % 2 == 0;
                callers.add(
                        caller(() -> {
                            for (int n = 0; n < 20; n++) {
                                String key = prefix + "-" + n;
                                boolean written =
                                        storage.writeTogether(
                                                List.of(
                                                        put(key, OptionalLong.empty()),
                                                        put(
                                                                refused ? "there" : key + "-too",
                                                                OptionalLong.of(Storage.ABSENT))));
                                assertThat(written).isEqualTo(!refused);
                            }
                            return true;
                        }));
            }
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(failures).isEmpty();
            assertThat(storage.count(NAMESPACE, "")).isEqualTo(1 + 4 * 20 * 2);
        }
    }

    /** What a caller does. */
    private interface Call {
        Object call() throws Exception;
    }

    private Thread caller(Call call) {
        return Thread.ofPlatform()
                .start(() -> {
                    try {
                        call.call();
                    } catch (Exception | AssertionError e) {
                        failures.add(e);
                    }
                });
    }

    private static Step put(String key, OptionalLong expected) {
        return new Step.Put(NAMESPACE, Write.of(key, new byte[] {1}), expected);
    }

    /** Gives how often an interrupt was still set after a call. */
    private int putAndGet(Storage storage, String prefix) {
        int interrupted = 0;
        for (int i = 0; !over.get(); i++) {
            String key = prefix + i;
            try {
                storage.put(NAMESPACE, Write.of(key, key.getBytes(UTF_8)));
                acknowledged.add(key);
                assertThat(storage.get(NAMESPACE, key)).isPresent();
            } catch (RuntimeException | AssertionError e) {
                failures.add(e);
            }
            interrupted += Thread.interrupted() ? 1 : 0;
        }
        return interrupted;
    }

    /** Goes down until the stack is full, and on the way up calls the storage from each depth. */
    @SuppressWarnings("InfiniteRecursion") // which is what it is for
    private void sink(Storage storage, AtomicInteger overflows) {
        try {
            sink(storage, overflows);
        } catch (StackOverflowError bottom) {
            // on the way up
        }
        if (overflows.get() > 300 || over.get()) {
            return;
        }
        String key = "deep-" + overflows.get();
        try {
            if (overflows.get() % 2 == 0) {
                assertThat(storage.get(NAMESPACE, "nothing")).isEmpty();
            }
            storage.put(NAMESPACE, Write.of(key, key.getBytes(UTF_8)));
            acknowledged.add(key);
            over.set(true);
        } catch (StackOverflowError full) {
            overflows.incrementAndGet();
        } catch (StorageException e) {
            overflows.incrementAndGet();
        }
    }

    private void checkAcknowledged() {
        assertThat(acknowledged).isNotEmpty();
        try (Storage storage = open()) {
            assertThat(acknowledged)
                    .allSatisfy(key -> assertThat(storage.get(NAMESPACE, key)).as(key).isPresent());
        }
    }

    private Storage open() {
        return new H2StorageFactory().open(new H2Settings("errand", 4), context);
    }
}
