package dev.errand.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.storage.spi.Page;
import dev.errand.storage.spi.Query;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keys are listed by prefix, as it stands, in the order of their code points, in pages. */
interface ListingContract extends StorageSubject {

    @Test
    default void keysComeInTheOrderOfTheirCodePoints() {
        // U+FF5E is above U+1F680 by UTF-16 units, and below it by code points.
        List<String> ordered =
                List.of(
                        "\t",
                        " ",
                        "!",
                        "A",
                        "B",
                        "a",
                        "a!",
                        "aa",
                        "ab",
                        "b",
                        "\u00e9",
                        "\u4e2d",
                        "\uff5e",
                        "\ud83d\ude80",
                        "\ud83d\ude80a");
        List<String> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(3));
        shuffled.forEach(key -> put(key, "x"));

        assertThat(keys("", 100)).containsExactlyElementsOf(ordered);
        assertThat(keys("", 1)).containsExactlyElementsOf(ordered);
        assertThat(keys("", 4)).containsExactlyElementsOf(ordered);
    }

    @Test
    default void aPrefixMeansItselfAndNothingElse() {
        List<String> prefixes =
                List.of(
                        "%",
                        "_",
                        "\\",
                        "*",
                        "?",
                        "[",
                        "[a-z]",
                        ":",
                        "a:b:",
                        "/",
                        "'",
                        "\"",
                        "--",
                        "^",
                        "\u00fc",
                        "\ud83d\ude80",
                        "\uffff",
                        "\udbff\udfff");
        put("plain", "x");
        put("zebra", "x");
        for (String prefix : prefixes) {
            put(prefix + "1", "x");
            put(prefix + "2", "x");
        }

        for (String prefix : prefixes) {
            List<String> expected =
                    keys("", 100).stream().filter(key -> key.startsWith(prefix)).toList();
            assertThat(expected).contains(prefix + "1", prefix + "2");
            assertThat(keys(prefix, 1)).as("keys that start with '%s'", prefix).isEqualTo(expected);
            assertThat(storage().count(ITEMS, prefix))
                    .as("count of '%s'", prefix)
                    .isEqualTo(expected.size());
        }
    }

    @Test
    default void aKeyStartsWithItself() {
        put("ab", "x");
        put("abc", "x");
        put("a", "x");
        put("b", "x");

        assertThat(keys("ab", 10)).containsExactly("ab", "abc");
        assertThat(keys("abcd", 10)).isEmpty();
        assertThat(keys("B", 10)).isEmpty();
    }

    @Test
    default void aPageSaysWhetherAnotherFollows() {
        List.of("p1", "p2", "p3", "q").forEach(key -> put(key, "x"));

        assertThat(list("p", null, 2)).isEqualTo(new Page(List.of("p1", "p2"), true));
        assertThat(list("p", "p2", 2)).isEqualTo(new Page(List.of("p3"), false));
        assertThat(list("p", null, 3)).isEqualTo(new Page(List.of("p1", "p2", "p3"), false));
        assertThat(list("p", "p3", 3)).isEqualTo(new Page(List.of(), false));
        assertThat(list("none", null, 3)).isEqualTo(new Page(List.of(), false));
    }

    @Test
    default void goingOnNeedsNeitherTheKeyNorThePrefixThatItCameFrom() {
        List.of("a", "p1", "p2", "p3", "q").forEach(key -> put(key, "x"));
        storage().remove(ITEMS, "p1");

        assertThat(list("p", "p1", 10).keys()).containsExactly("p2", "p3");
        assertThat(list("p", "a", 10).keys()).containsExactly("p2", "p3");
        assertThat(list("p", "q", 10).keys()).isEmpty();
        assertThat(list("", "p2", 10).keys()).containsExactly("p3", "q");
    }

    @Test
    default void aThousandKeysComeOnceEachWhateverThePageSize() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            expected.add("key-%04d".formatted(i));
        }
        expected.forEach(key -> put(key, "x"));

        assertThat(keys("key-", 7)).isEqualTo(expected);
        assertThat(keys("key-", 1000)).isEqualTo(expected);
        assertThat(keys("key-05", 33)).isEqualTo(expected.subList(500, 600));
        assertThat(storage().count(ITEMS, "key-05")).isEqualTo(100);
    }

    @Test
    default void aPrefixOfHalfACharacterIsRefused() {
        assertThatThrownBy(() -> list("\ud83d", null, 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> storage().count(ITEMS, "\ud83d"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Page list(String prefix, @Nullable String after, int limit) {
        return storage().list(ITEMS, new Query(prefix, Optional.ofNullable(after), limit));
    }
}
