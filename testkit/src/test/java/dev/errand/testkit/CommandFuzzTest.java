package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Command;
import dev.errand.api.Flag;
import dev.errand.api.Plugin;
import dev.errand.api.Requires;
import dev.errand.api.Rest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Lines that nobody means, through the whole way of a message: none of them crashes it, holds it
 * up, or runs what may not be run. {@code -Plong} gives a million of them.
 */
class CommandFuzzTest {

    private static final int ROUNDS = Integer.getInteger("errand.rounds", 10_000);
    private static final AtomicInteger FORBIDDEN = new AtomicInteger();
    private static final AtomicInteger ALLOWED = new AtomicInteger();
    private static final String[] PIECES = {
        "!",
        "!!",
        "!3",
        "deploy",
        "ship",
        "fuzzed:deploy",
        "fuzzed:ship",
        "fuzzed:",
        ":",
        "errand:",
        "errand",
        "DEPLOY",
        "dep",
        "loy",
        "prod",
        "dev",
        " ",
        "  ",
        "\t",
        "\u00a0",
        "\u2003",
        "\n",
        "\"",
        "'",
        "\\",
        "\\\"",
        "--",
        "-",
        "--env",
        "--env=prod",
        "--env=",
        "--force",
        "=",
        "wipe",
        "open",
        "echo",
        "plugins",
        "plugins clear fuzzed",
        "help",
        "\u0000",
        "\u200b",
        "\u202e",
        "\ud83d",
        "\udc4d",
        "é",
        "ß",
        "İ",
        "ı",
        "<@ann>",
        "@ann",
        "$(x)",
        "`",
        "*",
        "?",
        "{",
        "}",
        "%n",
        "1e999",
        "99999999999999999999",
        "NaN",
        "yes",
        "no"
    };

    /** Commands of which one must never run. */
    public static final class FuzzedPlugin implements Plugin {

        @Command(value = "deploy", description = "Deploys", aliases = "ship")
        void deploy(@Flag Optional<String> env, @Flag boolean force, @Rest Optional<String> rest) {
            FORBIDDEN.incrementAndGet();
        }

        @Command(value = "wipe", description = "Wipes")
        @Requires(Requires.ADMIN)
        void wipe(@Rest Optional<String> rest) {
            FORBIDDEN.incrementAndGet();
        }

        @Command(value = "open", description = "May be run, but not for prod")
        void open(String env, @Flag Optional<Integer> number, @Flag Optional<Duration> time) {
            if (env.equalsIgnoreCase("prod")) {
                FORBIDDEN.incrementAndGet();
            }
            ALLOWED.incrementAndGet();
        }

        @Command(value = "echo", description = "Says it again")
        String echo(@Rest String text) {
            ALLOWED.incrementAndGet();
            return text;
        }
    }

    private final Random random = new Random(Long.getLong("errand.seed", 11L));

    @Test
    void noLineCrashesHangsOrRunsWhatMayNotBeRun() {
        FORBIDDEN.set(0);
        ALLOWED.set(0);
        Duration longest = Duration.ZERO;
        try (TestBot bot =
                TestBot.setup()
                        .plugins(FuzzedPlugin.class)
                        .access(
                                Map.of(
                                        "per-minute",
                                        1_000_000,
                                        "burst",
                                        1_000_000,
                                        "rules",
                                        List.of(
                                                Map.of("deny", "deploy"),
                                                Map.of(
                                                        "deny",
                                                        "open",
                                                        "with",
                                                        Map.of("env", "prod")))))
                        .start()) {
            TestPerson ann = bot.person("ann");
            int batch = 500;
            for (int round = 0; round < ROUNDS; round += batch) {
                long began = System.nanoTime();
                bot.flood(ann, batch, n -> line());
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                longest = longest.compareTo(took) < 0 ? took : longest;
                bot.forgetSaid();
            }
            ann.says("!echo still here").repliesWith("still here");
        }
        assertThat(FORBIDDEN).hasValue(0);
        assertThat(ALLOWED).hasPositiveValue();
        assertThat(longest).isLessThan(Duration.ofSeconds(10));
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        if (random.nextInt(4) > 0) {
            line.append('!');
        }
        if (random.nextInt(3) > 0) {
            line.append(List.of("deploy", "ship", "wipe", "open", "echo").get(random.nextInt(5)))
                    .append(' ');
        }
        for (int n = random.nextInt(8); n > 0; n--) {
            line.append(PIECES[random.nextInt(PIECES.length)]);
            if (random.nextBoolean()) {
                line.append(' ');
            }
        }
        if (random.nextInt(200) == 0) {
            line.append("x ".repeat(5_000));
        }
        return line.toString();
    }
}
