package dev.errand.platform.limit;

import java.util.HashMap;
import java.util.Map;

/** How many run at once, by what is counted. Safe for use by any thread. */
final class Places {

    private final Map<Object, Integer> taken = new HashMap<>();

    /** Takes a place if one is free. */
    synchronized boolean take(Object counted, int most) {
        int now = taken.getOrDefault(counted, 0);
        if (now >= most) {
            return false;
        }
        taken.put(counted, now + 1);
        return true;
    }

    /** Gives a place back. */
    synchronized void giveBack(Object counted) {
        taken.computeIfPresent(counted, (key, now) -> now == 1 ? null : now - 1);
    }
}
