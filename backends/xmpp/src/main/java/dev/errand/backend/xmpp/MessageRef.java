package dev.errand.backend.xmpp;

import dev.errand.api.Room;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jivesoftware.smack.packet.ExtensionElement;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.StandardExtensionElement;

/**
 * How a message is referred to. The host's id carries the protocol's id, and for ids that a client
 * chose also who the client is: nobody can give a message the id of somebody else's.
 *
 * @param id the host's id
 */
record MessageRef(String id) {

    private static final Pattern FORM =
            Pattern.compile("(?:room|[0-9a-f]{1,8}):(.+)", Pattern.DOTALL);

    /** The room's own id of the message (XEP-0359) if it sets one, else the client's. */
    static MessageRef of(Message message, Room room) {
        for (ExtensionElement each : message.getExtensions()) {
            if (each instanceof StandardExtensionElement element
                    && element.getElementName().equals("stanza-id")
                    && element.getNamespace().equals("urn:xmpp:sid:0")
                    && !room.direct()
                    && room.id().key().equals(element.getAttributeValue("by"))
                    && element.getAttributeValue("id") != null) {
                return new MessageRef("room:" + element.getAttributeValue("id"));
            }
        }
        String from = Integer.toHexString(message.getFrom().hashCode());
        String own = message.getStanzaId();
        return new MessageRef(
                own == null || own.isEmpty() ? "none:" + Joining.id() : from + ":" + own);
    }

    /** What the protocol calls it; empty if its client gave it no id. */
    Optional<String> protocolId() {
        Matcher form = FORM.matcher(id);
        return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
    }
}
