package dev.errand.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a storage does in a second against its driver used directly, in turns of a quarter of a
 * second within one process, so that whatever else the machine does meets both. The median of the
 * turns' ratios is told, and the quartiles.
 */
public final class StorageRatios {

    private static final byte[] VALUE = "v".repeat(200).getBytes(UTF_8);
    private static final int KEYS = 1_000;
    private static final long TURN_NANOS = 250_000_000;
    private static final int WARM_UP = 8;
    private static final int TURNS = Integer.getInteger("turns", 24);
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(8);

    private StorageRatios() {}

    /** What all threads do again and again. */
    private interface Work {
        void run(StorageUse use, String key) throws Exception;
    }

    /**
     * Measures.
     *
     * @param args pairs of engines, such as {@code h2/h2-jdbc}; see {@link StorageUse#open}
     * @throws Exception if an engine fails
     */
    public static void main(String[] args) throws Exception {
        List<String> pairs = args.length == 0 ? List.of("h2/h2-jdbc") : List.of(args);
        for (String pair : pairs) {
            String[] engines = pair.split("/", 2);
            try (StorageUse one = filled(engines[0]);
                    StorageUse other = filled(engines[1])) {
                for (int threads : List.of(1, 8)) {
                    compare(pair, "get", threads, one, other, (use, key) -> use.get(key));
                    compare(pair, "put", threads, one, other, (use, key) -> use.put(key, VALUE));
                }
                for (int threads : List.of(1, 8)) {
                    compare(
                            pair,
                            "update",
                            threads,
                            one,
                            other,
                            (use, key) -> use.increment("number"));
                }
            }
        }
        THREADS.shutdown();
        System.exit(0);
    }

    private static StorageUse filled(String engine) throws Exception {
        StorageUse use = StorageUse.open(engine);
        for (int i = 0; i < KEYS; i++) {
            use.put("key-" + i, VALUE);
        }
        use.put("number", StorageUse.zero());
        return use;
    }

    private static void compare(
            String pair, String what, int threads, StorageUse one, StorageUse other, Work work)
            throws InterruptedException, ExecutionException {
        double[] ratios = new double[TURNS];
        double[] ones = new double[TURNS];
        double[] others = new double[TURNS];
        for (int turn = -WARM_UP; turn < TURNS; turn++) {
            // Each begins every other time, since the first of two finds colder caches.
            double left = turn % 2 == 0 ? perSecond(threads, one, work) : 0;
            double right = perSecond(threads, other, work);
            left = turn % 2 == 0 ? left : perSecond(threads, one, work);
            if (turn >= 0) {
                ratios[turn] = left / right;
                ones[turn] = left;
                others[turn] = right;
            }
        }
        Arrays.sort(ratios);
        Arrays.sort(ones);
        Arrays.sort(others);
        System.out.printf(
                "%-20s %-7s %d threads: %8.0f and %8.0f a second, ratio %.2f (%.2f to %.2f)%n",
                pair,
                what,
                threads,
                ones[TURNS / 2],
                others[TURNS / 2],
                ratios[TURNS / 2],
                ratios[TURNS / 4],
                ratios[TURNS * 3 / 4]);
    }

    private static double perSecond(int threads, StorageUse use, Work work)
            throws InterruptedException, ExecutionException {
        List<Callable<Long>> all = Collections.nCopies(threads, () -> untilItsTurnEnds(use, work));
        long start = System.nanoTime();
        long done = 0;
        for (Future<Long> one : THREADS.invokeAll(all)) {
            done += one.get();
        }
        return done * 1e9 / (System.nanoTime() - start);
    }

    private static long untilItsTurnEnds(StorageUse use, Work work) throws Exception {
        long done = 0;
        for (long end = System.nanoTime() + TURN_NANOS; System.nanoTime() < end; done++) {
            work.run(use, "key-" + ThreadLocalRandom.current().nextInt(KEYS));
        }
        return done;
    }
}
