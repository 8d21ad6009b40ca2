package dev.errand.backend.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.api.Secret;
import dev.errand.backend.contract.TestChatContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes in the settings are told before anything connects, and no secret with them. */
class SlackSettingsTest {

    private static SlackSettings settings(
            String app, String bot, String url, Optional<Path> ca, Duration timeout, int queue) {
        return new SlackSettings(
                new Secret(app),
                new Secret(bot),
                url,
                ca,
                Optional.empty(),
                timeout,
                List.of(),
                queue);
    }

    private static SlackSettings tokens(String app, String bot) {
        return settings(
                app, bot, "https://slack.com/api", Optional.empty(), Duration.ofSeconds(20), 10);
    }

    @Test
    void tokensAreTakenInTheirPlacesOnly() {
        assertThat(tokens("xapp-1-a", "xoxb-1-b").apiUrl()).isEqualTo("https://slack.com/api/");
        assertThatThrownBy(() -> tokens("xoxb-1-b", "xapp-1-a"))
                .hasMessageContaining("app-token")
                .hasMessageNotContaining("xoxb-1-b");
        assertThatThrownBy(() -> tokens("xapp-1-a", "xoxb-1 b\n"))
                .hasMessageContaining("bot-token");
    }

    @Test
    void noSecretIsInTheText() {
        assertThat(tokens("xapp-1-hidden", "xoxb-1-hidden").toString()).doesNotContain("hidden");
    }

    @Test
    void tokensGoOverTlsOnly() {
        assertThatThrownBy(() ->
                        settings(
                                "xapp-1",
                                "xoxb-1",
                                "http://slack.example.org/api/",
                                Optional.empty(),
                                Duration.ofSeconds(1),
                                1))
                .hasMessageContaining("https://");
    }

    @Test
    void aFileWithoutCertificatesIsNamed(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("ca.pem"), "no certificate");
        try (TestChatContext context = new TestChatContext("office", folder)) {
            SlackSettings wrong =
                    settings(
                            "xapp-1",
                            "xoxb-1",
                            "https://slack.com/api/",
                            Optional.of(file),
                            Duration.ofSeconds(1),
                            1);
            assertThatThrownBy(() -> new SlackBackendFactory().create(wrong, context))
                    .hasMessageContaining("ca.pem");
        }
    }
}
