package dev.errand.backend.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.backend.spi.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Markdown as Slack writes it, and nothing else out of anybody's text. */
class SlackDialectTest {

    private final Dialect dialect = new SlackDialect();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!channel>",
                "<!everyone|x>",
                "<@U0ANN>",
                "<#C0OPS>",
                "<http://evil.example|bank>",
                "&lt;!here&gt;",
                "<!subteam^S1>"
            })
    void noTextBecomesACommandOfSlacks(String hostile) {
        assertThat(dialect.text(hostile)).doesNotContain("<", ">");
        assertThat(dialect.code(hostile)).doesNotContain("<", ">");
        assertThat(dialect.codeBlock("", hostile)).doesNotContain("<", ">");
        assertThat(dialect.link(dialect.text(hostile), "https://example.org"))
                .startsWith("<https://example.org|")
                .matches("<[^<>]*>");
        assertThat(dialect.mention(new Person(new PersonId("office", hostile), hostile)))
                .doesNotContain("<", ">");
    }

    @Test
    void aLinkLeadsNowhereButToTheWeb() {
        assertThat(dialect.link("click", "javascript:alert(1)")).isEqualTo("click");
        assertThat(dialect.link("click", "!channel")).isEqualTo("click");
        assertThat(dialect.link("click", "https://example.org/|x> <!here>"))
                .isEqualTo("<https://example.org/%7Cx&gt;%20&lt;!here&gt;|click>");
    }

    @Test
    void aCodeBlockCannotBeClosedFromWithin() {
        assertThat(dialect.codeBlock("", "a\n```\n<!here>").substring(3))
                .doesNotContain("```\n&lt;")
                .endsWith("\n```");
    }

    @Test
    void signsHoldLineByLineAndNeverStandNextToASpace() {
        assertThat(dialect.bold("one\ntwo")).isEqualTo("*one*\n*two*");
        assertThat(dialect.bold(" a ")).isEqualTo(" a ");
        assertThat(dialect.italic("")).isEmpty();
    }
}
