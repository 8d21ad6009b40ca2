package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.api.Command;
import dev.errand.api.Default;
import dev.errand.api.Plugin;
import dev.errand.api.Reply;
import dev.errand.api.Secret;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    record WeatherSettings(Secret token, @Default("5s") Duration timeout) {}

    /** Has settings, and a careless command. */
    public static final class WeatherPlugin implements Plugin {

        private final WeatherSettings settings;

        public WeatherPlugin(WeatherSettings settings) {
            this.settings = settings;
        }

        @Command(value = "timeout", description = "Shows the timeout")
        String timeout() {
            return settings.timeout().toString();
        }

        @Command(value = "leak", description = "Says what it should not")
        Reply leak() {
            return Reply.plain("the token is " + settings.token().reveal());
        }
    }

    @Test
    void aPluginGetsItsSettingsTyped() {
        try (TestBot bot =
                TestBot.setup()
                        .plugins(WeatherPlugin.class)
                        .settings("weather", Map.of("token", "s3cr3t-t0ken", "timeout", "90s"))
                        .start()) {
            bot.person("ann").says("!timeout").repliesWith("PT1M30S");
        }
    }

    @Test
    void aSecretDoesNotReachARoomEvenIfThePluginSaysIt() {
        try (TestBot bot =
                TestBot.setup()
                        .plugins(WeatherPlugin.class)
                        .settings("weather", Map.of("token", "s3cr3t-t0ken"))
                        .start()) {
            assertThat(bot.person("ann").says("!leak").replies().toString())
                    .contains("the token is")
                    .doesNotContain("s3cr3t");
        }
    }

    @Test
    void settingsThatDoNotFitKeepThePluginOutOfServiceAndAreAllNamed() {
        assertThatThrownBy(() ->
                        TestBot.setup()
                                .plugins(WeatherPlugin.class)
                                .settings("weather", Map.of("tokn", "x", "timeout", "soon"))
                                .start())
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("plugins.weather.tokn", "'soon'", "plugins.weather.token");
    }
}
