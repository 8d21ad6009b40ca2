package dev.errand.storage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.storage.spi.Entry;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.Write;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Versions are never used twice for a key, and compare-and-set lets exactly one through. */
interface VersionsContract extends StorageSubject {

    @Test
    default void everyWriteGivesAVersionThatTheKeyNeverHad() {
        List<Long> versions = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            versions.add(put("k", "same"));
            versions.add(cas("k", "same", versions.getLast()).orElseThrow());
            if (round % 2 == 0) {
                storage().remove(ITEMS, "k");
            } else {
                storage().compareAndRemove(ITEMS, "k", versions.getLast());
            }
            versions.add(cas("k", "same", Storage.ABSENT).orElseThrow());
        }

        assertThat(versions)
                .doesNotHaveDuplicates()
                .allSatisfy(version -> assertThat(version).isPositive());
    }

    @Test
    default void compareAndSetWritesWhenTheVersionIsThere() {
        long first = put("k", "one");
        long second = cas("k", "two", first).orElseThrow();

        assertThat(text("k")).contains("two");
        assertThat(version("k")).isEqualTo(second);
    }

    @Test
    default void compareAndSetWritesNothingWhenAnotherVersionIsThere() {
        long first = put("k", "one");
        long second = put("k", "two");

        assertThat(cas("k", "three", first)).isEmpty();
        assertThat(cas("k", "three", Storage.ABSENT)).isEmpty();
        assertThat(text("k")).contains("two");
        assertThat(version("k")).isEqualTo(second);
    }

    @Test
    default void compareAndSetOfAnAbsentKeyTakesOnlyAbsent() {
        assertThat(cas("k", "one", 1)).isEmpty();
        assertThat(text("k")).isEmpty();
        assertThat(cas("k", "one", Storage.ABSENT)).isPresent();
        assertThat(text("k")).contains("one");
    }

    @Test
    default void aVersionFromBeforeARemovalIsStale() {
        long first = put("k", "one");
        storage().remove(ITEMS, "k");
        assertThat(cas("k", "two", first)).isEmpty();
        put("k", "one");

        assertThat(cas("k", "two", first)).isEmpty();
        assertThat(text("k")).contains("one");
    }

    @Test
    default void compareAndRemoveRemovesOnlyThatVersion() {
        long first = put("k", "one");
        long second = put("k", "two");

        assertThat(storage().compareAndRemove(ITEMS, "k", first)).isFalse();
        assertThat(text("k")).contains("two");
        assertThat(storage().compareAndRemove(ITEMS, "k", second)).isTrue();
        assertThat(text("k")).isEmpty();
        assertThat(storage().compareAndRemove(ITEMS, "k", second)).isFalse();
        assertThat(storage().compareAndRemove(ITEMS, "k", Storage.ABSENT)).isFalse();
    }

    @Test
    default void fiveHundredConcurrentIncrementsMakeFiveHundred() throws Exception {
        atOnce(500, this::increment);

        assertThat(text("counter")).contains("500");
    }

    @Test
    default void ofManyWhoClaimAnAbsentKeyOneWins() throws Exception {
        List<OptionalLong> claims =
                atOnce(100, () -> cas("claim", Thread.currentThread().toString(), Storage.ABSENT));

        assertThat(claims).filteredOn(OptionalLong::isPresent).hasSize(1);
    }

    @Test
    default void manyWhoPutAnAbsentKeyAllGetVersionsOfTheirOwn() throws Exception {
        List<Long> versions = atOnce(100, () -> put("k", "mine"));

        assertThat(versions).doesNotHaveDuplicates();
        assertThat(versions).contains(version("k"));
    }

    private long increment() {
        while (true) {
            Optional<Entry> entry = storage().get(ITEMS, "counter");
            long before = entry.map(e -> Long.parseLong(new String(e.value(), UTF_8))).orElse(0L);
            OptionalLong written =
                    cas(
                            "counter",
                            Long.toString(before + 1),
                            entry.map(Entry::version).orElse(Storage.ABSENT));
            if (written.isPresent()) {
                return written.getAsLong();
            }
            Thread.onSpinWait();
        }
    }

    private OptionalLong cas(String key, String value, long expected) {
        return storage().compareAndSet(ITEMS, Write.of(key, value.getBytes(UTF_8)), expected);
    }

    private static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(Collections.nCopies(times, work))) {
                results.add(result.get());
            }
            return results;
        }
    }
}
