package dev.errand.platform.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Reply;
import dev.errand.backend.spi.Dialect;
import dev.errand.backend.spi.Feature;
import dev.errand.backend.spi.OutboundMessage.Body;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RepliesTest {

    private static final Dialect NESTING = new NestingDialect(4000);

    @Test
    void plainTextIsNotReadAsMarkdown() {
        assertThat(Drawn.one(Reply.plain("  *a*\n\n\n    <b> `c`\n"), NESTING))
                .isEqualTo("  &#42;a&#42;\n\n\n    &lt;b&gt; &#96;c&#96;");
        assertThat(Drawn.parts(Reply.plain(" \n"), NESTING)).isEmpty();
    }

    @Test
    void codeIsABlock() {
        assertThat(Drawn.one(Reply.code("a\r\n  b\n\n"), NESTING)).isEqualTo("```\na\n  b\n```");
        assertThat(Drawn.parts(Reply.code("\n"), NESTING)).isEmpty();
    }

    @Test
    void aTableIsAlignedByWhatTheEyeSees() {
        Reply.Table table =
                Reply.table("name", "n")
                        .row("日本", 5)
                        .row("e\u0301a", "-1,200.5")
                        .row("👨‍👩‍👧x", "7 %");
        assertThat(Drawn.one(table, Dialect.PLAIN))
                .isEqualTo(
                        """
                        name         n
                        ----  --------
                        日本         5
                        e\u0301a    -1,200.5
                        👨‍👩‍👧x        7 %\
                        """);
    }

    @Test
    void aTableWithoutRowsShowsItsHeadings() {
        assertThat(Drawn.one(Reply.table("a", "b"), Dialect.PLAIN)).isEqualTo("a  b\n-  -");
    }

    @Test
    void aWideTableBecomesRecords() {
        String wide = "w".repeat(99);
        assertThat(Drawn.one(Reply.table("a", "b").row(wide, 1).row("x\ny", 2), Dialect.PLAIN))
                .isEqualTo("a: " + wide + "\nb: 1\n\na: x y\nb: 2");
    }

    @Test
    void cellsAreNotReadAsMarkdown() {
        assertThat(Drawn.one(Reply.table("*a*").row("|_b_|"), Dialect.PLAIN))
                .isEqualTo("*a*\n-----\n|_b_|");
    }

    @Test
    void aCardIsLines() {
        Reply card =
                Reply.card("Disk <full>", "On **db1**")
                        .field("free", "2 %")
                        .field("since", "5 min")
                        .link("https://x.org");
        assertThat(Drawn.one(card, NESTING))
                .isEqualTo(
                        "*<https://x.org|Disk &lt;full&gt;>*\nOn *db1*\nfree: 2 %\nsince: 5 min");
        assertThat(Drawn.one(Reply.card("T", "").link("javascript:x"), NESTING)).isEqualTo("*T*");
        assertThat(Drawn.parts(Reply.card("", ""), NESTING)).isEmpty();
    }

    @Test
    void aFileOfTextIsShown() {
        assertThat(Drawn.one(Reply.file("a_b.txt", "x\ny\n"), NESTING))
                .isEqualTo("*a_b.txt*\n```\nx\ny\n```");
        assertThat(Drawn.one(Reply.file("a.txt", ""), NESTING)).isEqualTo("*a.txt* (empty)");
    }

    @Test
    void aFileOfBytesIsNamed() {
        Reply file = new Reply.File("a.png", "image/png", new byte[12_345]);
        assertThat(Drawn.one(file, NESTING))
                .isEqualTo("This chat cannot show the file a.png (12.3 kB)");
        Reply bad = new Reply.File("b", "text/plain", new byte[] {(byte) 0xC3, 0x28});
        assertThat(Drawn.one(bad, NESTING)).isEqualTo("This chat cannot show the file b (2 bytes)");
    }

    @Test
    void whatTheChatDrawsItselfIsHandedOnWithATextThatFits() {
        Reply.Table table = Reply.table("key", "value");
        for (int i = 0; i < 100; i++) {
            table = table.row("k" + i, "password=hunter" + i);
        }
        Dialect small = new NestingDialect(200);
        Drawing drawing = draw(table, small, Set.of(Feature.TABLES));
        assertThat(drawing.rest()).isEmpty();
        assertThat(drawing.parts())
                .singleElement()
                .isInstanceOfSatisfying(
                        Body.Rich.class,
                        rich -> {
                            assertThat(rich.text()).endsWith("\n…").startsWith("```\nkey");
                            assertThat(small.length(rich.text())).isLessThanOrEqualTo(200);
                            Reply.Table shown = (Reply.Table) rich.reply();
                            assertThat(shown.rows())
                                    .hasSize(100)
                                    .first()
                                    .isEqualTo(List.of("k0", "password=***"));
                        });
        assertThat(draw(table, NESTING, Set.of(Feature.CARDS)).parts())
                .first()
                .isInstanceOf(Body.Drawn.class);
    }

    @Test
    void secretsAreHiddenInCardsAndFilesToo() {
        Reply card = Reply.card("t", "token=abc123").field("password", "hunter2");
        assertThat(draw(card, NESTING, Set.of(Feature.CARDS)).parts())
                .singleElement()
                .isInstanceOfSatisfying(
                        Body.Rich.class,
                        rich -> {
                            Reply.Card shown = (Reply.Card) rich.reply();
                            assertThat(shown.body()).isEqualTo("token=***");
                            assertThat(shown.fields()).containsEntry("password", "***");
                            assertThat(rich.text()).doesNotContain("hunter2", "abc123");
                        });
        assertThat(
                        draw(
                                        Reply.file("x.env", "A=1\nDB_PASSWORD=hunter2"),
                                        NESTING,
                                        Set.of(Feature.FILES))
                                .parts())
                .singleElement()
                .isInstanceOfSatisfying(
                        Body.Rich.class,
                        rich -> {
                            Reply.File shown = (Reply.File) rich.reply();
                            assertThat(new String(shown.content(), StandardCharsets.UTF_8))
                                    .isEqualTo("A=1\nDB_PASSWORD=***");
                        });
    }

    private static Drawing draw(Reply reply, Dialect dialect, Set<Feature> features) {
        return new ReplyDrawing(new Redaction(), 3, "!more").draw(reply, dialect, features);
    }
}
