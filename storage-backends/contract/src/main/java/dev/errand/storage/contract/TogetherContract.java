package dev.errand.storage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Step;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Several keys are written at once, or none of them. */
interface TogetherContract extends StorageSubject {

    @Test
    default void keysWrittenTogetherAreAllThere() {
        put("gone", "old");
        put("changed", "old");

        assertThat(storage().writeTogether(List.of(put("new"), put("changed"), remove("gone"))))
                .isTrue();
        assertThat(keys("", 10)).containsExactly("changed", "new");
        assertThat(text("changed")).contains("together");
        assertThat(version("new")).isPositive();
    }

    @Test
    default void oneVersionThatIsNotThereKeepsAllFromBeingWritten() {
        long version = put("a", "old");
        put("b", "old");

        assertThat(storage().writeTogether(List.of(put("a", version), put("b", version + 1_000))))
                .isFalse();
        assertThat(storage().writeTogether(List.of(put("c"), put("a", Storage.ABSENT)))).isFalse();
        assertThat(storage().writeTogether(List.of(put("c"), remove("a", version + 1_000))))
                .isFalse();
        assertThat(storage().writeTogether(List.of(remove("b", Storage.ABSENT), put("c"))))
                .isFalse();
        assertThat(keys("", 10)).containsExactly("a", "b");
        assertThat(text("a")).contains("old");
        assertThat(version("a")).isEqualTo(version);
    }

    @Test
    default void versionsThatAreThereLetThemThrough() {
        long a = put("a", "old");
        long b = put("b", "old", clock().instant().plusSeconds(1));
        put("ended", "old", clock().instant().plusSeconds(1));
        clock().advance(Duration.ofMillis(999));

        assertThat(storage().writeTogether(List.of(put("a", a), remove("b", b)))).isTrue();
        clock().advance(Duration.ofMillis(1));
        assertThat(
                        storage()
                                .writeTogether(
                                        List.of(
                                                put("ended", Storage.ABSENT),
                                                put("new", Storage.ABSENT),
                                                remove("none", Storage.ABSENT))))
                .isTrue();
        assertThat(keys("", 10)).containsExactly("a", "ended", "new");
        assertThat(version("a")).isNotEqualTo(a);
    }

    @Test
    default void keysOfSeveralNamespacesAreWrittenTogetherOrClearlyRefused() {
        Namespace other = Namespace.of("plugin", "other", "items");
        List<Step> steps =
                List.of(
                        put("a"),
                        new Step.Put(other, Write.of("a", new byte[] {1}), OptionalLong.of(0)));
        try {
            assertThat(storage().writeTogether(steps)).isTrue();
            assertThat(storage().get(other, "a")).isPresent();
            assertThat(text("a")).contains("together");
        } catch (StorageException refused) {
            assertThat(refused).hasMessageContaining("cluster");
            assertThat(storage().get(other, "a")).isEmpty();
            assertThat(text("a")).isEmpty();
        }
    }

    @Test
    default void stepsThatCannotGoTogetherAreRefused() {
        assertThatThrownBy(() -> storage().writeTogether(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> storage().writeTogether(List.of(put("a"), remove("a"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a'");
        assertThat(text("a")).isEmpty();
    }

    @Test
    default void aThousandKeysAreWrittenTogether() {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < Step.MOST; i++) {
            steps.add(put("k" + i));
        }

        assertThat(storage().writeTogether(steps)).isTrue();
        assertThat(storage().count(ITEMS, "k")).isEqualTo(Step.MOST);
    }

    @Test
    default void moneyMovedByManyAtOnceIsNeverLost() throws Exception {
        put("left", "1000");
        put("right", "1000");
        Callable<Boolean> move =
                () -> {
                    while (!moved()) {
                        Thread.onSpinWait();
                    }
                    return true;
                };
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (Future<Boolean> done : threads.invokeAll(Collections.nCopies(100, move))) {
                assertThat(done.get()).isTrue();
            }
        }

        assertThat(text("left")).contains("900");
        assertThat(text("right")).contains("1100");
    }

    private boolean moved() {
        var left = storage().get(ITEMS, "left").orElseThrow();
        var right = storage().get(ITEMS, "right").orElseThrow();
        return storage()
                .writeTogether(
                        List.of(
                                number("right", right.value(), 1, right.version()),
                                number("left", left.value(), -1, left.version())));
    }

    private static Step number(String key, byte[] before, int more, long version) {
        long after = Long.parseLong(new String(before, UTF_8)) + more;
        return new Step.Put(
                ITEMS,
                Write.of(key, Long.toString(after).getBytes(UTF_8)),
                OptionalLong.of(version));
    }

    private static Step put(String key) {
        return new Step.Put(ITEMS, Write.of(key, "together".getBytes(UTF_8)), OptionalLong.empty());
    }

    private static Step put(String key, long expected) {
        return new Step.Put(
                ITEMS, Write.of(key, "together".getBytes(UTF_8)), OptionalLong.of(expected));
    }

    private static Step remove(String key) {
        return new Step.Remove(ITEMS, key, OptionalLong.empty());
    }

    private static Step remove(String key, long expected) {
        return new Step.Remove(ITEMS, key, OptionalLong.of(expected));
    }
}
