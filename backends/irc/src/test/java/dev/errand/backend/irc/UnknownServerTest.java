package dev.errand.backend.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.backend.spi.Health;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnknownServerTest {

    @TempDir Path folder;

    @Test
    void aNameThatTheDnsDoesNotKnowIsToldAndTriedAgain() throws Exception {
        IrcSettings settings = TestSettings.at("no-such-host.invalid", 6667);
        try (RunningBackend bot = new RunningBackend(settings, folder)) {
            Health health = bot.awaitHealth(now -> now.lastFailure().isPresent());

            assertThat(health.state()).isEqualTo(Health.State.CONNECTING);
            assertThat(health.detail()).contains("no-such-host.invalid");
            assertThat(
                            bot.awaitHealth(now -> !now.lastFailure().equals(health.lastFailure()))
                                    .state())
                    .isEqualTo(Health.State.CONNECTING);
        }
    }
}
