package dev.errand.backend.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.backend.spi.Dialect;
import java.util.Optional;
import org.jivesoftware.smack.packet.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jxmpp.jid.impl.JidCreate;

/** One drawn message becomes a plain body and an XHTML body. */
class BodiesTest {

    private static final Dialect DIALECT = new XhtmlDialect();

    @Test
    void plainTextHasNoXhtmlAndSaysThatItIsNotStyled() {
        Message message = message(DIALECT.text("2 * 3 * 4 is *not* bold"));

        assertThat(message.getBody()).isEqualTo("2 * 3 * 4 is *not* bold");
        assertThat(message.hasExtension("html", "http://jabber.org/protocol/xhtml-im")).isFalse();
        assertThat(unstyled(message)).isTrue();
    }

    @Test
    void notationIsStyledInTheBodyWhereNothingCanBeMistakenForIt() {
        Message message = message(DIALECT.text("it is ") + DIALECT.bold(DIALECT.text("done")));

        assertThat(message.getBody()).isEqualTo("it is *done*");
        assertThat(unstyled(message)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*boss*", "_so_", "a ~b~", "say `x`", "> quoted", "```\nx\n```"})
    void wordsOfOthersNeverBecomeNotation(String words) {
        Message message =
                message(DIALECT.bold(DIALECT.text("done")) + " " + DIALECT.text("\n" + words));

        assertThat(message.getBody()).isEqualTo("done \n" + words);
        assertThat(unstyled(message)).isTrue();
    }

    @Test
    void aFenceInsideOfCodeDoesNotEndTheCode() {
        Message message = message(DIALECT.codeBlock("", "a\n```\n*b*"));

        assertThat(message.getBody()).isEqualTo("a\n```\n*b*");
        assertThat(unstyled(message)).isTrue();
    }

    @Test
    void markupOfOthersStaysText() throws Exception {
        String evil = "</body></html></message><message to='x@y'><body>&lt;</body> <strong>\"'";
        Message message = message(DIALECT.bold(DIALECT.text(evil)));

        assertThat(message.getBody()).contains(evil);
        assertThat(ShownText.of(message, "errand")).isEqualTo(evil);
    }

    @Test
    void drawnTextThatIsBrokenCannotBreakTheStream() throws Exception {
        Message message =
                message(
                        "<strong>open <a href=\"javascript:x\">a</strong></body> <script>\u0000\uffff");

        assertThat(ShownText.of(message, "errand")).contains("open a", "</body> <script>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"javascript:alert(1)", "data:text/html,x", "https://a b", "file:///etc"})
    void anAddressThatIsNoWebAddressIsNotALink(String url) {
        assertThat(DIALECT.link("here", url)).isEqualTo("here (" + DIALECT.text(url) + ")");
    }

    @Test
    void spacesSurviveInXhtml() {
        Message message = message(DIALECT.bold("x") + DIALECT.text("\n    four   three"));

        assertThat(ShownText.of(message, "errand")).isEqualTo("x\n    four   three");
    }

    private static Message message(String drawn) {
        Destination ann =
                new Destination(
                        JidCreate.entityBareFromOrThrowUnchecked("ann@chat.test"),
                        Optional.empty(),
                        false);
        return Stanzas.message(ann, drawn, Optional.empty(), Optional.empty());
    }

    private static boolean unstyled(Message message) {
        return message.hasExtension("unstyled", "urn:xmpp:styling:0");
    }
}
