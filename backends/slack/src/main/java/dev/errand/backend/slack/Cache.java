package dev.errand.backend.slack;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps the values used last, each for a while. Safe for use by any thread. */
final class Cache<V> {

    private record Kept<V>(V value, Instant until) {}

    private final int most;
    private final InstantSource clock;
    private final Map<String, Kept<V>> kept = new LinkedHashMap<>(16, 0.75f, true);

    Cache(int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
    }

    synchronized Optional<V> get(String key) {
        Kept<V> found = kept.get(key);
        return found == null || found.until().isBefore(clock.instant())
                ? Optional.empty()
                : Optional.of(found.value());
    }

    synchronized void put(String key, V value, Duration life) {
        kept.put(key, new Kept<>(value, clock.instant().plus(life)));
        if (kept.size() > most) {
            kept.remove(kept.keySet().iterator().next());
        }
    }

    synchronized void drop(String key) {
        kept.remove(key);
    }

    /** All values, also those whose time is over. */
    synchronized List<V> all() {
        return kept.values().stream().map(Kept::value).toList();
    }
}
