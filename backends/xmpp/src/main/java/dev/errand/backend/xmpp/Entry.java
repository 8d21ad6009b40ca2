package dev.errand.backend.xmpp;

import java.time.Instant;
import java.util.Optional;
import org.jivesoftware.smack.packet.Stanza;
import org.jxmpp.jid.EntityBareJid;

/**
 * Something on its way out.
 *
 * @param id the stanza's id
 * @param room the room that has to be joined first, if any
 * @param echoed whether the room confirms it by its echo, as it does what is said to all; else the
 *     server's receipt is all there is
 * @param stanza what is sent
 * @param attempts how often it has been given to the connection
 * @param sent when that was the last time
 */
record Entry(
        String id,
        Optional<EntityBareJid> room,
        boolean echoed,
        Stanza stanza,
        int attempts,
        Instant sent) {

    static Entry fresh(Destination to, Stanza stanza) {
        return new Entry(stanza.getStanzaId(), to.room(), to.toAll(), stanza, 0, Instant.EPOCH);
    }

    Entry again(Instant now) {
        return new Entry(id, room, echoed, stanza, attempts + 1, now);
    }
}
