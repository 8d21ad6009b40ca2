package dev.errand.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bots that are ended, gently and otherwise: what was acknowledged is kept. First, as it takes
 * longest.
 */
@Order(1)
class EndingIT {

    private static final int ROUNDS = 50;
    private static final int SIDE_BY_SIDE = 2;

    @TempDir Path home;

    @Test
    void nothingAcknowledgedIsLostInFiftyKills() throws Exception {
        List<Future<?>> homes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            for (int i = 0; i < SIDE_BY_SIDE; i++) {
                Path own = Files.createDirectories(home.resolve(String.valueOf(i)));
                homes.add(
                        threads.submit(() -> {
                            killAgainAndAgain(own, ROUNDS / SIDE_BY_SIDE);
                            return null;
                        }));
            }
        }
        for (Future<?> done : homes) {
            done.get();
        }
    }

    private static void killAgainAndAgain(Path home, int rounds) throws InterruptedException {
        for (int round = 0; round < rounds; round++) {
            try (Bot bot = Bot.start(home)) {
                for (int earlier = 0; earlier < round; earlier++) {
                    assertThat(bot.ask("!democmd get k" + earlier)).isEqualTo("value " + earlier);
                }
                assertThat(bot.ask("!democmd add k" + round + " value " + round))
                        .isEqualTo("Remembered k" + round + ".");
                bot.kill();
            }
        }
    }

    @Test
    void aSignalLetsARunningCommandEndAndKeepsWhatItDid() throws Exception {
        slowPlugin(1_500);
        try (Bot bot = Bot.start(home)) {
            assertThat(bot.ask("!slow")).isEqualTo("begun");
            bot.terminate();

            Finished ended = bot.end();

            assertThat(ended.exit()).isZero();
            assertThat(ended.out()).isEqualTo("done");
        }
        assertThat(Bot.converse(home, "!slow result").out()).isEqualTo("kept\n");
    }

    @Test
    void aSignalDoesNotWaitForACommandForEver() throws Exception {
        Files.writeString(home.resolve("errand.conf"), "execution.drain = 500ms\n");
        slowPlugin(3_600_000);
        try (Bot bot = Bot.start(home)) {
            assertThat(bot.ask("!slow")).isEqualTo("begun");
            bot.terminate();

            assertThat(bot.end().exit()).isZero();
        }
    }

    @Test
    void theEndOfTheInputWaitsForTheLastAnswer() throws Exception {
        slowPlugin(1_200);

        Finished finished = Bot.converse(home, "!slow", "!slow result");

        assertThat(finished.out()).contains("begun\n", "done\n");
        assertThat(finished.exit()).isZero();
    }

    @Test
    void aBotThatWasKilledStartsAgainInTheSameHome() throws Exception {
        try (Bot bot = Bot.start(home)) {
            bot.ask("!democmd add a b");
            bot.kill();
        }
        await().until(() -> Bot.converse(home, "!democmd get a").out().equals("b\n"));
    }

    private void slowPlugin(int milliseconds) throws Exception {
        Jar.plugin(
                        "slow",
                        "1.0.0",
                        """
                        private final Store<String> kept;
                        public Pack(PluginContext context) {
                            kept = context.store("kept", String.class);
                        }
                        @Command(value = "slow", description = "Takes its time")
                        String slow(Call call) throws InterruptedException {
                            call.say("begun");
                            Thread.sleep(%d);
                            kept.put("result", "kept");
                            return "done";
                        }
                        @Command(value = "slow result", description = "Shows what it did")
                        String result() {
                            return kept.get("result").orElse("nothing");
                        }
                        """
                                .formatted(milliseconds))
                .renameTo(Files.createDirectories(home.resolve("plugins")).resolve("slow.jar"));
    }
}
