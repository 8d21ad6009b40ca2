package dev.errand.backend.irc;

import static org.assertj.core.api.Assertions.assertThat;

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

    /** What a client shows that reads colours as mIRC does. */
    private static String shown(String drawn) {
        return drawn.replaceAll("\u0003(\\d{1,2}(,\\d{1,2})?)?|[\u0002\u0011]", "");
    }
}
