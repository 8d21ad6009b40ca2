package dev.errand.storage.spi;

import java.util.List;

/**
 * A page of keys.
 *
 * @param keys in the order of their code points
 * @param more whether another page follows
 */
public record Page(List<String> keys, boolean more) {

    /** Copies the keys. */
    public Page {
        keys = List.copyOf(keys);
    }
}
