package dev.errand.backend.console;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Remembers the last few thousand keys; a console forgets the rest, as its person has scrolled past
 * them.
 */
final class SentKeys {

    private static final int REMEMBERED = 4096;

    private final Set<String> keys = new LinkedHashSet<>();

    /** Whether the key is new. */
    synchronized boolean add(String key) {
        boolean fresh = keys.add(key);
        if (keys.size() > REMEMBERED) {
            Iterator<String> oldest = keys.iterator();
            oldest.next();
            oldest.remove();
        }
        return fresh;
    }
}
