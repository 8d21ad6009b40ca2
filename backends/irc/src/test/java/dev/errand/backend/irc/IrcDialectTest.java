package dev.errand.backend.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Reply;
import dev.errand.backend.spi.OutboundMessage;
import dev.errand.platform.reply.Redaction;
import dev.errand.platform.reply.ReplyDrawing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IrcDialectTest {

    private static final IrcDialect DIALECT = new IrcDialect(400, true);
    private static final IrcDialect PLAIN = new IrcDialect(400, false);

    @Test
    void boldInsideBoldStaysBold() {
        assertThat(DIALECT.bold("a" + DIALECT.bold("b") + "c")).isEqualTo("\u0002abc\u0002");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5 apples", ",7", "12,3"})
    void noDigitIsReadAsAColour(String text) {
        String drawn = DIALECT.code(text) + "1";

        assertThat(drawn).contains("\u000310\u0002\u0002" + text).endsWith("\u0002\u0002\u00111");
        assertThat(shown(drawn)).isEqualTo(text + "1");
    }

    @Test
    void textHasNoCodes() {
        String all =
                "\u0002a\u0003"
                        + "04b\u0001ACTION c\u0001\u001dd\u001fe\u001ef\u0011g\u000fh\u0004"
                        + "112233i\u0016j\rk\u0000l";

        assertThat(DIALECT.text(all).chars().filter(Character::isISOControl).toArray()).isEmpty();
    }

    @Test
    void withoutFormattingThereAreOnlyWords() {
        String drawn =
                PLAIN.heading(1, PLAIN.bold("a") + PLAIN.code("b"))
                        + PLAIN.quote(PLAIN.link("c", "https://example.org/d"));

        assertThat(drawn).isEqualTo("ab> c (https://example.org/d)");
    }

    /** The file has the codes as {@code <02>} and so on. */
    @Test
    void aRichReplyIsDrawnAsItWasLookedAt() throws IOException {
        String markdown =
                """
                # Deploy of **api**

                Done in *4 s*, ~~5 s~~; see [the log](https://ci.example.org/7) or `kubectl logs -f`.

                > It was green
                > all the way.

                - 3 replicas
                - load 0,7
                  1. first

                ```sh
                kubectl get pods
                  5 running
                ```

                | pod | state |
                | --- | --- |
                | api-1 | up |
                """;
        String drawn =
                new ReplyDrawing(new Redaction(), 50, "!more")
                        .draw(Reply.text(markdown), DIALECT, Set.of()).parts().stream()
                                .map(part -> ((OutboundMessage.Body.Drawn) part).text())
                                .collect(Collectors.joining("\n"));

        assertThat(visible(drawn)).isEqualTo(golden());
    }

    private static String golden() throws IOException {
        try (InputStream in = IrcDialectTest.class.getResourceAsStream("rich-reply.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        }
    }

    private static String visible(String drawn) {
        return drawn.codePoints()
                .mapToObj(c -> c < ' ' && c != '\n' ? "<%02x>".formatted(c) : Character.toString(c))
                .collect(Collectors.joining());
    }

    /** What a client shows that reads colours as mIRC does. */
    private static String shown(String drawn) {
        return drawn.replaceAll("\u0003(\\d{1,2}(,\\d{1,2})?)?|[\u0002\u0011]", "");
    }
}
