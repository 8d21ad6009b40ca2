package dev.errand.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a machine does to a process: signals, a full volume. */
class AdversityIT {

    @TempDir Path home;

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "HUP"})
    void everySignalThatAsksForTheEndIsAnsweredWithZero(String signal) throws Exception {
        assumeFalse(
                isIgnored(signal),
                () ->
                        "SIG"
                                + signal
                                + " is ignored by this build and so by all that it starts, as in a background job of a script (&)");
        try (Bot bot = Bot.start(home)) {
            assertThat(bot.ask("!democmd add a b")).isEqualTo("Remembered a.");
            bot.signal(signal);

            assertThat(bot.end().exit()).isZero();
        }
        assertThat(Bot.converse(home, "!democmd get a").out()).isEqualTo("b\n");
    }

    /** A process hands this on to those that it starts, and a JVM leaves such a signal ignored. */
    private static boolean isIgnored(String signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        int number =
                switch (signal) {
                    case "HUP" -> 1;
                    case "INT" -> 2;
                    default -> 15;
                };
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> new BigInteger(line.substring(7).strip(), 16))
                        .anyMatch(mask -> mask.testBit(number - 1));
    }

    @Test
    void aSecondSignalDoesNotCutTheEndShort() throws Exception {
        try (Bot bot = Bot.start(home)) {
            assertThat(bot.ask("!democmd add a b")).isEqualTo("Remembered a.");
            bot.signal("TERM");
            bot.signal("TERM");

            assertThat(bot.end().exit()).isZero();
        }
    }

    /**
     * The limit on the size of files says no like a full volume, and needs neither root nor a
     * mount.
     */
    @Test
    void aFullVolumeIsToldAndWhatWasAcknowledgedBeforeIsThereAfterwards() throws Exception {
        ProcessBuilder limited =
                new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -f 400; exec \"$@\"",
                        "sh",
                        Bot.DISTRIBUTION.resolve("bin/errand").toString(),
                        "--home",
                        home.toString());
        limited.environment().keySet().removeIf(name -> name.startsWith("ERRAND_"));
        limited.environment().put("ERRAND_JAVA_OPTS", "-XX:AOTMode=off");
        int kept = 0;
        try (Bot bot = Bot.start(limited)) {
            String answer = bot.ask("!democmd add k0 " + value(0));
            while (answer.equals("Remembered k" + kept + ".")) {
                kept++;
                assertThat(kept).as("values that went into 200 KiB").isLessThan(500);
                answer = bot.ask("!democmd add k" + kept + " " + value(kept));
            }
            assertThat(answer).containsAnyOf("incident", "cannot", "failed");
            assertThat(bot.ask("!whoami")).as("it still talks").isNotEmpty();
            bot.kill();
        }
        assertThat(kept).isPositive();
        try (Bot bot = Bot.start(home)) {
            for (int i = 0; i < kept; i++) {
                assertThat(bot.ask("!democmd get k" + i)).isEqualTo(value(i));
            }
            assertThat(bot.ask("!democmd add more room")).isEqualTo("Remembered more.");
        }
    }

    private static String value(int i) {
        return "v" + i + " " + "x".repeat(4_000);
    }
}
