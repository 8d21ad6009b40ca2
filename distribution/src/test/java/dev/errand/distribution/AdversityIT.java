package dev.errand.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a machine does to a process: signals, a full volume, a clock that jumps. */
class AdversityIT {

    private static final Path FAKE_TIME =
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");

    @TempDir Path home;

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", "HUP"})
    void everySignalThatAsksForTheEndIsAnsweredWithZero(String signal) throws Exception {
        try (Bot bot = Bot.start(home)) {
            assertThat(bot.ask("!democmd add a b")).isEqualTo("Remembered a.");
            bot.signal(signal);

            assertThat(bot.end().exit()).isZero();
        }
        assertThat(Bot.converse(home, "!democmd get a").out()).isEqualTo("b\n");
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

    /** The limit on the size of files says no like a full volume, and needs neither root nor a mount. */
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

    @Test
    void aClockThatJumpsForwardAndBackBreaksNothing() throws Exception {
        assumeThat(FAKE_TIME).as("libfaketime, of Debian's package faketime").exists();
        Path offset = home.resolve("offset");
        set(offset, "+0");
        ProcessBuilder command = Bot.command(home);
        command.environment()
                .putAll(
                        java.util.Map.of(
                                "LD_PRELOAD", FAKE_TIME.toString(),
                                "FAKETIME_TIMESTAMP_FILE", offset.toString(),
                                "FAKETIME_NO_CACHE", "1",
                                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                                "ERRAND_JAVA_OPTS", "-XX:AOTMode=off"));
        try (Bot bot = Bot.start(command)) {
            assertThat(bot.ask("!democmd add before then")).isEqualTo("Remembered before.");
            set(offset, "+400d");
            assertThat(bot.ask("!democmd get before")).isEqualTo("then");
            assertThat(bot.ask("!democmd add future later")).isEqualTo("Remembered future.");
            set(offset, "-400d");
            for (int i = 0; i < 20; i++) {
                assertThat(bot.ask("!democmd get future")).isEqualTo("later");
            }
            assertThat(bot.ask("!democmd add past sooner")).isEqualTo("Remembered past.");
            bot.signal("TERM");
            assertThat(bot.end().exit()).isZero();
        }
        assertThat(Bot.converse(home, "!democmd get past", "!democmd get future").out())
                .isEqualTo("sooner\nlater\n");
    }

    private static void set(Path file, String text) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(text.getBytes(UTF_8));
        }
    }
}
