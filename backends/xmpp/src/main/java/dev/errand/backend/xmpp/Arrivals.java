package dev.errand.backend.xmpp;

import dev.errand.api.Person;
import dev.errand.api.Room;
import dev.errand.backend.spi.ChatContext;
import dev.errand.backend.spi.InboundMessage;
import dev.errand.backend.spi.InboundMessage.Author;
import dev.errand.backend.spi.Inbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smackx.delay.packet.DelayInformation;
import org.jivesoftware.smackx.message_correct.element.MessageCorrectExtension;
import org.jspecify.annotations.Nullable;
import org.jxmpp.jid.EntityBareJid;
import org.jxmpp.jid.EntityFullJid;
import org.jxmpp.jid.Jid;

/**
 * Turns what comes into what the host hears. What was said before the bot came, what the bot itself
 * said, and corrections of what may have run already are not heard.
 */
final class Arrivals {

    /** A resumed stream brings messages late, a mailbox brings them very late. */
    private static final Duration STALE = Duration.ofMinutes(2);

    private final String chat;
    private final EntityBareJid self;
    private final Rooms rooms;
    private final Directory directory;
    private final List<String> bots;
    private final InstantSource clock;
    private final Inbox inbox;

    Arrivals(
            ChatContext context,
            XmppSettings settings,
            Rooms rooms,
            Directory directory,
            Inbox inbox) {
        this.chat = context.chat();
        this.self = XmppSettings.address("jid", settings.jid());
        this.bots = settings.bots();
        this.rooms = rooms;
        this.directory = directory;
        this.clock = context.clock();
        this.inbox = inbox;
    }

    void message(Message message) {
        @Nullable Jid from = message.getFrom();
        Instant at = at(message);
        String body = message.getBody() == null ? "" : message.getBody();
        boolean stale = Duration.between(at, clock.instant()).compareTo(STALE) > 0;
        if (from == null
                || body.isEmpty()
                || stale
                || message.hasExtension(MessageCorrectExtension.class)) {
            return;
        }
        @Nullable MucRoom room = rooms.room(from);
        @Nullable EntityFullJid occupant = from.asEntityFullJidIfPossible();
        @Nullable EntityBareJid account = from.asEntityBareJidIfPossible();
        boolean toAll = message.getType() == Message.Type.groupchat;
        if (room != null && occupant != null) {
            if (rooms.joined(room.address) && !rooms.self(room, occupant)) {
                fromRoom(message, room, occupant, toAll, at);
            }
        } else if (room == null && account != null && !toAll && !account.equals(self)) {
            Person person = directory.talking(account);
            Room direct = directory.direct(account.toString(), person.name());
            hear(
                    message,
                    person,
                    direct,
                    author(account.toString()),
                    at,
                    self.getLocalpart().toString());
        }
    }

    private void fromRoom(
            Message message, MucRoom room, EntityFullJid from, boolean toAll, Instant at) {
        String nick = from.getResourcepart().toString();
        Occupant occupant =
                rooms.occupant(room, nick)
                        .orElseGet(() -> new Occupant(nick, Optional.empty(), Optional.empty()));
        Person person = new Person(occupant.id(chat, room), nick);
        Author author = author(occupant.account().map(EntityBareJid::toString).orElse(nick));
        Room where =
                toAll
                        ? Addresses.room(chat, room.address)
                        : directory.direct(from.toString(), nick);
        hear(
                message,
                person,
                where,
                bots.contains(nick) ? Author.BOT : author,
                at,
                rooms.nick(room));
    }

    private void hear(
            Message message, Person person, Room room, Author author, Instant at, String nick) {
        String text = CleanText.heard(String.valueOf(message.getBody()));
        Addressed addressed = Addressed.read(text, nick);
        String id = MessageRef.of(message, room).id();
        inbox.receive(
                new InboundMessage(
                        new dev.errand.api.Message(
                                id,
                                person,
                                room,
                                Optional.ofNullable(message.getThread())
                                        .filter(thread -> !thread.isBlank()),
                                addressed.text(),
                                at),
                        author,
                        addressed.addressed(),
                        Set.of()));
    }

    private Author author(String account) {
        return bots.contains(account) ? Author.BOT : Author.PERSON;
    }

    private Instant at(Message message) {
        @Nullable DelayInformation delay = DelayInformation.from(message);
        return delay == null ? clock.instant() : delay.getStamp().toInstant();
    }
}
