package dev.errand.platform.limit;

import dev.errand.platform.config.Rate;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Buckets of tokens by what they count, those that were used lately. One that is forgotten begins
 * full, so as many are remembered as a crowd needs. Safe for use by any thread.
 */
final class Buckets {

    private static final int REMEMBERED = 50_000;

    private record Key(Object counted, Rate rate, int burst) {}

    private final TimeMeter meter;
    private final Map<Key, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    Buckets(InstantSource clock) {
        this.meter =
                new TimeMeter() {
                    @Override
                    public long currentTimeNanos() {
                        Instant now = clock.instant();
                        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
                    }

                    @Override
                    public boolean isWallClockBased() {
                        return true;
                    }
                };
    }

    /** Takes a token; tells how long it takes until there is one, zero if it was taken. */
    Duration take(Object counted, Rate rate, int burst) {
        ConsumptionProbe probe = bucket(counted, rate, burst).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
    }

    /** Gives a token back that was taken for nothing. */
    void giveBack(Object counted, Rate rate, int burst) {
        bucket(counted, rate, burst).addTokens(1);
    }

    private synchronized Bucket bucket(Object counted, Rate rate, int burst) {
        Bucket bucket =
                buckets.computeIfAbsent(new Key(counted, rate, burst), key -> full(rate, burst));
        if (buckets.size() > REMEMBERED) {
            // whichever was not used for longest; it is most likely full
            buckets.remove(buckets.keySet().iterator().next());
        }
        return bucket;
    }

    private Bucket full(Rate rate, int burst) {
        return Bucket.builder()
                .addLimit(
                        Bandwidth.builder()
                                .capacity(burst)
                                .refillGreedy(rate.count(), rate.period())
                                .build())
                .withCustomTimePrecision(meter)
                .build();
    }
}
