package dev.errand.backend.xmpp;

import dev.errand.api.PersonId;
import java.util.Optional;
import org.jxmpp.jid.EntityBareJid;

/**
 * Somebody in a room.
 *
 * @param nick how they are called there
 * @param account who they are, where the room shows it
 * @param occupantId what the room's service tells occupants apart by (XEP-0421), where it does
 */
record Occupant(String nick, Optional<EntityBareJid> account, Optional<String> occupantId) {

    /**
     * The account where it is known. Everybody else gets an id with a slash in it, which no account
     * has: nobody becomes somebody by choosing a nick.
     */
    PersonId id(String chat, MucRoom room) {
        String hidden =
                room.address
                        + occupantId
                                .filter(known -> room.stableIds)
                                .map(known -> "/id/" + known)
                                .orElseGet(() -> "/nick/" + nick);
        return new PersonId(chat, account.map(EntityBareJid::toString).orElse(hidden));
    }
}
