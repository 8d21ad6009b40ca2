package dev.errand.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code errand doctor} says, and that it leaves no trace. */
class DoctorIT {

    @TempDir Path folder;

    @Test
    void aBotThatWouldStartIsHealthyAndNothingIsMade() throws Exception {
        Path home = folder.resolve("home");

        Finished finished = Finished.run(Bot.command(home, "doctor"), "");

        assertThat(finished.err()).isEmpty();
        assertThat(finished.out())
                .contains("good     Java", "good     configuration", "good     storage h2");
        assertThat(finished.out()).doesNotContain("bad  ");
        assertThat(finished.exit()).isZero();
        assertThat(home).doesNotExist();
    }

    @Test
    void allThatIsBadIsToldWithWhatToDoAndWithoutSecrets() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(
                    folder.resolve("errand.conf"),
                    """
                    health.port = %d
                    storage { type = redis, servers = ["127.0.0.1:1"] }
                    chats.office {
                      type = irc, server = nowhere.invalid, password = "hidden-words"
                    }
                    """
                            .formatted(taken.getLocalPort()));

            Finished finished = Finished.run(Bot.command(folder, "doctor"), "");

            assertThat(finished.exit()).isEqualTo(1);
            assertThat(finished.out())
                    .contains("bad      health port 127.0.0.1:" + taken.getLocalPort(), "ss -ltnp")
                    .contains("bad      storage redis: Redis at 127.0.0.1:1 cannot be reached")
                    .contains("bad      chat office DNS: 'nowhere.invalid' has no address")
                    .contains("skipped  chat office login: its server is out of reach");
            assertThat(finished.out() + finished.err()).doesNotContain("hidden-words", "\tat ");
        }
    }

    @Test
    void aMistakeInTheConfigurationIsOneOfItsFindings() throws Exception {
        Files.writeString(folder.resolve("errand.conf"), "prefx = \"?\"\n");

        Finished finished = Finished.run(Bot.command(folder, "doctor"), "");

        assertThat(finished.exit()).isEqualTo(1);
        assertThat(finished.out()).contains("bad      configuration: ", "Did you mean 'prefix'?");
    }

    @Test
    void whatABotHasThatRunsIsLeftAlone() throws Exception {
        try (Bot bot = Bot.start(folder)) {
            bot.ask("!democmd add a b");

            Finished finished = Finished.run(Bot.command(folder, "doctor"), "");

            assertThat(finished.exit()).isZero();
            assertThat(finished.out()).contains("skipped  storage h2: a bot lives in this home");
            assertThat(bot.ask("!democmd get a")).isEqualTo("b");
        }
        assertThat(Finished.run(Bot.command(folder, "doctor"), "").out())
                .contains("good     storage h2");
    }
}
