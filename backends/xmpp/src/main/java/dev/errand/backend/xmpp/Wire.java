package dev.errand.backend.xmpp;

import org.jivesoftware.smack.packet.Stanza;

/** Where stanzas go whose loss does no harm: they are asked for again, or matter only now. */
@FunctionalInterface
interface Wire {

    /** Sends, or forgets it if there is no connection. */
    void send(Stanza stanza);
}
