package dev.errand.platform.store;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * How a storage was used since the start. Safe for use by any thread, and never in anybody's way.
 */
public final class StorageFigures {

    /** Above the last bound is one more bucket. */
    private static final List<Duration> BOUNDS =
            List.of(
                    Duration.ofNanos(100_000),
                    Duration.ofMillis(1),
                    Duration.ofMillis(10),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(1));

    /** What can be asked of a storage. */
    public enum Operation {
        GET,
        PUT,
        COMPARE_AND_SET,
        REMOVE,
        WRITE_TOGETHER,
        LIST,
        COUNT
    }

    /**
     * How one operation did.
     *
     * @param calls how often it was asked for
     * @param failures how often the storage did not do it
     * @param total how long all calls took together
     * @param slowest how long the slowest took
     * @param within how many calls took no longer than each of {@link #bounds}
     */
    public record Figure(
            long calls, long failures, Duration total, Duration slowest, List<Long> within) {

        /** Copies. */
        public Figure {
            within = List.copyOf(within);
        }
    }

    private final Map<Operation, Counters> counters = new EnumMap<>(Operation.class);

    /** Starts from nothing. */
    public StorageFigures() {
        for (Operation operation : Operation.values()) {
            counters.put(operation, new Counters());
        }
    }

    /**
     * Counts one call.
     *
     * @param operation what was asked
     * @param nanos how long it took
     * @param failed whether the storage did not do it
     */
    public void add(Operation operation, long nanos, boolean failed) {
        Counters of = counters.getOrDefault(operation, new Counters());
        if (failed) {
            of.failures.increment();
        }
        of.nanos.add(nanos);
        of.slowest.accumulate(nanos);
        int bucket = 0;
        while (bucket < BOUNDS.size() && nanos > BOUNDS.get(bucket).toNanos()) {
            bucket++;
        }
        of.buckets.get(bucket).increment();
    }

    /**
     * The bounds of {@link Figure#within}.
     *
     * @return ascending
     */
    public static List<Duration> bounds() {
        return BOUNDS;
    }

    /**
     * How the operations did so far.
     *
     * @return those that were asked for at least once
     */
    public Map<Operation, Figure> read() {
        Map<Operation, Figure> figures = new EnumMap<>(Operation.class);
        counters.forEach((operation, of) -> {
            Figure figure = of.read();
            if (figure.calls() > 0) {
                figures.put(operation, figure);
            }
        });
        return figures;
    }

    /** Of one operation. */
    private static final class Counters {
        private final LongAdder failures = new LongAdder();
        private final LongAdder nanos = new LongAdder();
        private final LongAccumulator slowest = new LongAccumulator(Math::max, 0);
        private final List<LongAdder> buckets =
                java.util.stream.IntStream.rangeClosed(0, BOUNDS.size())
                        .mapToObj(i -> new LongAdder())
                        .toList();

        Figure read() {
            List<Long> within = new java.util.ArrayList<>();
            long calls = 0;
            for (LongAdder bucket : buckets) {
                calls += bucket.sum();
                within.add(calls);
            }
            return new Figure(
                    calls,
                    failures.sum(),
                    Duration.ofNanos(nanos.sum()),
                    Duration.ofNanos(slowest.get()),
                    within.subList(0, BOUNDS.size()));
        }
    }
}
