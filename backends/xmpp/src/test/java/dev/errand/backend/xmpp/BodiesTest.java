package dev.errand.backend.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.contract.RichReply;
import dev.errand.backend.spi.Dialect;
import dev.errand.backend.spi.OutboundMessage;
import dev.errand.platform.reply.Redaction;
import dev.errand.platform.reply.ReplyDrawing;
import java.util.Optional;
import java.util.Set;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smackx.xhtmlim.packet.XHTMLExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jxmpp.jid.impl.JidCreate;

/** One drawn message becomes a plain body and an XHTML body. */
class BodiesTest {

    private static final Dialect DIALECT = new XhtmlDialect();

    @Test
    void aRichReplyLooksAsInTheGoldenFile() {
        Person ann = new Person(new PersonId("team", "ann@chat.test"), "ann");
        Room ops = new Room(new RoomId("team", "ops@rooms.chat.test"), "ops", false);
        var drawing =
                new ReplyDrawing(new Redaction(), 5, "!more")
                        .draw(RichReply.of(ann, ops), DIALECT, Set.of(), "team");
        StringBuilder shown = new StringBuilder();
        for (OutboundMessage.Body part : drawing.parts()) {
            Message message = message(((OutboundMessage.Body.Drawn) part).text());
            shown.append("--- body\n").append(message.getBody()).append('\n');
            shown.append("--- xhtml\n").append(xhtml(message)).append('\n');
        }

        assertThat(shown.toString()).isEqualTo(RichReply.golden(BodiesTest.class));
    }

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

    private static String xhtml(Message message) {
        return XHTMLExtension.from(message).getBodies().getFirst().toString();
    }
}
