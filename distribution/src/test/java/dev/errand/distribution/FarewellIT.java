package dev.errand.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rooms of a real chat hear when the bot is told to end. */
class FarewellIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir Path folder;

    @Test
    void aSignalHasTheRoomsToldBeforeTheBotLeaves() throws Exception {
        try (Ngircd ircd = Ngircd.withPersonIn("#ops", folder)) {
            Path home =
                    home(
                            ircd,
                            "farewell { rooms = [\"irc:#ops\"], text = \"Gone for an upgrade.\" }");
            try (Bot bot = Bot.start(home)) {
                await().atMost(PATIENCE).until(() -> ircd.heard(":errand!"));
                bot.signal("TERM");

                Finished ended = bot.end();

                assertThat(ended.exit()).isZero();
            }
            await().atMost(PATIENCE).until(() -> ircd.heard(" QUIT "));
            assertThat(ircd.heard("PRIVMSG #ops :Gone for an upgrade.")).isTrue();
            assertThat(ircd.placeOf("Gone for an upgrade.")).isLessThan(ircd.placeOf(" QUIT "));
        }
    }

    @Test
    void withoutSuchASettingItLeavesInSilence() throws Exception {
        try (Ngircd ircd = Ngircd.withPersonIn("#ops", folder)) {
            try (Bot bot = Bot.start(home(ircd, ""))) {
                await().atMost(PATIENCE).until(() -> ircd.heard(":errand!"));
                bot.signal("TERM");

                assertThat(bot.end().exit()).isZero();
            }
            await().atMost(PATIENCE).until(() -> ircd.heard(" QUIT "));
            assertThat(ircd.heard("PRIVMSG #ops")).isFalse();
        }
    }

    private Path home(Ngircd ircd, String more) throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(
                home.resolve("errand.conf"),
                """
                chats.irc {
                  type = irc, server = "127.0.0.1", port = %d, tls = no, channels = ["#ops"]
                }
                %s
                """
                        .formatted(ircd.port(), more));
        return home;
    }
}
