package dev.errand.backend.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.errand.api.Secret;
import dev.errand.backend.contract.RecordingInbox;
import dev.errand.backend.contract.TestChatContext;
import dev.errand.backend.spi.Health;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and operators write is read as they mean it. */
class WordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "errand: roll|roll",
                "Errand, roll 2d6|roll 2d6",
                "@errand roll|roll",
                "@errand: roll|roll",
                "errand:roll|roll"
            })
    void aLineThatBeginsWithTheNickIsAddressed(String line, String text) {
        assertThat(Addressed.read(line, "errand")).isEqualTo(new Addressed(true, text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "errand",
                "errands: a list",
                "errand roll",
                "the errand: x",
                "@errands",
                "errand:",
                ""
            })
    void anyOtherLineIsNot(String line) {
        assertThat(Addressed.read(line, "errand")).isEqualTo(new Addressed(false, line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"errand", "errand@", "errand@example.org/phone", "@example.org", ""})
    void anAddressThatIsNoneIsRefusedWithWhatWouldWork(String jid) {
        assertThatThrownBy(() -> settings(jid, List.of(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + jid + "'")
                .hasMessageContaining("name@example.org");
    }

    @Test
    void aPasswordForNoRoomIsRefused() {
        assertThatThrownBy(() ->
                        settings(
                                "errand@example.org",
                                List.of("ops@rooms.example.org"),
                                Map.of("opps@rooms.example.org", new Secret("sesame"))))
                .hasMessageContaining("opps@rooms.example.org")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void noSecretIsWritten() {
        XmppSettings settings =
                settings(
                        "errand@example.org",
                        List.of("ops@rooms.example.org"),
                        Map.of("ops@rooms.example.org", new Secret("sesame")));

        assertThat(settings.toString()).doesNotContain("sesame", "barley");
    }

    @Test
    void aNameThatTheDnsDoesNotKnowIsToldAndTriedAgain(@TempDir Path folder) throws Exception {
        XmppSettings settings =
                new XmppSettings(
                        "errand@no-such-host.invalid",
                        new Secret("word"),
                        Optional.of("no-such-host.invalid"),
                        5222,
                        Optional.empty(),
                        "errand",
                        Optional.empty(),
                        List.of(),
                        Map.of(),
                        List.of(),
                        false,
                        10);
        try (TestChatContext context = new TestChatContext("team", folder)) {
            XmppBackend backend = new XmppBackend(settings, context);
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

    private static XmppSettings settings(
            String jid, List<String> rooms, Map<String, Secret> passwords) {
        return new XmppSettings(
                jid,
                new Secret("barley"),
                Optional.empty(),
                5222,
                Optional.empty(),
                "errand",
                Optional.empty(),
                rooms,
                passwords,
                List.of(),
                false,
                1_000);
    }
}
