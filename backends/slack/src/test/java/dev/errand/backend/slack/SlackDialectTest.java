package dev.errand.backend.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.contract.RichReply;
import dev.errand.backend.spi.Dialect;
import dev.errand.backend.spi.OutboundMessage;
import dev.errand.platform.reply.Redaction;
import dev.errand.platform.reply.ReplyDrawing;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Markdown as Slack writes it, and nothing else out of anybody's text. */
class SlackDialectTest {

    private final Dialect dialect = new SlackDialect();

    /**
     * The space of no width, by which a sign is kept from being read as one, is shown as {@code ·}.
     */
    @Test
    void oneRichReplyIsDrawnAsInTheGoldenFile() {
        Person ann = new Person(new PersonId("office", "T0ACME/U0ANN"), "ann");
        Room ops = new Room(new RoomId("office", "C0OPS"), "#ops", false);
        String drawn =
                new ReplyDrawing(new Redaction(), 50, "!more")
                        .draw(RichReply.of(ann, ops), dialect, Set.of(), "office").parts().stream()
                                .map(part -> ((OutboundMessage.Body.Drawn) part).text())
                                .collect(Collectors.joining("\n"));

        assertThat(drawn.replace("\u200b", "·") + "\n")
                .isEqualTo(RichReply.golden(SlackDialectTest.class));
    }

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
