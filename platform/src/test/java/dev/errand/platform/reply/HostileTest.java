package dev.errand.platform.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.errand.api.Reply;
import dev.errand.backend.spi.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTest {

    private static final int MEGABYTE = 1 << 20;

    // Enough to show worse than quadratic time in every build, and quadratic time with -Plong.
    private static final int SWEEP = Integer.getInteger("errand.hostile.size", 1 << 14);

    // Generous, for busy machines: what takes quadratic time takes many minutes.
    private static final Duration BOUND = Duration.ofSeconds(20);

    @ParameterizedTest
    @ValueSource(
            strings = {
                ">",
                "*",
                "* ",
                "_",
                "~",
                "[",
                "![",
                "](",
                "[a](",
                "[a](<b",
                "`",
                "<",
                "<a ",
                "&",
                "\\",
                "|",
                "|a|\n|-|\n",
                "- ",
                "1. ",
                "1. x\n",
                "# ",
                "a\n",
                "\n",
                "    ",
                "\t",
                "\r",
                "**a ",
                "*a **b ",
                "a**b",
                "~~a~",
                "```\n",
                "> - ",
                "-\n",
                "<!--",
                "<?",
                "<![CDATA[",
                "[a]: b\n",
                "[a][",
                "password=",
                "secret:",
                "secret:a",
                "-----BEGIN ",
                "-----BEGIN PRIVATE KEY-----",
                "eyJ-",
                "://",
                "://a:b",
                "Bearer ",
                "\u0000",
                "\uD800",
                "\uFDD0",
                "e\u0301\u0301\u0301",
                "日",
                "😀",
                "@everyone ",
                "\u202E",
                "x"
            })
    void muchOfAnythingIsDrawnInBoundedTime(String unit) {
        String text = unit.repeat(SWEEP / unit.length());
        for (Dialect dialect : List.of(new NestingDialect(4000), new LineDialect(100))) {
            for (Reply reply : List.of(Reply.text(text), Reply.plain(text))) {
                Drawing drawing =
                        assertTimeoutPreemptively(
                                BOUND,
                                () ->
                                        new ReplyDrawing(new Redaction(), 5, "!more")
                                                .draw(reply, dialect, Set.of()));
                assertThat(Drawn.texts(drawing.parts()))
                        .allMatch(part -> dialect.length(part) <= dialect.maxLength());
                assertThat(Drawn.texts(drawing.rest()))
                        .allMatch(part -> dialect.length(part) <= dialect.maxLength());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"> ", "word ", "x", "a**b", "a\n", "-\n", "日"})
    void aMegabyteIsDrawnInBoundedTime(String unit) {
        String text = unit.repeat(MEGABYTE / unit.length());
        assertTimeoutPreemptively(
                BOUND, () -> Drawn.parts(Reply.text(text), new NestingDialect(4000)));
    }

    @Test
    void backticksOfEveryLengthAreDrawnInBoundedTime() {
        StringBuilder text = new StringBuilder();
        for (int i = 1; text.length() < MEGABYTE; i++) {
            text.append("`".repeat(i)).append(' ');
        }
        assertTimeoutPreemptively(
                BOUND, () -> Drawn.parts(Reply.text(text.toString()), new NestingDialect(4000)));
    }

    @Test
    void nestingWithoutEndShowsWhatIsInside() {
        for (String sign : List.of("> ", "- ", "1. ")) {
            assertThat(Drawn.plain(sign.repeat(10_000) + "inside")).contains("inside");
        }
        String stars = "*a ".repeat(10_000) + "inside" + " a*".repeat(10_000);
        assertThat(Drawn.plain(stars)).contains("inside");
    }

    @Test
    void nestingWithoutEndFitsTheSmallestMessage() {
        Dialect small = new NestingDialect(100);
        assertThat(Drawn.parts(Reply.text("1. ".repeat(50) + "word ".repeat(100)), small))
                .allMatch(part -> small.length(part) <= 100)
                .anyMatch(part -> part.contains("word"));
    }

    @Test
    void oneLetterWithAThousandAccentsIsCutAfterAll() {
        Dialect small = new NestingDialect(100);
        String letter = "e" + "\u0301".repeat(1000);
        List<String> parts = Drawn.parts(Reply.text(letter), small);
        assertThat(String.join("", parts)).isEqualTo(letter);
        assertThat(parts).allMatch(part -> small.length(part) <= 100);
    }

    @Test
    void lazyLinesUnderDeepQuotesTakeBoundedTime() {
        String text = ">".repeat(10_000) + "a\n" + "b\n".repeat(400_000);
        assertTimeoutPreemptively(
                BOUND, () -> Drawn.parts(Reply.text(text), new NestingDialect(4000)));
    }

    @Test
    void halvesOfSurrogatePairsAreReplaced() {
        assertThat(Drawn.one(Reply.plain("a\uD800b\uDC00c😀"), Dialect.PLAIN))
                .isEqualTo("a\uFFFDb\uFFFDc😀");
        assertThat(Drawn.plain("a\uD800")).isEqualTo("a\uFFFD");
    }

    @Test
    void hugeTablesAreDrawnInBoundedTime() {
        List<List<String>> rows = java.util.Collections.nCopies(50_000, List.of("key", "日本", "12"));
        Reply table = new Reply.Table(List.of("a", "b", "c"), rows);
        assertTimeoutPreemptively(BOUND, () -> Drawn.parts(table, new NestingDialect(4000)));
    }
}
