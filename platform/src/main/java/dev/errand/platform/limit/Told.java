package dev.errand.platform.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who was told of which limit lately, so that a flood gets one answer. */
final class Told {

    private static final int REMEMBERED = 10_000;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<Object, Instant> until = new LinkedHashMap<>();

    Told(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether it was told; it is told now, and again when this time has passed. */
    synchronized boolean already(Object what, Duration quiet) {
        Instant now = clock.instant();
        Instant end = until.get(what);
        if (end != null && now.isBefore(end)) {
            return true;
        }
        until.remove(what);
        until.put(what, now.plus(quiet.compareTo(LONGEST) < 0 ? quiet : LONGEST));
        if (until.size() > REMEMBERED) {
            until.remove(until.keySet().iterator().next());
        }
        return false;
    }
}
