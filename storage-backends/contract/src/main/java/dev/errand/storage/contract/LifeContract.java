package dev.errand.storage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.errand.storage.spi.Query;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Write;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A storage opens, closes, opens again with all that it had, and survives threads that are
 * interrupted.
 */
interface LifeContract extends StorageSubject {

    /** Closes the storage and opens it again. */
    Storage reopened();

    /** Whether the storage keeps its values when it is closed. */
    boolean durable();

    @Test
    default void anOpenStorageIsUp() {
        assertThat(storage().health().up()).isTrue();
        assertThat(storage().health().detail()).isNotBlank();
    }

    @Test
    default void aClosedStorageSaysSo() {
        Storage storage = storage();
        put("k", "one");
        storage.close();

        assertThatCode(storage::close).doesNotThrowAnyException();
        assertThat(storage.health().up()).isFalse();
        List<ThrowingCallable> uses =
                List.of(
                        () -> storage.get(ITEMS, "k"),
                        () -> storage.put(ITEMS, Write.of("k", new byte[0])),
                        () -> storage.compareAndSet(ITEMS, Write.of("k", new byte[0]), 1),
                        () -> storage.remove(ITEMS, "k"),
                        () -> storage.compareAndRemove(ITEMS, "k", 1),
                        () -> storage.list(ITEMS, new Query("", Optional.empty(), 1)),
                        () -> storage.count(ITEMS, ""),
                        storage::namespaces);
        assertThat(uses)
                .allSatisfy(use -> assertThatThrownBy(use).isInstanceOf(StorageException.class));
    }

    @Test
    default void whatWasAcknowledgedIsThereAfterReopening() {
        assumeThat(durable()).isTrue();
        long kept = put("kept", "one");
        put("ends", "two", clock().instant().plusSeconds(10));
        put("removed", "three");
        storage().remove(ITEMS, "removed");

        Storage again = reopened();
        assertThat(text("kept")).contains("one");
        assertThat(version("kept")).isEqualTo(kept);
        assertThat(text("ends")).contains("two");
        assertThat(text("removed")).isEmpty();
        assertThat(again.compareAndSet(ITEMS, Write.of("kept", "two".getBytes(UTF_8)), kept))
                .isPresent();
        clock().advance(Duration.ofSeconds(10));
        assertThat(text("ends")).isEmpty();
    }

    @Test
    default void versionsAreNotUsedAgainAfterReopening() {
        assumeThat(durable()).isTrue();
        long first = put("k", "one");
        storage().remove(ITEMS, "k");

        Storage again = reopened();
        long second = put("k", "one");
        again.remove(ITEMS, "k");
        reopened();
        assertThat(List.of(first, second, put("k", "one"))).doesNotHaveDuplicates();
    }

    @Test
    default void aCallerWhoWasInterruptedBeforeIsServedAndStaysInterrupted() throws Exception {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread caller =
                Thread.ofPlatform()
                        .start(() -> {
                            Thread.currentThread().interrupt();
                            try {
                                put("k", "one");
                                assertThat(text("k")).contains("one");
                                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                            } catch (Throwable e) {
                                failure.set(e);
                            }
                        });
        caller.join();

        assertThat(failure.get()).isNull();
        assertThat(text("k")).contains("one");
    }

    @Test
    default void interruptingCallersAmidTheirWritesHarmsNobody() throws Exception {
        AtomicInteger acknowledged = new AtomicInteger();
        for (int round = 0; round < 20; round++) {
            CountDownLatch started = new CountDownLatch(5);
            Thread caller =
                    Thread.ofPlatform()
                            .start(() -> {
                                while (!Thread.currentThread().isInterrupted()) {
                                    put("written-" + acknowledged.get(), "x".repeat(2000));
                                    acknowledged.incrementAndGet();
                                    started.countDown();
                                }
                            });
            started.await();
            caller.interrupt();
            caller.join();
            put("other", "served");
            assertThat(text("other")).contains("served");
        }

        assertThat(storage().count(ITEMS, "written-")).isEqualTo(acknowledged.get());
        assertThat(storage().health().up()).isTrue();
    }
}
