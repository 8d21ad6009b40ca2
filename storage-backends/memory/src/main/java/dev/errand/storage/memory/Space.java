package dev.errand.storage.memory;

import dev.errand.storage.spi.Page;
import dev.errand.storage.spi.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one namespace, in the order of their code points. Guarded by the lock of its storage.
 */
final class Space {

    private final NavigableMap<String, Stored> values = new TreeMap<>(Space::byCodePoint);

    @Nullable Stored get(String key, Instant now) {
        Stored stored = values.get(key);
        return stored == null || stored.isOver(now) ? null : stored;
    }

    void put(String key, Stored stored) {
        values.put(key, stored);
    }

    void remove(String key) {
        values.remove(key);
    }

    /** Removes a value if it is the very one that was seen to end. */
    void removeIfStill(String key, long version) {
        values.computeIfPresent(key, (k, stored) -> stored.version() == version ? null : stored);
    }

    Page list(Query query, Instant now) {
        List<String> keys = new ArrayList<>();
        for (var entry : from(query).entrySet()) {
            if (!entry.getKey().startsWith(query.prefix())) {
                break;
            }
            if (entry.getValue().isOver(now)) {
                continue;
            }
            if (keys.size() == query.limit()) {
                return new Page(keys, true);
            }
            keys.add(entry.getKey());
        }
        return new Page(keys, false);
    }

    long count(String prefix, Instant now) {
        return values.tailMap(prefix, true).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .filter(entry -> !entry.getValue().isOver(now))
                .count();
    }

    boolean isEmpty(Instant now) {
        return values.values().stream().allMatch(stored -> stored.isOver(now));
    }

    private NavigableMap<String, Stored> from(Query query) {
        return query.after()
                .filter(after -> byCodePoint(after, query.prefix()) >= 0)
                .map(after -> values.tailMap(after, false))
                .orElseGet(() -> values.tailMap(query.prefix(), true));
    }

    private static int byCodePoint(String left, String right) {
        return Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
    }
}
