package dev.errand.backend.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Person;
import dev.errand.api.PersonId;
import org.junit.jupiter.api.Test;

/** Markdown as Discord reads it. */
class DiscordDialectTest {

    private final DiscordDialect dialect = new DiscordDialect();
    private final Person ann = new Person(new PersonId("d", FakeWorld.ANN.id()), "ann");

    private String read(String drawn) {
        return DiscordReading.of(new FakeWorld(), drawn);
    }

    @Test
    void anAddressIsNeitherEscapedNorGluedToWhatFollows() {
        assertThat(dialect.text("see https://x.example/a_b?c=d."))
                .contains("https://x.example/a_b?c=d.");
        assertThat(read(dialect.text("https://x.example/a*b*").replace("\ufeff", "\ufeff")))
                .isEqualTo("https://x.example/a\ufeff*b*");
    }

    @Test
    void codeThatHoldsTheSignOfEmphasisDoesNotBreakIt() {
        assertThat(read(dialect.italic(dialect.code("a*b")))).isEqualTo("a*b");
        assertThat(read(dialect.italic(dialect.code("a*b_c")))).isEqualTo("a*b_c");
        assertThat(read(dialect.bold(dialect.code("a**b")))).isEqualTo("a**b");
        assertThat(read(dialect.strike(dialect.code("~~")))).isEqualTo("~~");
    }

    @Test
    void codeCannotBeLeft() {
        for (String raw : new String[] {"`", "``", "a`b``c```d", "```\n@everyone", "\\`", " `"}) {
            assertThat(read(dialect.code(raw)).replace("\u200b", "").strip())
                    .isEqualTo(raw.replace('\n', ' ').strip());
            assertThat(read(dialect.codeBlock("", raw)).replace("\u200b", "").strip())
                    .isEqualTo(raw.strip());
        }
    }

    @Test
    void aLinkShowsWhereItLeadsWhenItsTextIsAnotherAddress() {
        assertThat(dialect.link(dialect.text("https://good.example"), "https://bad.example"))
                .contains("https://bad.example")
                .doesNotContain("](");
        assertThat(dialect.link("here", "javascript:alert(1)")).doesNotContain("](");
    }

    @Test
    void aLinkCannotBeLeft() {
        String drawn = dialect.link("here", "https://x.example/a)[b](https://evil.example");

        assertThat(read(drawn)).isEqualTo("here");
    }

    @Test
    void onlyADrawnMentionIsAMention() {
        assertThat(DiscordDialect.mentioned(dialect.mention(ann)))
                .containsExactly(FakeWorld.ANN.id());
        for (String hostile : new String[] {"<@5>", "\\<@5>", "a<@5>", "`<@5>`", "<<@5>"}) {
            assertThat(DiscordDialect.mentioned(dialect.text(hostile))).as(hostile).isEmpty();
            assertThat(DiscordDialect.mentioned(dialect.code(hostile))).as(hostile).isEmpty();
            assertThat(DiscordDialect.mentioned(dialect.codeBlock("", hostile)))
                    .as(hostile)
                    .isEmpty();
        }
    }

    @Test
    void aPersonOfAnotherChatIsNamedAndNotMentioned() {
        Person other = new Person(new PersonId("irc", "eve>*"), "eve*");

        assertThat(dialect.mention(other)).isEqualTo("eve\\*");
    }

    @Test
    void lengthIsCountedInCharacters() {
        assertThat(dialect.length("\uD83D\uDE80")).isEqualTo(1);
    }
}
