package dev.errand.storage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.storage.spi.Entry;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A value whose time is over by the context's clock is absent everywhere. */
interface ExpiryContract extends StorageSubject {

    @Test
    default void aValueIsThereUntilItsTimeIsOver() {
        put("k", "one", in(10));

        clock().advance(Duration.ofMillis(9_999));
        assertThat(text("k")).contains("one");
        clock().advance(Duration.ofMillis(1));
        assertThat(text("k")).isEmpty();
    }

    @Test
    default void theEndOfAValueIsReadWithIt() {
        put("k", "one", in(10));

        assertThat(storage().get(ITEMS, "k").flatMap(Entry::expires)).contains(in(10));
    }

    @Test
    default void anExpiredValueIsNeitherListedNorCounted() {
        put("a", "stays");
        put("b", "goes", in(10));
        put("c", "stays longer", in(20));
        clock().advance(Duration.ofSeconds(10));

        assertThat(keys("", 1)).containsExactly("a", "c");
        assertThat(keys("", 100)).containsExactly("a", "c");
        assertThat(storage().count(ITEMS, "")).isEqualTo(2);
        clock().advance(Duration.ofSeconds(10));
        storage().remove(ITEMS, "a");
        assertThat(storage().namespaces()).isEmpty();
    }

    @Test
    default void anExpiredValueIsNotThereToBeRemoved() {
        long version = put("k", "one", in(10));
        clock().advance(Duration.ofSeconds(10));

        assertThat(storage().compareAndRemove(ITEMS, "k", version)).isFalse();
        assertThat(storage().remove(ITEMS, "k")).isFalse();
    }

    @Test
    default void anExpiredKeyTakesOnlyAbsent() {
        long first = put("k", "one", in(10));
        clock().advance(Duration.ofSeconds(10));

        assertThat(storage().compareAndSet(ITEMS, until("k", "two", in(10)), first)).isEmpty();
        long second =
                storage()
                        .compareAndSet(ITEMS, until("k", "two", in(10)), Storage.ABSENT)
                        .orElseThrow();
        assertThat(second).isNotEqualTo(first);
        assertThat(text("k")).contains("two");
        assertThat(storage().compareAndSet(ITEMS, until("k", "three", in(10)), Storage.ABSENT))
                .isEmpty();
    }

    @Test
    default void aWriteSetsTheEndAnew() {
        put("put", "one", in(10));
        long version = put("cas", "one", in(10));
        put("put", "two");
        storage()
                .compareAndSet(ITEMS, Write.of("cas", "two".getBytes(UTF_8)), version)
                .orElseThrow();
        put("shorter", "one");
        put("shorter", "two", in(5));
        clock().advance(Duration.ofDays(1));

        assertThat(text("put")).contains("two");
        assertThat(text("cas")).contains("two");
        assertThat(text("shorter")).isEmpty();
    }

    @Test
    default void aWriteWhoseTimeIsAlreadyOverIsAbsent() {
        put("k", "one");
        put("k", "two", clock().instant());

        assertThat(text("k")).isEmpty();
    }

    @Test
    default void theEndOfTimeIsAsGoodAsNever() {
        storage().put(ITEMS, new Write("k", new byte[] {1}, Optional.of(Instant.MAX)));
        clock().advance(Duration.ofDays(100_000));

        assertThat(storage().get(ITEMS, "k")).isPresent();
    }

    private Instant in(int seconds) {
        return clock().instant().plusSeconds(seconds);
    }
}
