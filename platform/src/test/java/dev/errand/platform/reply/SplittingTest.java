package dev.errand.platform.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Reply;
import dev.errand.backend.spi.Dialect;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplittingTest {

    private static final Dialect SMALL = new NestingDialect(100);

    @Test
    void aStyleIsClosedAndOpenedAgain() {
        List<String> parts =
                Drawn.parts(Reply.text("**" + "word ".repeat(50).strip() + "**"), SMALL);
        assertThat(parts).hasSize(3).allMatch(part -> part.matches("\\*word( word)*\\*"));
    }

    @Test
    void aCodeBlockIsCutAtLineEnds() {
        String lines =
                IntStream.range(0, 30).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
        List<String> parts = Drawn.parts(Reply.code(lines), SMALL);
        assertThat(parts).hasSize(3).allMatch(part -> part.matches("(?s)```\nline [^`]*\\d\n```"));
    }

    @Test
    void aTableRepeatsItsHeader() {
        Reply.Table table = Reply.table("number", "square");
        for (int i = 0; i < 20; i++) {
            table = table.row(i, i * i);
        }
        assertThat(Drawn.parts(table, SMALL))
                .hasSizeGreaterThan(3)
                .allMatch(part -> part.startsWith("```\nnumber  square\n------  ------\n "));
    }

    @Test
    void neitherALinkNorCodeInALineIsCut() {
        String filler = "word ".repeat(17);
        assertThat(
                        Drawn.parts(
                                        Reply.text(
                                                filler + "[a b c d e f](https://example.org) end"),
                                        SMALL)
                                .get(1))
                .isEqualTo("<https://example.org|a b c d e f> end");
        assertThat(Drawn.parts(Reply.text(filler + "`a b c d e f g h` end"), SMALL).get(1))
                .isEqualTo("`a b c d e f g h` end");
    }

    @Test
    void aLinkTooLongForAMessageIsShownAsText() {
        List<String> parts =
                Drawn.parts(
                        Reply.text("[here](https://example.org/" + "a".repeat(150) + ") it is"),
                        SMALL);
        assertThat(String.join("", parts))
                .isEqualTo("here(https://example.org/" + "a".repeat(150) + ") it is");
    }

    @Test
    void codeTooLongForAMessageIsClosedAndOpenedAgain() {
        List<String> parts = Drawn.parts(Reply.text("`" + "abc ".repeat(60).strip() + "`"), SMALL);
        assertThat(parts).hasSizeGreaterThan(2).allMatch(part -> part.matches("`abc[abc ]*`"));
    }

    @Test
    void aWordTooLongIsCutBetweenLettersAsPeopleSeeThem() {
        String family = "👨‍👩‍👧‍👦";
        List<String> parts = Drawn.parts(Reply.text(family.repeat(20)), SMALL);
        assertThat(String.join("", parts)).isEqualTo(family.repeat(20));
        assertThat(parts).allMatch(part -> part.replace(family, "").isEmpty());
    }

    @Test
    void aHeadingStaysWithItsText() {
        String text = "word ".repeat(18).strip() + "\n# Head\nmore words here";
        assertThat(Drawn.parts(Reply.text(text), SMALL))
                .containsExactly("word ".repeat(18).strip(), "*Head*\nmore words here");
    }

    @Test
    void anItemThatGoesOnShowsItsNumberOnce() {
        String text = "1. " + "word ".repeat(30).strip() + "\n2. end";
        List<String> parts = Drawn.parts(Reply.text(text), SMALL);
        assertThat(parts.getFirst()).startsWith("1. word");
        assertThat(parts.getLast()).startsWith("word").endsWith("\n2. end");
    }

    @Test
    void aQuoteGoesOnAsAQuote() {
        assertThat(Drawn.parts(Reply.text("> " + "word ".repeat(30)), SMALL))
                .hasSize(2)
                .allMatch(p -> p.startsWith("> word"));
    }

    @Test
    void plainTextKeepsItsIndentationWhereItIsCut() {
        String line = "    word word word word word word\n";
        List<String> parts = Drawn.parts(Reply.plain(line.repeat(10)), SMALL);
        assertThat(parts).hasSizeGreaterThan(3).allMatch(part -> part.startsWith("    word"));
    }

    @Test
    void aChatOfLinesGetsEachLineAlone() {
        Dialect lines = new LineDialect(400);
        assertThat(Drawn.parts(Reply.text("# A\n\n- b\n- c **d**\n\n```\ne\n\nf\n```"), lines))
                .containsExactly("\u0002A\u0002", "• b", "• c \u0002d\u0002", "e", "f");
        assertThat(Drawn.parts(Reply.table("a", "b").row("c", "d").row("e", "f"), lines))
                .containsExactly("a  b", "c  d", "e  f");
        assertThat(Drawn.parts(Reply.plain("a\n\n  b\n"), lines)).containsExactly("a", "  b");
    }

    @Test
    void theLastPartSaysHowMuchIsLeft() {
        String lines =
                IntStream.range(0, 40)
                        .mapToObj(i -> "line number " + i)
                        .collect(Collectors.joining("\n"));
        ReplyDrawing drawing = new ReplyDrawing(new Redaction(), 2, "!more");
        Drawing drawn = drawing.draw(Reply.code(lines), SMALL, Set.of());
        assertThat(drawn.parts()).hasSize(2);
        int left =
                Drawn.texts(drawn.rest()).stream()
                        .mapToInt(text -> (int) text.lines().count())
                        .sum();
        assertThat(Drawn.text(drawn.parts().getLast()))
                .endsWith("\n```\n… " + left + " more lines: !more");
        assertThat(Drawn.texts(drawn.parts())).allMatch(text -> SMALL.length(text) <= 100);

        Drawing more = drawing.more(drawn.rest(), SMALL);
        assertThat(more.parts()).hasSize(2);
        assertThat(more.rest()).hasSize(drawn.rest().size() - 2);
        assertThat(Drawn.text(more.parts().getLast())).contains(" more lines: !more");
        assertThat(Drawn.texts(more.parts())).allMatch(text -> SMALL.length(text) <= 100);
        assertThat(drawing.more(more.rest().subList(0, 2), SMALL))
                .isEqualTo(new Drawing(more.rest().subList(0, 2), List.of()));
    }

    @Test
    void whatJustFitsHasNoRest() {
        ReplyDrawing drawing = new ReplyDrawing(new Redaction(), 2, "!more");
        Drawing drawn =
                drawing.draw(
                        Reply.plain("a".repeat(100) + "\n" + "b".repeat(100)), SMALL, Set.of());
        assertThat(Drawn.texts(drawn.parts())).containsExactly("a".repeat(100), "b".repeat(100));
        assertThat(drawn.rest()).isEmpty();
    }

    @Test
    void oneMessageOfOneLineStillSaysHowMuchIsLeft() {
        ReplyDrawing drawing = new ReplyDrawing(new Redaction(), 1, "!more");
        assertThat(
                        Drawn.texts(
                                drawing.draw(Reply.plain("a\nb"), new LineDialect(400), Set.of())
                                        .parts()))
                .containsExactly("a … 1 more line: !more");
    }
}
