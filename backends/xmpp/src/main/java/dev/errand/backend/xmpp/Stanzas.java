package dev.errand.backend.xmpp;

import dev.errand.backend.xmpp.Notation.Piece;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.MessageBuilder;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smack.packet.StanzaBuilder;
import org.jivesoftware.smackx.chatstates.ChatState;
import org.jivesoftware.smackx.chatstates.packet.ChatStateExtension;
import org.jivesoftware.smackx.message_correct.element.MessageCorrectExtension;
import org.jivesoftware.smackx.muc.packet.MUCUser;
import org.jivesoftware.smackx.xhtmlim.packet.XHTMLExtension;

/** Writes what the bot says as the protocol wants it. */
final class Stanzas {

    private Stanzas() {}

    /** A message; one that {@code corrects} another takes its place (XEP-0308). */
    static Message message(
            Destination to, String drawn, Optional<String> thread, Optional<String> corrects) {
        List<Piece> pieces = Notation.read(CleanText.harmless(drawn));
        PlainBody body = PlainBody.of(pieces);
        MessageBuilder message = to(to).setBody(body.text());
        if (pieces.stream().anyMatch(Piece.Begin.class::isInstance)) {
            XHTMLExtension xhtml = new XHTMLExtension();
            xhtml.addBody(XhtmlBody.of(pieces));
            message.addExtension(xhtml);
        }
        if (!body.styled()) {
            message.addExtension(new StandardExtensionElement("unstyled", "urn:xmpp:styling:0"));
        }
        thread.ifPresent(message::setThread);
        corrects.ifPresent(id -> message.addExtension(new MessageCorrectExtension(id)));
        return message.build();
    }

    /** All reactions of the bot to a message (XEP-0444); they take the place of earlier ones. */
    static Message reactions(Destination to, String id, Collection<String> emojis) {
        StandardExtensionElement.Builder reactions =
                StandardExtensionElement.builder("reactions", "urn:xmpp:reactions:0")
                        .addAttribute("id", id);
        for (String emoji : emojis) {
            reactions.addElement("reaction", CleanText.harmless(emoji));
        }
        return to(to).addExtension(reactions.build())
                .addExtension(new StandardExtensionElement("store", "urn:xmpp:hints"))
                .build();
    }

    static Message working(Destination to, boolean working) {
        return to(to).addExtension(
                        new ChatStateExtension(working ? ChatState.composing : ChatState.active))
                .build();
    }

    private static MessageBuilder to(Destination to) {
        MessageBuilder message =
                StanzaBuilder.buildMessage(Joining.id())
                        .to(to.address())
                        .ofType(to.toAll() ? Message.Type.groupchat : Message.Type.chat);
        if (to.room().isPresent() && !to.toAll()) {
            // Tells a private message in a room from one between accounts.
            message.addExtension(new MUCUser());
        }
        return message;
    }
}
