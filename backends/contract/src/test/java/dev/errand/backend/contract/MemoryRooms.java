package dev.errand.backend.contract;

import dev.errand.api.Person;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.api.Secret;
import dev.errand.backend.spi.RoomControl;
import dev.errand.backend.spi.RoomException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rooms of a chat in memory; whoever is in the chat is in all of them. */
final class MemoryRooms implements RoomControl {

    private final String chat;
    private final Person person;
    private final Map<Room, String> topics = new LinkedHashMap<>();
    private final Set<String> invitations = new HashSet<>();

    MemoryRooms(String chat, Room first, Person person) {
        this.chat = chat;
        this.person = person;
        topics.put(first, "");
    }

    synchronized List<Room> joined() {
        return List.copyOf(topics.keySet());
    }

    synchronized String topic(Room room) {
        return topics.getOrDefault(room, "");
    }

    synchronized Set<String> invitations() {
        return Set.copyOf(invitations);
    }

    @Override
    public Set<Action> can() {
        return EnumSet.allOf(Action.class);
    }

    @Override
    public List<Entry> list() {
        return joined().stream().map(room -> new Entry(room, true, topic(room))).toList();
    }

    @Override
    public synchronized Room join(String name, Secret password) throws RoomException {
        if (!name.matches("#[a-z]+")) {
            throw new RoomException("'" + name + "' is no room");
        }
        Room room =
                joined().stream()
                        .filter(known -> known.name().equals(name))
                        .findFirst()
                        .orElseGet(() -> new Room(new RoomId(chat, "R" + name), name, false));
        topics.putIfAbsent(room, "");
        return room;
    }

    @Override
    public synchronized void leave(Room room) throws RoomException {
        known(room);
        topics.remove(room);
    }

    @Override
    public synchronized void topic(Room room, String topic) throws RoomException {
        known(room);
        topics.put(room, topic);
    }

    @Override
    public synchronized void invite(Room room, Person invited) throws RoomException {
        known(room);
        invitations.add(room.id().key());
    }

    @Override
    public synchronized Room create(String name) throws RoomException {
        if (joined().stream().anyMatch(room -> room.name().equals(name))) {
            throw new RoomException("There is a room '" + name + "' already");
        }
        return join(name, new Secret(""));
    }

    @Override
    public synchronized List<Person> occupants(Room room) throws RoomException {
        known(room);
        return List.of(person);
    }

    private void known(Room room) throws RoomException {
        if (!topics.containsKey(room)) {
            throw new RoomException("The bot is not in '" + room.name() + "'");
        }
    }
}
