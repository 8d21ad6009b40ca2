package dev.errand.benchmarks;

import dev.errand.backend.spi.Inbox;
import dev.errand.platform.command.CommandReader;
import dev.errand.platform.command.CommandTree;
import dev.errand.platform.command.Reading;
import dev.errand.platform.command.ValueReader;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the host itself costs for a message: without a chat and without storage. */
@State(Scope.Benchmark)
@Fork(
        value = 1,
        jvmArgs = {
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders",
            "-Xmx256m"
        })
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@OutputTimeUnit(TimeUnit.SECONDS)
@BenchmarkMode(Mode.Throughput)
@SuppressWarnings("NullAway.Init") // JMH calls start() before anything else
public class MessageWayBenchmark {

    private static final int BATCH = 1000;
    private static final int PEOPLE = 20;

    /** How many commands are registered. */
    @Param({"10", "10000"})
    public int commands;

    private BenchBot bot;
    private CommandTree tree;
    private final CommandReader reader = new CommandReader("!", "errand");
    private final ValueReader.Directory nobody =
            new ValueReader.Directory() {
                @Override
                public Optional<dev.errand.api.Person> person(String text) {
                    return Optional.empty();
                }

                @Override
                public Optional<dev.errand.api.Room> room(String text) {
                    return Optional.empty();
                }
            };
    private int next;

    /** Starts a host with that many commands. */
    @Setup(Level.Trial)
    public void start() throws Exception {
        bot = new BenchBot(message -> {});
        bot.loadCommands(commands);
        tree = bot.bot().plugins().snapshot().commands();
    }

    /** Ends it. */
    @TearDown(Level.Trial)
    public void end() throws Exception {
        bot.close();
    }

    /**
     * A line from its arrival to its drawn answer: identity, look-up, arguments, access, a thread
     * of the plugin, reply, audit.
     */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void wholeWay() throws InterruptedException {
        Inbox.Receipt[] receipts = new Inbox.Receipt[BATCH];
        for (int i = 0; i < BATCH; i++) {
            receipts[i] = bot.chat().say(QuietChat.person(i % PEOPLE), line());
        }
        for (Inbox.Receipt receipt : receipts) {
            receipt.await();
        }
    }

    /** Only what a line is: prefix, look-up, arguments. */
    @Benchmark
    public Reading lookUp() {
        return reader.read(line(), false, tree, nobody);
    }

    private String line() {
        next = (next + 7919) % commands;
        return "!cmd" + next + " hello";
    }
}
