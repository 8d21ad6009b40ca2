package dev.errand.backend.xmpp;

import java.util.Optional;
import org.jxmpp.jid.EntityBareJid;
import org.jxmpp.jid.Jid;

/**
 * Where a message goes.
 *
 * @param address the protocol's address
 * @param room the room that has to be joined for it; empty if it goes to an account
 * @param toAll whether everybody in the room sees it
 */
record Destination(Jid address, Optional<EntityBareJid> room, boolean toAll) {}
