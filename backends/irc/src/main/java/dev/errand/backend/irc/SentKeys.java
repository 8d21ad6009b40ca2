package dev.errand.backend.irc;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Remembers the keys of the last ten thousand messages. */
final class SentKeys {

    private static final int REMEMBERED = 10_000;

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
