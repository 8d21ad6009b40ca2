package dev.errand.backend.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.api.Secret;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscordSettingsTest {

    private static DiscordSettings settings(String token, List<String> servers, String api) {
        return new DiscordSettings(
                new Secret(token),
                true,
                true,
                servers,
                1000,
                Duration.ofSeconds(15),
                api,
                "wss://gateway.discord.gg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://proxy.example.org/api", "ftp://localhost/", "proxy", "https:///x"})
    void theTokenIsNotSentWithoutEncryption(String api) {
        assertThatThrownBy(() -> settings("t", List.of(), api))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("api")
                .hasMessageContaining(api);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://discord.com/api/v10/", "http://localhost:8080/api/v10/"})
    void tlsAndLoopbackAreTaken(String api) {
        assertThatCode(() -> settings("t", List.of("123"), api)).doesNotThrowAnyException();
    }

    @Test
    void aServersNameIsNotItsId() {
        assertThatThrownBy(() -> settings("t", List.of("My server"), "https://discord.com/"))
                .hasMessageContaining("My server");
    }

    @Test
    void anEmptyTokenIsRefusedAndNoneIsShown() {
        assertThatThrownBy(() -> settings(" ", List.of(), "https://discord.com/"))
                .hasMessageContaining("token");
        assertThat(settings("s3cr3t", List.of(), "https://discord.com/").toString())
                .doesNotContain("s3cr3t");
    }
}
