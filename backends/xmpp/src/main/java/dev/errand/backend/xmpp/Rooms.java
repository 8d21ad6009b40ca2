package dev.errand.backend.xmpp;

import dev.errand.api.Secret;
import dev.errand.backend.spi.ChatContext;
import dev.errand.backend.xmpp.MucRoom.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.StanzaError.Condition;
import org.jivesoftware.smackx.disco.packet.DiscoverInfo;
import org.jivesoftware.smackx.muc.packet.MUCUser;
import org.jivesoftware.smackx.muc.packet.MUCUser.Status;
import org.jspecify.annotations.Nullable;
import org.jxmpp.jid.EntityBareJid;
import org.jxmpp.jid.EntityFullJid;
import org.jxmpp.jid.Jid;
import org.slf4j.Logger;

/**
 * Keeps the bot in its rooms, and knows who is there. A room counts as joined when its history has
 * passed, which the room's subject ends (XEP-0045, 7.2).
 */
final class Rooms {

    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration HISTORY = Duration.ofSeconds(5);

    private final String nick;
    private final InstantSource clock;
    private final Logger log;
    private final Wire wire;
    private final Outbox outbox;
    private final Map<EntityBareJid, MucRoom> rooms = new LinkedHashMap<>();

    private boolean leaving;

    /** Read without the lock, by an outbox that holds its own. */
    private final Set<EntityBareJid> joined = ConcurrentHashMap.newKeySet();

    Rooms(XmppSettings settings, String nick, ChatContext context, Outbox outbox, Wire wire) {
        this.nick = nick;
        this.clock = context.clock();
        this.log = context.logger();
        this.wire = wire;
        this.outbox = outbox;
        for (String room : settings.rooms()) {
            EntityBareJid address = XmppSettings.address("rooms", room);
            MucRoom one = new MucRoom(address, nick);
            one.password = Optional.ofNullable(settings.roomPasswords().get(room));
            rooms.put(address, one);
        }
    }

    /** Goes into one more room; why that did not come about, empty if the bot is in it. */
    synchronized Optional<String> enter(EntityBareJid address, Secret password, Duration patience)
            throws InterruptedException {
        MucRoom room = rooms.computeIfAbsent(address, key -> new MucRoom(key, nick));
        if (!password.reveal().isEmpty()) {
            room.password = Optional.of(password);
        }
        if (room.state == State.OUT) {
            room.refusal = Optional.empty();
            ask(room);
        }
        long end = System.nanoTime() + patience.toNanos();
        while (room.state != State.IN && room.refusal.isEmpty()) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                return Optional.of("no answer came");
            }
            wait(left);
        }
        return room.state == State.IN ? Optional.empty() : room.refusal;
    }

    /** From now on it is no room of the bot's. */
    synchronized void remove(EntityBareJid address) {
        rooms.remove(address);
        joined.remove(address);
    }

    /** The bot says good-bye; that the rooms let it go is no news. */
    synchronized void leave() {
        leaving = true;
    }

    /** The bot is in no room any more. */
    synchronized void end() {
        for (MucRoom room : rooms.values()) {
            enter(room, State.OUT);
            room.next = room.since.plus(NotIn.SOON);
        }
    }

    /** Asks all rooms to let the bot in. */
    synchronized void begin() {
        for (MucRoom room : rooms.values()) {
            room.nick = nick;
            ask(room);
        }
    }

    /** Asks again where it is due. */
    synchronized void tick() {
        Instant now = clock.instant();
        for (MucRoom room : rooms.values()) {
            Duration passed = Duration.between(room.since, now);
            switch (room.state) {
                case OUT -> {
                    if (!now.isBefore(room.next)) {
                        ask(room);
                    }
                }
                case ASKED -> {
                    if (passed.compareTo(ANSWER) > 0) {
                        ask(room);
                    }
                }
                case ARRIVING -> {
                    // A service may leave the subject out when there is none.
                    if (passed.compareTo(HISTORY) > 0) {
                        enter(room, State.IN);
                    }
                }
                case IN -> {}
            }
        }
    }

    private void ask(MucRoom room) {
        room.occupants.clear();
        enter(room, State.ASKED);
        wire.send(
                Joining.presence(
                        room.address, room.nick, room.password, outbox.holds(room.address)));
    }

    private void enter(MucRoom room, State state) {
        room.state = state;
        room.since = clock.instant();
        notifyAll();
        if (state == State.IN) {
            joined.add(room.address);
            log.info("In '{}' as '{}'", room.address, room.nick);
            // What the history has not shown did not arrive.
            outbox.again(entry ->
                    entry.echoed() && entry.room().filter(room.address::equals).isPresent());
        } else {
            joined.remove(room.address);
        }
    }

    synchronized void presence(Presence presence) {
        MucRoom room = room(presence.getFrom());
        @Nullable Jid from = presence.getFrom();
        if (room == null || from == null) {
            return;
        }
        String who = String.valueOf(from.getResourceOrNull());
        @Nullable MUCUser user = MUCUser.from(presence);
        switch (presence.getType()) {
            case error -> refused(room, presence.getError().getCondition());
            case available -> {
                room.occupants.put(who, Joining.occupant(who, presence, user));
                if (NotIn.has(user, Status.PRESENCE_TO_SELF_110)) {
                    letIn(room, who, user);
                }
            }
            case unavailable -> {
                room.occupants.remove(who);
                if (NotIn.has(user, Status.PRESENCE_TO_SELF_110) || who.equals(room.nick)) {
                    left(room, user);
                }
            }
            default -> {}
        }
    }

    private void letIn(MucRoom room, String who, @Nullable MUCUser user) {
        room.nick = who;
        if (room.state != State.ASKED) {
            return;
        }
        room.refusal = Optional.empty();
        enter(room, State.ARRIVING);
        room.made = NotIn.has(user, Status.ROOM_CREATED_201);
        if (room.made) {
            wire.send(Joining.asItIs(room.address));
        }
        wire.send(DiscoverInfo.builder(Joining.id()).to(room.address).build());
    }

    private void left(MucRoom room, @Nullable MUCUser user) {
        if (NotIn.has(user, Status.NEW_NICKNAME_303)) {
            return;
        }
        out(room, NotIn.putOut(user));
    }

    private void refused(MucRoom room, Condition condition) {
        if (room.state != State.ASKED) {
            return;
        }
        if (condition == Condition.conflict) {
            room.nick = room.nick.length() > nick.length() + 4 ? nick : room.nick + "_";
            ask(room);
        } else {
            out(room, NotIn.refused(condition));
        }
    }

    private void out(MucRoom room, NotIn reason) {
        String why = reason.why();
        enter(room, State.OUT);
        room.occupants.clear();
        room.next = room.since.plus(reason.pause());
        if (room.refusal.isEmpty() && !leaving) {
            log.warn("Not in '{}': {}. Trying again from time to time", room.address, why);
        }
        room.refusal = Optional.of(why);
        notifyAll();
    }

    /** The room does not count the bot in, though it seemed to. */
    synchronized void lost(EntityBareJid address) {
        MucRoom room = rooms.get(address);
        if (room != null && room.state == State.IN) {
            enter(room, State.OUT);
            room.next = room.since;
        }
    }

    /** The subject ends what was said before the bot came. */
    synchronized void subject(Message message) {
        MucRoom room = room(message.getFrom());
        if (room != null && room.state == State.ARRIVING) {
            enter(room, State.IN);
        }
    }

    synchronized void described(DiscoverInfo info) {
        MucRoom room = room(info.getFrom());
        if (room != null) {
            room.stableIds = info.containsFeature(Joining.OCCUPANT_ID);
        }
    }

    /** The room that an address belongs to, if it is one of ours. */
    synchronized @Nullable MucRoom room(@Nullable Jid from) {
        @Nullable EntityBareJid bare = from == null ? null : from.asEntityBareJidIfPossible();
        return bare == null ? null : rooms.get(bare);
    }

    boolean joined(EntityBareJid address) {
        return joined.contains(address);
    }

    /** Whether it has neither worked nor been refused yet. */
    synchronized boolean underWay() {
        return rooms.values().stream()
                .anyMatch(room -> room.state != State.IN && room.refusal.isEmpty());
    }

    synchronized List<String> refusals() {
        return rooms.values().stream()
                .flatMap(room -> room.refusal.map(why -> "'" + room.address + "': " + why).stream())
                .toList();
    }

    /** Who has this nick, if they are there. */
    synchronized Optional<Occupant> occupant(MucRoom room, String who) {
        return Optional.ofNullable(room.occupants.get(who));
    }

    synchronized Collection<MucRoom> all() {
        return List.copyOf(rooms.values());
    }

    synchronized List<Occupant> occupants(MucRoom room) {
        return List.copyOf(room.occupants.values());
    }

    synchronized String nick(MucRoom room) {
        return room.nick;
    }

    synchronized boolean self(MucRoom room, EntityFullJid from) {
        return from.getResourcepart().toString().equals(room.nick);
    }
}
