package dev.errand.testkit;

import dev.errand.api.Person;
import dev.errand.api.Room;
import dev.errand.api.Secret;
import dev.errand.backend.spi.RoomControl;
import dev.errand.backend.spi.RoomException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What an admin can do with the rooms of a {@link TestChat}: all but to invite and to create. */
final class TestRooms implements RoomControl {

    private final TestChat chat;
    private final Map<Room, String> topics = new ConcurrentHashMap<>();

    TestRooms(TestChat chat) {
        this.chat = chat;
    }

    @Override
    public Set<Action> can() {
        return EnumSet.complementOf(EnumSet.of(Action.INVITE, Action.CREATE));
    }

    @Override
    public List<Entry> list() {
        return chat.opened().values().stream()
                .map(room -> new Entry(room, true, topics.getOrDefault(room, "")))
                .sorted(Comparator.comparing(entry -> entry.room().name()))
                .toList();
    }

    @Override
    public Room join(String name, Secret password) throws RoomException {
        if (name.equals("#locked") && !password.reveal().equals("sesame")) {
            throw new RoomException("The room '#locked' wants a password.");
        }
        return chat.open(name);
    }

    @Override
    public void leave(Room room) {
        chat.opened().remove(room.name());
    }

    @Override
    public void topic(Room room, String topic) {
        topics.put(room, topic);
    }

    @Override
    public List<Person> occupants(Room room) {
        return List.of(chat.meet("ann"));
    }
}
