package dev.errand.backend.xmpp;

import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.Secret;
import dev.errand.backend.spi.RoomControl;
import dev.errand.backend.spi.RoomException;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.StanzaBuilder;
import org.jivesoftware.smackx.disco.packet.DiscoverInfo;
import org.jivesoftware.smackx.muc.packet.MUCUser;
import org.jspecify.annotations.Nullable;
import org.jxmpp.jid.EntityBareJid;
import org.jxmpp.jid.impl.JidCreate;

/** Rooms, as an admin changes them from a chat. */
final class XmppRooms implements RoomControl {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String chat;
    private final Rooms rooms;
    private final RoomAnswers answers;
    private final Wire wire;

    XmppRooms(String chat, Rooms rooms, RoomAnswers answers, Wire wire) {
        this.chat = chat;
        this.rooms = rooms;
        this.answers = answers;
        this.wire = wire;
    }

    @Override
    public Set<Action> can() {
        return EnumSet.allOf(Action.class);
    }

    @Override
    public List<Entry> list() {
        return rooms.all().stream()
                .map(room ->
                        new Entry(
                                Addresses.room(chat, room.address),
                                rooms.joined(room.address),
                                room.refusal.orElse("")))
                .sorted(Comparator.comparing(entry -> entry.room().name()))
                .toList();
    }

    @Override
    public Room join(String name, Secret password) throws RoomException, InterruptedException {
        EntityBareJid address = address(name);
        boolean before = rooms.room(address) != null;
        Optional<String> refusal = rooms.enter(address, password, PATIENCE);
        if (refusal.isPresent()) {
            if (!before) {
                rooms.remove(address);
            }
            throw new RoomException("The bot is not in '" + address + "': " + refusal.get() + ".");
        }
        return Addresses.room(chat, address);
    }

    @Override
    public void leave(Room room) throws RoomException {
        MucRoom left = known(room);
        rooms.remove(left.address);
        wire.send(
                StanzaBuilder.buildPresence(Joining.id())
                        .ofType(Presence.Type.unavailable)
                        .to(JidCreate.entityFullFrom(left.address, Joining.resource(left.nick)))
                        .build());
    }

    @Override
    public void topic(Room room, String topic) throws RoomException, InterruptedException {
        MucRoom about = known(room);
        String line = CleanText.harmless(topic.replaceAll("[\\p{Cc}\\s]+", " ").strip());
        Message message =
                StanzaBuilder.buildMessage(Joining.id())
                        .to(about.address)
                        .ofType(Message.Type.groupchat)
                        .setSubject(line)
                        .build();
        asked(about, message);
    }

    @Override
    public void invite(Room room, Person person) throws RoomException, InterruptedException {
        MucRoom into = known(room);
        EntityBareJid whom =
                Addresses.bare(person.id().account())
                        .filter(account -> account.toString().equals(person.id().account()))
                        .orElseThrow(() ->
                                new RoomException(
                                        "The account of '"
                                                + person.name()
                                                + "' is not known, only a nick in a room."));
        MUCUser user = new MUCUser();
        user.setInvite(new MUCUser.Invite("", whom));
        asked(
                into,
                StanzaBuilder.buildMessage(Joining.id())
                        .to(into.address)
                        .addExtension(user)
                        .build());
    }

    /**
     * Sends a message that the room refuses or takes in silence. What comes after it in the stream
     * is answered after it, so a question behind it tells when no refusal comes any more.
     */
    private void asked(MucRoom room, Message message) throws RoomException, InterruptedException {
        if (!rooms.joined(room.address)) {
            throw new RoomException("The bot is not in '" + room.address + "' at the moment.");
        }
        String last = Joining.id();
        Optional<String> refusal =
                answers.ask(
                        message.getStanzaId(),
                        last,
                        () -> {
                            wire.send(message);
                            wire.send(DiscoverInfo.builder(last).to(room.address).build());
                        },
                        PATIENCE);
        if (refusal.isPresent()) {
            throw new RoomException("'" + room.address + "' refuses it: " + refusal.get() + ".");
        }
    }

    /** A room is there as soon as somebody enters it; the service says whether it is a new one. */
    @Override
    public Room create(String name) throws RoomException, InterruptedException {
        EntityBareJid address = address(name);
        if (rooms.room(address) != null) {
            throw new RoomException("There is '" + address + "' already, and the bot is in it.");
        }
        Room made = join(name, new Secret(""));
        @Nullable MucRoom entered = rooms.room(address);
        if (entered == null || !entered.made) {
            leave(made);
            throw new RoomException("There is '" + address + "' already. Use rooms join.");
        }
        settled(entered);
        return made;
    }

    /** A new room is locked until the service has read that it may stay as it is. */
    private void settled(MucRoom room) throws InterruptedException {
        String last = Joining.id();
        var _ =
                answers.ask(
                        Joining.id(),
                        last,
                        () -> wire.send(DiscoverInfo.builder(last).to(room.address).build()),
                        PATIENCE);
    }

    @Override
    public List<Person> occupants(Room room) throws RoomException {
        MucRoom of = known(room);
        return rooms.occupants(of).stream()
                .map(each -> new Person(each.id(chat, of), each.nick()))
                .sorted(Comparator.comparing(Person::name))
                .toList();
    }

    /** An account stands for a login; a nick in a room, or an occupant's id, for nothing. */
    static boolean vouchesFor(PersonId person) {
        return person.account().indexOf('/') < 0;
    }

    /** The word before the {@code @} is enough for a room beside those the bot is in. */
    private EntityBareJid address(String name) throws RoomException {
        boolean clean = name.chars().noneMatch(c -> c <= ' ' || Character.isISOControl(c));
        Optional<EntityBareJid> whole = clean ? Addresses.bare(name) : Optional.empty();
        Optional<EntityBareJid> beside =
                !clean || name.indexOf('@') >= 0
                        ? Optional.empty()
                        : rooms.all().stream()
                                .findFirst()
                                .flatMap(room ->
                                        Addresses.bare(name + "@" + room.address.getDomain()));
        EntityBareJid address =
                whole.or(() -> beside)
                        .orElseThrow(() ->
                                new RoomException(
                                        "'"
                                                + CleanText.harmless(name)
                                                + "' is no room: write it like"
                                                + " dev@conference.example.org."));
        if (address.toString().indexOf(',') >= 0) {
            throw new RoomException("'" + address + "' is no room: it has a comma in it.");
        }
        return address;
    }

    private MucRoom known(Room room) throws RoomException {
        Optional<EntityBareJid> address =
                room.id().chat().equals(chat) ? Addresses.bare(room.id().key()) : Optional.empty();
        @Nullable MucRoom known = address.map(rooms::room).orElse(null);
        if (known == null) {
            throw new RoomException("The bot is not in '" + room.name() + "'.");
        }
        return known;
    }
}
