package dev.errand.platform.dispatch;

import dev.errand.api.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How many commands each person may give: a bucket of tokens that fills steadily. Safe for use by
 * any thread.
 */
final class Allowance {

    private static final int REMEMBERED = 10_000;

    /**
     * How large a bucket is.
     *
     * @param perMinute how many tokens flow in each minute
     * @param burst how many it holds
     */
    record Size(int perMinute, int burst) {}

    /** What came of taking a token. */
    enum Take {
        /** There was one. */
        TAKEN,
        /** There was none, for the first time since there was one. */
        EMPTY,
        /** There was none again, and the person knows. */
        STILL_EMPTY
    }

    private static final class Bucket {
        private double tokens;
        private Instant filled;
        private boolean told;

        Bucket(double tokens, Instant filled) {
            this.tokens = tokens;
            this.filled = filled;
        }
    }

    private final Supplier<Size> size;
    private final InstantSource clock;
    private final Map<PersonId, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    Allowance(Supplier<Size> size, InstantSource clock) {
        this.size = size;
        this.clock = clock;
    }

    /** Takes a token of a person's. */
    synchronized Take take(PersonId person) {
        Size now = size.get();
        Instant moment = clock.instant();
        Bucket bucket = buckets.computeIfAbsent(person, p -> new Bucket(now.burst(), moment));
        if (buckets.size() > REMEMBERED) {
            // whoever was quiet for longest; their bucket is most likely full
            buckets.remove(buckets.keySet().iterator().next());
        }
        Duration since = Duration.between(bucket.filled, moment);
        if (since.isPositive()) {
            bucket.tokens += since.toMillis() * now.perMinute() / 60_000.0;
            bucket.filled = moment;
        }
        bucket.tokens = Math.min(bucket.tokens, now.burst());
        if (bucket.tokens >= 1) {
            bucket.tokens -= 1;
            bucket.told = false;
            return Take.TAKEN;
        }
        Take result = bucket.told ? Take.STILL_EMPTY : Take.EMPTY;
        bucket.told = true;
        return result;
    }
}
