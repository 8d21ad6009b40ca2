package dev.errand.storage.spi;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Which keys to list.
 *
 * @param prefix what they start with, empty for all
 * @param after the last key of the page before, empty for the first page
 * @param limit how many at most, 1 to 10,000
 */
public record Query(String prefix, Optional<String> after, int limit) {

    /** Refuses a limit out of range, and a prefix that is not Unicode. */
    public Query {
        checkPrefix(prefix);
        if (limit < 1 || limit > 10_000) {
            throw new IllegalArgumentException("A page has 1 to 10000 keys; not " + limit);
        }
    }

    /**
     * Refuses a prefix that ends or begins within a character, since it could not be compared with
     * keys.
     *
     * @param prefix the prefix
     * @throws IllegalArgumentException if it has half a surrogate pair
     */
    public static void checkPrefix(String prefix) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(prefix)) {
            throw new IllegalArgumentException(
                    "A prefix is Unicode text, without half a surrogate pair");
        }
    }
}
