package dev.errand.platform.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Markdown;
import dev.errand.api.Reply;
import dev.errand.backend.spi.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

    @Test
    void stylesNest() {
        assertThat(Drawn.nested("a **b *c* ~~d~~** `e*f`")).isEqualTo("a *b _c_ ~d~* `e&#42;f`");
        assertThat(Drawn.plain("a **b *c* ~~d~~** `e*f`")).isEqualTo("a b c d e*f");
    }

    @Test
    void aStyleInsideItselfIsOneStyle() {
        assertThat(Drawn.nested("**a **b** c**")).isEqualTo("*a b c*");
    }

    @Test
    void aStyleThatSpansLinesIsClosedAndOpenedAgain() {
        assertThat(Drawn.nested("**one\ntwo**")).isEqualTo("*one*\n*two*");
    }

    @Test
    void linksLeadToTheWebAndToMailOnly() {
        assertThat(Drawn.nested("[a b](https://x.org/?a=1&b=2)"))
                .isEqualTo("<https://x.org/?a=1&amp;b=2|a b>");
        assertThat(Drawn.plain("[a](http://x.org)")).isEqualTo("a (http://x.org)");
        assertThat(Drawn.plain("<https://x.org>")).isEqualTo("https://x.org");
        assertThat(Drawn.plain("<ann@x.org>")).isEqualTo("ann@x.org (mailto:ann@x.org)");
        assertThat(Drawn.nested("[a](javascript:alert)")).isEqualTo("a (javascript:alert)");
        assertThat(Drawn.nested("[a](/etc/passwd) [](file:///x)"))
                .isEqualTo("a (/etc/passwd) file:///x");
        assertThat(Drawn.plain("[](https://x.org)")).isEqualTo("https://x.org");
    }

    @Test
    void anAddressCannotLeaveTheLinkNotation() {
        assertThat(Drawn.nested("[a](<https://x.org/>b|c d\u202E>)")).contains("<https://x.org/");
        assertThat(Drawn.nested("[a](<https://x.org/b|c d\u202E>)"))
                .isEqualTo("<https://x.org/b%7Cc%20d%E2%80%AE|a>");
    }

    @Test
    void aLinkInsideBoldLeavesTheBoldWhole() {
        assertThat(Drawn.nested("**see [the *page*](https://x.org) now**"))
                .isEqualTo("*see <https://x.org|the _page_> now*");
    }

    @Test
    void anImageIsItsTextAndItsAddress() {
        assertThat(Drawn.plain("![a cat](https://x.org/c.png)"))
                .isEqualTo("a cat (https://x.org/c.png)");
        assertThat(Drawn.nested("[![b](https://x.org/b.svg)](https://ci.org)"))
                .isEqualTo("<https://ci.org|b (https://x.org/b.svg)>");
    }

    @Test
    void rawHtmlIsShownAsText() {
        assertThat(Drawn.nested("a <b>c</b>")).isEqualTo("a &lt;b&gt;c&lt;/b&gt;");
        assertThat(Drawn.nested("<script>\nalert(1)\n</script>"))
                .isEqualTo("&lt;script&gt;\nalert(1)\n&lt;/script&gt;");
    }

    @Test
    void newlinesStayAndParagraphsArePartedByOneBlankLine() {
        assertThat(Drawn.plain("a\nb  \nc\n\n\n\nd")).isEqualTo("a\nb\nc\n\nd");
    }

    @Test
    void headingsAreLines() {
        assertThat(Drawn.nested("# A *b*\ntext\n\n## C")).isEqualTo("*A _b_*\ntext\n\n*C*");
    }

    @Test
    void listsNestAndKeepTheirNumbers() {
        assertThat(Drawn.plain("Known:\n- a\n  - b\n    c\n- d\n\n7. x\n8. y"))
                .isEqualTo("Known:\n• a\n  • b\n    c\n• d\n\n7. x\n8. y");
        assertThat(Drawn.plain("3) x\n4) y")).isEqualTo("3. x\n4. y");
    }

    @Test
    void anAnswerThatIsANumberIsNotLost() {
        assertThat(Drawn.plain("42.")).isEqualTo("42.");
        assertThat(Drawn.plain("42")).isEqualTo("42");
    }

    @Test
    void looseListsKeepTheirBlankLines() {
        assertThat(Drawn.plain("- a\n\n  b\n\n- c")).isEqualTo("• a\n  \n  b\n\n• c");
    }

    @Test
    void quotesNest() {
        assertThat(Drawn.plain("> a\n> > b\n> c\n\nd")).isEqualTo("> a\n> > b\n> > c\n\nd");
        assertThat(Drawn.plain("> a\n>\n> - b\n> - c")).isEqualTo("> a\n> \n> • b\n> • c");
    }

    @Test
    void codeBlocksAreShownAsTheyAre() {
        assertThat(Drawn.nested("a\n```java\nint *x;\n\n  y\n```\nb"))
                .isEqualTo("a\n```\nint &#42;x;\n\n  y\n```\nb");
        assertThat(Drawn.plain("    indented\n      more")).isEqualTo("indented\n  more");
    }

    @Test
    void aLanguageIsOneHarmlessWord() {
        assertThat(MarkdownReading.language("c++ title=x")).isEqualTo("c++");
        assertThat(MarkdownReading.language("`x`")).isEmpty();
        assertThat(MarkdownReading.language("<!channel>")).isEmpty();
    }

    @Test
    void aRuleIsARule() {
        assertThat(Drawn.plain("a\n\n---\n\nb")).isEqualTo("a\n\n----------\n\nb");
    }

    @Test
    void aTableIsSetInColumns() {
        assertThat(Drawn.nested("|name|size|\n|-|-|\n|**a**|5|\n|bcdef|12|"))
                .isEqualTo("```\nname   size\n-----  ----\na         5\nbcdef    12\n```");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n", "\t", "```\n```", "[a]: https://x.org"})
    void whatSaysNothingIsNoMessage(String markdown) {
        assertThat(Drawn.parts(Reply.text(markdown), Dialect.PLAIN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*a*",
                "a_b_c",
                "@everyone",
                "- x",
                "1. x",
                "# x",
                "> x",
                "`x`",
                "<b>",
                "a & b",
                "x\\y",
                "&amp;",
                "[a](b)",
                "| a |",
                "~~x~~",
                "---",
                "+ x",
                "=",
                "1) x",
                "https://x.org/a_b_c",
                "-----BEGIN",
                "    x",
                "!",
                "...",
                "😀 x",
                "a|b"
            })
    void escapedTextShowsAsItself(String text) {
        assertThat(Drawn.plain(Markdown.escape(text)).strip()).isEqualTo(text.strip());
        if (!text.startsWith(" ")) {
            assertThat(Drawn.plain(Markdown.code(text))).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello, world.",
                "It is 5 - 3 = 2 (really)!",
                "12:30 now",
                "a|b",
                "x # y",
                "user@example.org",
                "über",
                "日本",
                "1",
                "12",
                "a: b",
                "$5 {x} ]",
                "!x",
                "1a. b",
                "x - y + z > w"
            })
    void theFastWayDrawsWhatTheParserWould(String text) {
        assertThat(Source.plainLine(text)).isTrue();
        String slow =
                new Pen(new NestingDialect(999))
                        .draw(
                                MarkdownReading.read(
                                        text, new Redaction(), new Columns(Dialect.PLAIN)),
                                java.util.Optional.empty());
        assertThat(Drawn.nested(text)).isEqualTo(slow);
    }
}
