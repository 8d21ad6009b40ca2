package dev.errand.storage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.storage.spi.Entry;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Write;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written is read, byte for byte, under its own key in its own namespace. */
interface ValuesContract extends StorageSubject {

    @Test
    default void aValueThatWasPutIsRead() {
        long version = put("greeting", "hello");

        Entry entry = storage().get(ITEMS, "greeting").orElseThrow();
        assertThat(entry.key()).isEqualTo("greeting");
        assertThat(new String(entry.value(), UTF_8)).isEqualTo("hello");
        assertThat(entry.version()).isEqualTo(version);
        assertThat(entry.expires()).isEmpty();
    }

    @Test
    default void aKeyThatWasNeverPutIsAbsent() {
        assertThat(storage().get(ITEMS, "greeting")).isEmpty();
        assertThat(storage().remove(ITEMS, "greeting")).isFalse();
    }

    @Test
    default void aSecondPutReplacesTheFirst() {
        put("greeting", "hello");
        put("greeting", "good evening");

        assertThat(text("greeting")).contains("good evening");
        assertThat(storage().count(ITEMS, "")).isOne();
    }

    @Test
    default void aRemovedValueIsAbsent() {
        put("greeting", "hello");

        assertThat(storage().remove(ITEMS, "greeting")).isTrue();
        assertThat(text("greeting")).isEmpty();
        assertThat(storage().remove(ITEMS, "greeting")).isFalse();
        assertThat(storage().count(ITEMS, "")).isZero();
    }

    @Test
    default void anEmptyValueIsAValue() {
        put("nothing", "");

        assertThat(text("nothing")).contains("");
    }

    @Test
    default void aValueOfOneMebibyteComesBackByteForByte() {
        byte[] value = new byte[1 << 20];
        new Random(7).nextBytes(value);
        storage().put(ITEMS, Write.of("big", value));

        assertThat(storage().get(ITEMS, "big").orElseThrow().value()).isEqualTo(value);
    }

    @Test
    default void whatAReaderDoesToItsBytesIsSeenByNobodyElse() {
        put("greeting", "hello");
        storage().get(ITEMS, "greeting").orElseThrow().value()[0] = 'j';

        assertThat(text("greeting")).contains("hello");
    }

    @Test
    default void keysThatLookAlikeAreDifferentKeys() {
        List<String> alike =
                List.of(
                        "a", "A", "a ", " a", "\u00e9", "e\u0301", "a/b", "a//b", "a:b", "a\\b",
                        "a\nb", "a'b", "a\"b");
        alike.forEach(key -> put(key, "value of " + key));

        assertThat(alike).allSatisfy(key -> assertThat(text(key)).contains("value of " + key));
        assertThat(storage().count(ITEMS, "")).isEqualTo(alike.size());
    }

    @Test
    default void aKeyMayHave1024Bytes() {
        List<String> longest =
                List.of("k".repeat(1024), "\u00fc".repeat(512), "\ud83d\ude80".repeat(256));
        longest.forEach(key -> put(key, "x"));

        assertThat(longest).allSatisfy(key -> assertThat(text(key)).contains("x"));
        assertThat(keys("", 1)).containsExactlyInAnyOrderElementsOf(longest);
    }

    @Test
    default void aKeyThatNoStorageTakesIsRefused() {
        for (String key :
                List.of("", "k".repeat(1025), "\u00fc".repeat(513), "a\0b", "half \ud83d")) {
            assertThatThrownBy(() -> storage().get(ITEMS, key))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> storage().remove(ITEMS, key))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> storage().compareAndRemove(ITEMS, key, 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    default void namespacesShareNothing() {
        List<Namespace> spaces =
                List.of(
                        Namespace.of("a"),
                        Namespace.of("a", "b"),
                        Namespace.of("a", "b", "c"),
                        Namespace.of("A"),
                        Namespace.of("a.b"));
        for (Namespace space : spaces) {
            for (String key : List.of("b", "b/c", "/b", "c", "a/b/c")) {
                storage().put(space, Write.of(key, (space + " " + key).getBytes(UTF_8)));
            }
        }

        for (Namespace space : spaces) {
            assertThat(storage().count(space, "")).isEqualTo(5);
            assertThat(storage().get(space, "b/c").orElseThrow().value())
                    .asString(UTF_8)
                    .isEqualTo(space + " b/c");
        }
        storage().remove(Namespace.of("a"), "b/c");
        assertThat(storage().get(Namespace.of("a", "b"), "c")).isPresent();
        assertThat(storage().get(Namespace.of("a", "b"), "b/c")).isPresent();
    }

    @Test
    default void namespacesThatHoldSomethingAreNamedInOrder() {
        assertThat(storage().namespaces()).isEmpty();
        for (String path : List.of("b", "a/b", "a", "a-b", "B")) {
            storage().put(new Namespace(path), Write.of("k", new byte[] {1}));
        }
        storage().remove(new Namespace("b"), "k");

        assertThat(storage().namespaces())
                .extracting(Namespace::path)
                .containsExactly("B", "a", "a-b", "a/b");
    }
}
