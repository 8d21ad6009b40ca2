package dev.errand.backend.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Slack made of what was typed is undone. */
class MessageTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "!dig <http://example.org|example.org> MX¦!dig example.org MX",
                "see <https://example.org/a?b=1&amp;c=2>¦see https://example.org/a?b=1&c=2",
                "<mailto:ann@example.org|ann@example.org>¦ann@example.org",
                "<https://example.org|the docs>¦the docs (https://example.org)",
                "!role add <@U0ANN> admin¦!role add <@U0ANN> admin",
                "!role add <@U0ANN|ann> admin¦!role add <@U0ANN> admin",
                "in <#C0OPS|ops>¦in <#C0OPS>",
                "<!here> and <!channel> and <!everyone|everyone>¦@here and @channel and @everyone",
                "<!subteam^S1|@oncall> look¦@oncall look",
                "<!date^1392734382^{date}|18 February>¦18 February",
                "a &lt; b &amp;&amp; c &gt; d¦a < b && c > d",
                "&amp;lt;¦&lt;",
                "<¦<",
                "a|b <c¦a|b <c"
            })
    void whatWasTypedComesBack(String delivered, String typed) {
        assertThat(MessageText.read(delivered)).isEqualTo(typed);
    }

    @Test
    void onlyAMentionAtTheBeginningIsTakenOff() {
        assertThat(MessageText.afterMention(" <@U0BOT>: help", "U0BOT")).contains("help");
        assertThat(MessageText.afterMention("<@U0BOT|errand> help", "U0BOT")).contains("help");
        assertThat(MessageText.afterMention("ask <@U0BOT> for help", "U0BOT")).isEmpty();
        assertThat(MessageText.afterMention("<@U0BOTH> help", "U0BOT")).isEmpty();
        assertThat(MessageText.afterMention("<@> help", "")).isEmpty();
    }
}
