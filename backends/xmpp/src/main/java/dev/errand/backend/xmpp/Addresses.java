package dev.errand.backend.xmpp;

import dev.errand.api.Room;
import dev.errand.api.RoomId;
import java.util.Optional;
import org.jxmpp.jid.EntityBareJid;
import org.jxmpp.jid.EntityJid;
import org.jxmpp.jid.impl.JidCreate;
import org.jxmpp.stringprep.XmppStringprepException;

/** Turns what people and the host write into addresses of the protocol. */
final class Addresses {

    private Addresses() {}

    /** An account or a room; empty if the text is neither. */
    static Optional<EntityBareJid> bare(String text) {
        // Smack's own reading of a bare address takes others, too, and cuts off what is too much.
        return entity(text).filter(EntityJid::isEntityBareJid).map(EntityJid::asEntityBareJid);
    }

    /** An account, or an occupant of a room; empty if the text is neither. */
    static Optional<EntityJid> entity(String text) {
        try {
            return Optional.of(JidCreate.entityFrom(text));
        } catch (XmppStringprepException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Room room(String chat, EntityBareJid address) {
        return new Room(
                new RoomId(chat, address.toString()), address.getLocalpart().toString(), false);
    }
}
