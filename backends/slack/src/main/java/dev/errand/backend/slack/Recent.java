package dev.errand.backend.slack;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Remembers the last ten thousand names of something. Safe for use by any thread. */
final class Recent {

    private static final int REMEMBERED = 10_000;

    private final Set<String> names = new LinkedHashSet<>();

    /** Whether the name is new. */
    synchronized boolean add(String name) {
        boolean fresh = names.add(name);
        if (names.size() > REMEMBERED) {
            Iterator<String> oldest = names.iterator();
            oldest.next();
            oldest.remove();
        }
        return fresh;
    }

    synchronized boolean contains(String name) {
        return names.contains(name);
    }
}
