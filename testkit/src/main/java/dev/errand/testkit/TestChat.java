package dev.errand.testkit;

import dev.errand.api.Message;
import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.DeliveryException;
import dev.errand.backend.spi.Dialect;
import dev.errand.backend.spi.Feature;
import dev.errand.backend.spi.Health;
import dev.errand.backend.spi.InboundMessage;
import dev.errand.backend.spi.Inbox;
import dev.errand.backend.spi.OutboundMessage;
import dev.errand.backend.spi.RoomControl;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A chat in memory, in which everybody sees everything. */
final class TestChat implements ChatBackend {

    static final String NAME = "test";

    private final String name;
    private final InstantSource clock;
    private final TestRooms control;
    private final Dialect dialect;
    private final Set<Feature> features;
    private final AtomicLong messages = new AtomicLong();
    private final Map<String, Person> people = new ConcurrentHashMap<>();
    private final Map<String, Room> rooms = new ConcurrentHashMap<>();
    private final List<OutboundMessage> said = new CopyOnWriteArrayList<>();
    private volatile @Nullable Inbox inbox;

    TestChat(String name, InstantSource clock, int longest, Set<Feature> beside) {
        this.dialect =
                new Dialect() {
                    @Override
                    public int maxLength() {
                        return longest;
                    }
                };
        this.features =
                Stream.concat(Stream.of(Feature.PRIVATE), beside.stream())
                        .collect(Collectors.toUnmodifiableSet());
        this.name = name;
        this.clock = clock;
        this.control = new TestRooms(this);
    }

    Person meet(String account) {
        return people.computeIfAbsent(account, n -> new Person(new PersonId(name, n), n));
    }

    Room open(String key) {
        return rooms.computeIfAbsent(key, n -> new Room(new RoomId(name, n), n, false));
    }

    Map<String, Room> opened() {
        return rooms;
    }

    static Room direct(Person person) {
        return new Room(
                new RoomId(person.id().chat(), "direct-" + person.id().account()),
                person.name(),
                true);
    }

    Inbox.Receipt say(Person person, Room room, String text) {
        String id = "m" + messages.incrementAndGet();
        return deliver(
                InboundMessage.of(
                        new Message(id, person, room, Optional.empty(), text, clock.instant())));
    }

    Inbox.Receipt deliver(InboundMessage inbound) {
        Inbox open = inbox;
        if (open == null) {
            throw new IllegalStateException("The bot has not been started, or was closed");
        }
        return open.receive(inbound);
    }

    /** Everything that the bot has said so far, in order. */
    List<OutboundMessage> said() {
        return List.copyOf(said);
    }

    void forget() {
        said.clear();
    }

    @Override
    public void start(Inbox hostsSide) {
        inbox = hostsSide;
    }

    @Override
    public void stop() {
        inbox = null;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Set<Feature> features() {
        return features;
    }

    @Override
    public Optional<String> send(OutboundMessage message) {
        said.add(message);
        return Optional.of("b" + said.size());
    }

    @Override
    public void edit(String messageId, OutboundMessage message) throws DeliveryException {
        int place = Integer.parseInt(messageId.substring(1)) - 1;
        if (place >= said.size()) {
            throw new DeliveryException("There is no message " + messageId);
        }
        said.set(place, message);
    }

    @Override
    public Optional<Person> person(String text) {
        return Optional.ofNullable(people.get(text.startsWith("@") ? text.substring(1) : text));
    }

    @Override
    public Optional<Room> room(String text) {
        return Optional.ofNullable(rooms.get(text));
    }

    @Override
    public RoomControl rooms() {
        return control;
    }

    /** As on IRC: what looks like a name that anybody may take is vouched for by nobody. */
    @Override
    public boolean vouchesFor(PersonId person) {
        return !person.account().startsWith("guest");
    }

    @Override
    public Health health() {
        return new Health(Health.State.UP, "", clock.instant());
    }
}
