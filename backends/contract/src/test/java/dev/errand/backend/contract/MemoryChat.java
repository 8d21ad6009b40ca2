package dev.errand.backend.contract;

import dev.errand.api.Message;
import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.InboundMessage;
import dev.errand.backend.spi.InboundMessage.Author;
import dev.errand.backend.spi.OutboundMessage;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A chat in memory that can do all there is: its server is this object's fields. */
final class MemoryChat implements ChatHarness {

    private final String chat;
    private final MemoryBackend backend;
    private final MemoryRooms rooms;
    private final Map<String, SeenMessage> posted = new LinkedHashMap<>();
    private final Map<String, Set<String>> reactions = new HashMap<>();
    private boolean online = true;
    private int ids;
    private @Nullable InboundMessage last;

    MemoryChat(String chat) {
        this.chat = chat;
        this.rooms = new MemoryRooms(chat, room(), person());
        this.backend = new MemoryBackend(this);
    }

    MemoryRooms rooms() {
        return rooms;
    }

    @Override
    public String roomToJoin() {
        return "#dev";
    }

    @Override
    public String roomToCreate() {
        return "#new";
    }

    @Override
    public void enter(Room entered) {}

    @Override
    public String topic(Room room) {
        return rooms.topic(room);
    }

    @Override
    public Set<String> invitations() {
        return rooms.invitations();
    }

    synchronized boolean online() {
        return online;
    }

    synchronized String post(OutboundMessage message) {
        String id = "m" + ++ids;
        put(id, message);
        return id;
    }

    synchronized boolean change(String id, OutboundMessage message) {
        boolean there = posted.containsKey(id);
        if (there) {
            put(id, message);
        }
        return there;
    }

    synchronized void reactTo(Message message, String emoji) {
        reactions.computeIfAbsent(message.id(), id -> new HashSet<>()).add(emoji);
    }

    private void put(String id, OutboundMessage message) {
        String drawn =
                switch (message.body()) {
                    case OutboundMessage.Body.Drawn body -> body.text();
                    case OutboundMessage.Body.Rich body -> body.text();
                };
        posted.put(
                id,
                new SeenMessage(
                        MemoryDialect.read(drawn),
                        message.thread(),
                        message.onlyTo(),
                        MemoryDialect.callsEveryone(drawn)));
    }

    private void deliver(
            Room room, Optional<String> thread, String text, Author author, boolean addressed) {
        InboundMessage message;
        synchronized (this) {
            String clean = text.replaceAll("[\\p{Cc}&&[^\n\t]]", "");
            Message said = new Message("m" + ++ids, person(), room, thread, clean, Instant.now());
            message = new InboundMessage(said, author, addressed, Set.of());
            last = message;
        }
        backend.hear(message);
    }

    @Override
    public ChatBackend backend() {
        return backend;
    }

    @Override
    public Set<Ability> abilities() {
        return Set.of(Ability.values());
    }

    @Override
    public Person person() {
        return new Person(new PersonId(chat, "U1"), "ann");
    }

    @Override
    public Room room() {
        return new Room(new RoomId(chat, "C1"), "#ops", false);
    }

    @Override
    public Optional<Room> direct() {
        return Optional.of(new Room(new RoomId(chat, "D1"), "ann", true));
    }

    @Override
    public void say(Room room, String text) {
        deliver(room, Optional.empty(), text, Author.PERSON, false);
    }

    @Override
    public void sayInThread(Room room, Message thread, String text) {
        deliver(room, Optional.of(thread.id()), text, Author.PERSON, false);
    }

    @Override
    public void sayAsBot(Room room, String text) {
        deliver(room, Optional.empty(), text, Author.BOT, false);
    }

    @Override
    public void sayToBot(Room room, String text) {
        deliver(room, Optional.empty(), text, Author.PERSON, true);
    }

    @Override
    public void deliverAgain() {
        InboundMessage again = last;
        if (again != null) {
            backend.hear(again);
        }
    }

    @Override
    public synchronized List<SeenMessage> seen(Room room) {
        return List.copyOf(posted.values());
    }

    @Override
    public synchronized Set<String> reactions(Message message) {
        return Set.copyOf(reactions.getOrDefault(message.id(), Set.of()));
    }

    @Override
    public synchronized void drop() {
        online = false;
    }

    @Override
    public void restore() {
        synchronized (this) {
            online = true;
        }
        backend.connected();
    }

    @Override
    public void close() {}
}
