package dev.errand.backend.xmpp;

import dev.errand.api.Secret;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jxmpp.jid.EntityBareJid;

/** What is known of one room. Guarded by {@link Rooms}. */
final class MucRoom {

    /** How the bot stands to a room. */
    enum State {
        /** Not in it. */
        OUT,
        /** Asked to be let in. */
        ASKED,
        /** Let in; what the room tells now is history. */
        ARRIVING,
        /** In it. */
        IN
    }

    final EntityBareJid address;
    final Map<String, Occupant> occupants = new HashMap<>();
    String nick;
    State state = State.OUT;

    /** Whether the service sets the ids of occupants; else anybody could set anybody's. */
    boolean stableIds;

    Instant since = Instant.EPOCH;
    Instant next = Instant.EPOCH;

    /** The room's password, if it has one. */
    Optional<Secret> password = Optional.empty();

    /** Whether the service made the room when the bot came. */
    boolean made;

    /** Why the bot is not let in; empty if it is, or if that is not known. */
    Optional<String> refusal = Optional.empty();

    MucRoom(EntityBareJid address, String nick) {
        this.address = address;
        this.nick = nick;
    }
}
