package dev.errand.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A storage and its driver used directly, for the same work: values of 200 bytes under 1,000 keys,
 * and all threads counting under one. {@link StorageRatios} compares them on a machine that others
 * use too.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class StorageBenchmark {

    private static final byte[] VALUE = "v".repeat(200).getBytes(UTF_8);
    private static final int KEYS = 1_000;

    /** Which is measured. */
    @Param({"h2", "h2-jdbc", "redis", "redis-script", "redis-set"})
    public String engine;

    private StorageUse use;

    /** Opens it and fills it. */
    @Setup(Level.Trial)
    public void open() throws Exception {
        use = StorageUse.open(engine);
        for (int i = 0; i < KEYS; i++) {
            use.put("key-" + i, VALUE);
        }
        use.put("number", StorageUse.zero());
    }

    /** Reads one value. */
    @Benchmark
    public byte[] get() throws Exception {
        return use.get(key());
    }

    /** Writes one value, durably as far as the engine is set to. */
    @Benchmark
    public void put() throws Exception {
        use.put(key(), VALUE);
    }

    /** Adds one to the number that all threads add to. */
    @Benchmark
    public void update() throws Exception {
        use.increment("number");
    }

    private static String key() {
        return "key-" + ThreadLocalRandom.current().nextInt(KEYS);
    }

    /** Closes it. */
    @TearDown(Level.Trial)
    public void close() throws Exception {
        use.close();
    }
}
