package dev.errand.backend.spi;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The last {@value #REMEMBERED} keys that were added, by which a chat tells what it has had before:
 * an event that its server delivers twice, or a message that the host sends again. Older ones are
 * forgotten. Safe for use by any thread.
 */
public final class RecentKeys {

    private static final int REMEMBERED = 10_000;

    private final Set<String> keys = new LinkedHashSet<>();

    /** Makes one that remembers nothing yet. */
    public RecentKeys() {}

    /**
     * Remembers a key; a known one does not become younger by it.
     *
     * @param key any text
     * @return whether it is new
     */
    public synchronized boolean add(String key) {
        boolean fresh = keys.add(key);
        if (keys.size() > REMEMBERED) {
            Iterator<String> oldest = keys.iterator();
            oldest.next();
            oldest.remove();
        }
        return fresh;
    }

    /**
     * Looks without remembering.
     *
     * @param key any text
     * @return whether it was added and is not forgotten
     */
    public synchronized boolean contains(String key) {
        return keys.contains(key);
    }
}
