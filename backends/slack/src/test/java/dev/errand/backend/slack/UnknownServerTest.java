package dev.errand.backend.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.api.Secret;
import dev.errand.backend.contract.RecordingInbox;
import dev.errand.backend.contract.TestChatContext;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.Health;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnknownServerTest {

    @TempDir Path folder;

    @Test
    void aNameThatTheDnsDoesNotKnowIsToldAndTriedAgain() throws Exception {
        SlackSettings settings =
                new SlackSettings(
                        new Secret("xapp-1-a"),
                        new Secret("xoxb-1-b"),
                        "https://no-such-host.invalid/api/",
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(5),
                        List.of(),
                        10);
        try (TestChatContext context = new TestChatContext("office", folder)) {
            ChatBackend backend = new SlackBackendFactory().create(settings, context);
            backend.start(new RecordingInbox());
            try {
                await().until(() -> backend.health().lastFailure().isPresent());
                Health health = backend.health();
                assertThat(health.state()).isEqualTo(Health.State.CONNECTING);
                assertThat(health.detail()).contains("no-such-host.invalid");
                await().until(() -> !backend.health().lastFailure().equals(health.lastFailure()));
            } finally {
                backend.stop();
            }
        }
    }
}
