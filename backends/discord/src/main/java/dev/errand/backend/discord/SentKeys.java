package dev.errand.backend.discord;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Remembers the last few thousand words it was given, to tell one that comes again. */
final class SentKeys {

    private static final int REMEMBERED = 8192;

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
