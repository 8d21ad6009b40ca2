package dev.errand.backend.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.contract.RichReply;
import dev.errand.backend.spi.OutboundMessage;
import dev.errand.platform.reply.Redaction;
import dev.errand.platform.reply.ReplyDrawing;
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
    void aRichReplyIsDrawnAsItWasLookedAt() {
        Person ann = new Person(new PersonId("oss", "ann"), "ann");
        Room ops = new Room(new RoomId("oss", "#ops"), "#ops", false);
        String drawn =
                new ReplyDrawing(new Redaction(), 50, "!more")
                        .draw(RichReply.of(ann, ops), DIALECT, Set.of(), "oss").parts().stream()
                                .map(part -> ((OutboundMessage.Body.Drawn) part).text())
                                .collect(Collectors.joining("\n"));

        assertThat(visible(drawn))
                .isEqualTo(RichReply.golden(IrcDialectTest.class).stripTrailing());
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
