package dev.errand.backend.xmpp;

import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.spi.DeliveryException;
import dev.errand.backend.spi.OutboundMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.jxmpp.jid.EntityBareJid;
import org.jxmpp.jid.EntityJid;
import org.jxmpp.jid.impl.JidCreate;

/** Finds people and rooms: those in the bot's rooms, and who has talked to it directly. */
final class Directory {

    private static final int REMEMBERED = 1_000;

    private final String chat;
    private final Rooms rooms;
    private final LinkedHashMap<String, Person> talked = new LinkedHashMap<>();

    Directory(String chat, Rooms rooms) {
        this.chat = chat;
        this.rooms = rooms;
    }

    /** Somebody who talks to the bot directly, and the room that this is. */
    Person talking(EntityBareJid account) {
        Person person =
                new Person(
                        new PersonId(chat, account.toString()), account.getLocalpart().toString());
        synchronized (talked) {
            talked.putLast(person.id().account(), person);
            if (talked.size() > REMEMBERED) {
                talked.pollFirstEntry();
            }
        }
        return person;
    }

    Room direct(String key, String name) {
        return new Room(new RoomId(chat, key), name, true);
    }

    Destination destination(OutboundMessage message) throws DeliveryException {
        return message.onlyTo().isPresent() && !message.room().direct()
                ? onlyTo(message.onlyTo().get(), message.room())
                : destination(message.room());
    }

    Destination destination(Room room) throws DeliveryException {
        String key = room.id().key();
        Optional<EntityJid> address = Addresses.entity(key);
        @Nullable MucRoom known = address.map(rooms::room).orElse(null);
        if (address.isPresent() && known != null) {
            return new Destination(
                    address.get(), Optional.of(known.address), address.get().isEntityBareJid());
        }
        if (address.isPresent() && room.direct() && address.get().isEntityBareJid()) {
            return new Destination(address.get(), Optional.empty(), false);
        }
        throw new DeliveryException(
                "There is no room '" + room.id() + "' here; rooms of this chat are set by 'rooms'");
    }

    private Destination onlyTo(PersonId person, Room room) throws DeliveryException {
        Destination all = destination(room);
        @Nullable MucRoom muc = rooms.room(all.address());
        Optional<Occupant> there =
                muc == null
                        ? Optional.empty()
                        : rooms.occupants(muc).stream()
                                .filter(each -> each.id(chat, muc).equals(person))
                                .findFirst();
        if (muc != null && there.isPresent()) {
            return new Destination(
                    JidCreate.entityFullFrom(muc.address, Joining.resource(there.get().nick())),
                    all.room(),
                    false);
        }
        return Addresses.bare(person.account())
                .filter(account -> account.toString().equals(person.account()))
                .map(account -> new Destination(account, Optional.empty(), false))
                .orElseThrow(() ->
                        new DeliveryException(
                                "'" + person + "' is not in '" + room.id() + "' any more"));
    }

    /** By account, by mention or by nick; an account need not have talked yet. */
    Optional<Person> person(String text) {
        String word = text.startsWith("@") ? text.substring(1) : text;
        Set<Person> found =
                Stream.concat(occupants(), talked())
                        .filter(person ->
                                person.id().account().equals(word)
                                        || person.name().equalsIgnoreCase(word))
                        .collect(Collectors.toSet());
        Map<PersonId, Person> different = new LinkedHashMap<>();
        found.forEach(person -> different.putIfAbsent(person.id(), person));
        if (different.size() == 1) {
            return different.values().stream().findFirst();
        }
        return different.isEmpty() ? Addresses.bare(word).map(this::unseen) : Optional.empty();
    }

    private Person unseen(EntityBareJid account) {
        return new Person(
                new PersonId(chat, account.toString()), account.getLocalpart().toString());
    }

    private Stream<Person> occupants() {
        return rooms.all().stream()
                .flatMap(room ->
                        rooms.occupants(room).stream()
                                .map(each -> new Person(each.id(chat, room), each.nick())));
    }

    private Stream<Person> talked() {
        synchronized (talked) {
            return Stream.of(talked.values().toArray(Person[]::new));
        }
    }

    /** By address or by the part of it that stands before the {@code @}. */
    Optional<Room> room(String text) {
        String word = text.startsWith("#") ? text.substring(1) : text;
        var found =
                Stream.concat(
                                rooms.all().stream()
                                        .map(room -> Addresses.room(chat, room.address)),
                                talked().map(who -> direct(who.id().account(), who.name())))
                        .filter(room ->
                                room.id().key().equals(word)
                                        || (!room.direct() && room.name().equalsIgnoreCase(word)))
                        .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
