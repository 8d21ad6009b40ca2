package dev.errand.backend.console;

import dev.errand.api.Message;
import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.ChatContext;
import dev.errand.backend.spi.DeliveryException;
import dev.errand.backend.spi.Dialect;
import dev.errand.backend.spi.Feature;
import dev.errand.backend.spi.Health;
import dev.errand.backend.spi.Inbox;
import dev.errand.backend.spi.OutboundMessage;
import dev.errand.backend.spi.RecentKeys;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A chat of one room and one person: whoever has the process's standard input and output. */
final class ConsoleBackend implements ChatBackend {

    private static final String ROOM = "console";

    private final ChatContext context;
    private final Dialect dialect;
    private final Person person;
    private final Room room;
    private final Session session;
    private final RecentKeys sent = new RecentKeys();
    private @Nullable Conversation conversation;
    private volatile @Nullable Instant started;

    ConsoleBackend(ConsoleSettings settings, ChatContext context, Surroundings surroundings) {
        this.context = context;
        this.dialect =
                Drawing.dialect(
                        settings.color(), surroundings.terminal(), surroundings.environment());
        this.person = new Person(new PersonId(context.chat(), settings.user()), settings.user());
        this.room = new Room(new RoomId(context.chat(), ROOM), ROOM, true);
        // JLine's classes are loaded with the first of these only: a script starts without them.
        this.session =
                surroundings.terminal()
                        ? new TerminalSession(surroundings, dialect)
                        : new ScriptSession(surroundings);
    }

    @Override
    public void start(Inbox inbox) throws IOException {
        Conversation begun = new Conversation(person, room, context.clock(), inbox);
        conversation = begun;
        session.start(context, begun);
        started = context.clock().instant();
    }

    @Override
    public void stop() {
        if (conversation != null) {
            conversation.hangUp();
            session.stop();
        }
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Set<Feature> features() {
        return Set.of();
    }

    @Override
    public Optional<String> send(OutboundMessage message) throws DeliveryException {
        if (!message.room().id().equals(room.id())) {
            throw new DeliveryException(
                    "A console has one room, '"
                            + room.id()
                            + "'; there is no '"
                            + message.room().id()
                            + "'");
        }
        if (sent.add(message.key())) {
            session.show(
                    switch (message.body()) {
                        case OutboundMessage.Body.Drawn drawn -> drawn.text();
                        case OutboundMessage.Body.Rich rich -> rich.text();
                    });
        }
        return Optional.empty();
    }

    @Override
    public void working(Message message, boolean working) {
        if (working) {
            session.working(message);
        }
    }

    @Override
    public Optional<Person> person(String text) {
        String name = text.startsWith("@") ? text.substring(1) : text;
        boolean meant = name.equalsIgnoreCase(person.name()) || name.equals(person.id().toString());
        return meant ? Optional.of(person) : Optional.empty();
    }

    @Override
    public Optional<Room> room(String text) {
        String name = text.startsWith("#") ? text.substring(1) : text;
        boolean meant = name.equalsIgnoreCase(room.name()) || name.equals(room.id().toString());
        return meant ? Optional.of(room) : Optional.empty();
    }

    @Override
    public Health health() {
        Instant since = started;
        if (since == null) {
            return new Health(Health.State.CONNECTING, "", context.clock().instant());
        }
        return session.open()
                ? new Health(Health.State.UP, "", since)
                : new Health(Health.State.DOWN, "standard output is closed", since);
    }
}
