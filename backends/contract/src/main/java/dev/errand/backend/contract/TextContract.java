package dev.errand.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.errand.backend.spi.DeliveryException;
import dev.errand.backend.spi.Dialect;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any text shows as itself, does no harm and is never cut in silence. */
abstract class TextContract extends ReceivingContract {

    /** Where a chat takes any length, this much is tried. */
    private static final int LONG = 50_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*a* _b_ `c` ~d~ ~~e~~ **f** __g__ ||h||",
                "<b>&amp;</b> <script> <http://x|y> &lt;",
                "[a](http://b) # c > d",
                "# not a heading",
                "> not a quotation",
                "- not a list",
                "1. nor this",
                "```\nnor this\n```",
                "a\\b \\*c\\*",
                "/me is not a command",
                "grüße 東京 \uD83D\uDE80 שלום مرحبا"
            })
    void textShowsAsItself(String text) throws Exception {
        assumeTrue(
                backend().dialect().multiline() || !text.contains("\n"),
                "a message of this chat is one line");

        sendText(text);

        SeenMessage seen = seen("the text", message -> true);
        assertThat(withoutInvisible(seen.text())).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@everyone",
                "@here",
                "@channel",
                "@all",
                "@room",
                "<!everyone>",
                "<!channel>",
                "<!here|here>",
                "<@&1>",
                "@\u200beveryone",
                "*@everyone*",
                "＠everyone",
                "@every\u00adone"
            })
    void noTextCallsEveryone(String text) throws Exception {
        sendText("look: " + text);

        SeenMessage seen = seen("the text", message -> message.text().startsWith("look"));
        assertThat(seen.everyone()).isFalse();
        assertThat(withoutInvisible(seen.text()))
                .containsPattern("everyone|here|channel|all|room|&1");
    }

    @Test
    void noCodeCallsEveryone() throws Exception {
        Dialect dialect = backend().dialect();
        backend().send(drawn(dialect.code("@everyone")));
        backend().send(drawn(dialect.code("` @everyone `` <!channel>")));
        backend().send(drawn(dialect.codeBlock("", "``` @everyone <!channel>")));

        seenAfterLast();
        assertThat(harness().seen(room())).noneMatch(SeenMessage::everyone);
    }

    @Test
    void controlCharactersAndBidiOverridesDoNotReachPeople() throws Exception {
        sendText(
                "bell\u0007 escape\u001b[2J\u001b]0;title\u0007 nul\u0000 eight\u009b31m cr\rover bidi\u202egpj.exe\u2066 end");

        String seen = seen("the text", message -> message.text().contains("end")).text();
        assertThat(seen).contains("bell", "escape", "nul", "eight", "bidi", "end");
        assertThat(seen.codePoints().filter(TextContract::harmful).mapToObj("U+%04X"::formatted))
                .isEmpty();
    }

    @Test
    void linesKeepTheirEmptyLinesAndTheirIndentation() throws Exception {
        assumeTrue(backend().dialect().multiline(), "a message of this chat is one line");

        sendText("first\n\n    fourth\nlast");

        assertThat(seenAfterLast()).containsExactly("first\n\n    fourth\nlast");
    }

    @Test
    void everyNotationShowsItsWords() throws Exception {
        Dialect dialect = backend().dialect();
        String word = dialect.text("word*");
        List<String> notations =
                List.of(
                        dialect.bold(word),
                        dialect.italic(word),
                        dialect.strike(word),
                        dialect.code("word*"),
                        dialect.link(word, "https://example.org/a_b"),
                        dialect.heading(1, word),
                        dialect.codeBlock("java", "word*"),
                        dialect.table("word*"),
                        dialect.quote(word),
                        dialect.item("-", word),
                        dialect.item("7.", word),
                        dialect.bold(
                                dialect.italic(
                                        dialect.link(
                                                dialect.code("word*"), "https://example.org"))));
        for (String notation : notations) {
            if (dialect.multiline() || !notation.contains("\n")) {
                backend().send(drawn(notation));
            }
        }

        assertThat(seenAfterLast())
                .isNotEmpty()
                .allSatisfy(text -> assertThat(withoutInvisible(text)).contains("word*"));
    }

    @Test
    void aMentionNamesThePerson() throws Exception {
        backend().send(drawn(backend().dialect().mention(harness().person())));

        SeenMessage seen = seen("the mention", message -> true);
        assertThat(seen.text()).contains(harness().person().name());
        assertThat(seen.everyone()).isFalse();
    }

    @Test
    void aMentionNamesTheRoom() throws Exception {
        backend().send(drawn(backend().dialect().mention(room())));

        SeenMessage seen = seen("the mention", message -> true);
        assertThat(seen.text()).contains(room().name());
        assertThat(seen.everyone()).isFalse();
    }

    @Test
    void theLimitIsAtLeastAHundred() {
        assertThat(backend().dialect().maxLength()).isGreaterThanOrEqualTo(100);
    }

    @Test
    void aTextAtTheLimitArrivesWhole() throws Exception {
        String text = fullMessage();

        backend().send(drawn(text));

        assertThat(seenAfterLast()).containsExactly(text);
    }

    @Test
    void aTextBeyondTheLimitIsRefusedOrArrivesWhole() throws Exception {
        String text = fullMessage() + "xxxxx";
        boolean refused = false;
        try {
            backend().send(drawn(text));
        } catch (DeliveryException e) {
            refused = true;
            assertThat(e.getMessage()).isNotBlank().doesNotContain("xxxxx");
        }

        String whole = seenAfterLast().stream().collect(Collectors.joining());
        assertThat(whole).isEqualTo(refused ? "" : text);
    }

    @Test
    void anEmptyTextDoesNoHarm() throws Exception {
        try {
            backend().send(drawn(""));
        } catch (DeliveryException e) {
            assertThat(e.getMessage()).isNotBlank();
        }

        assertThat(seenAfterLast().stream().filter(text -> !text.isEmpty())).isEmpty();
    }

    /** As many letters as fit one message, whatever the chat counts in. */
    private String fullMessage() {
        Dialect dialect = backend().dialect();
        int limit = Math.min(dialect.maxLength(), LONG);
        String text = "";
        for (int step = Integer.highestOneBit(LONG); step > 0; step /= 2) {
            String longer = text + "x".repeat(step);
            if (dialect.length(longer) <= limit) {
                text = longer;
            }
        }
        return text;
    }

    private static boolean harmful(int c) {
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
        return control || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }

    /** A chat may break a mention by a character that nobody sees. */
    private static String withoutInvisible(String text) {
        return text.replaceAll("[\\u00ad\\u200b-\\u200f\\u2060\\ufeff]", "");
    }
}
