package dev.errand.storage.spi;

import java.util.Optional;

/**
 * Which keys to list.
 *
 * @param prefix what they start with, empty for all
 * @param after the last key of the page before, empty for the first page
 * @param limit how many at most, 1 to 10,000
 */
public record Query(String prefix, Optional<String> after, int limit) {

    /** Refuses a limit out of range. */
    public Query {
        if (limit < 1 || limit > 10_000) {
            throw new IllegalArgumentException("A page has 1 to 10000 keys; not " + limit);
        }
    }
}
