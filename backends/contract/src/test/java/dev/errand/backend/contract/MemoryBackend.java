package dev.errand.backend.contract;

import dev.errand.api.Message;
import dev.errand.api.Person;
import dev.errand.api.Room;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.DeliveryException;
import dev.errand.backend.spi.Dialect;
import dev.errand.backend.spi.Feature;
import dev.errand.backend.spi.Health;
import dev.errand.backend.spi.InboundMessage;
import dev.errand.backend.spi.Inbox;
import dev.errand.backend.spi.OutboundMessage;
import dev.errand.backend.spi.RoomControl;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The bot's side of a {@link MemoryChat}. */
final class MemoryBackend implements ChatBackend {

    private final MemoryChat chat;
    private final Dialect dialect = new MemoryDialect();
    private final Set<String> keys = new HashSet<>();
    private final Queue<OutboundMessage> waiting = new ArrayDeque<>();
    private final Instant made = Instant.now();
    private volatile @Nullable Inbox inbox;
    private Health health = new Health(Health.State.CONNECTING, "", made);

    MemoryBackend(MemoryChat chat) {
        this.chat = chat;
    }

    void hear(InboundMessage message) {
        Inbox host = inbox;
        if (host != null) {
            host.receive(message);
        }
    }

    synchronized void connected() {
        while (!waiting.isEmpty()) {
            chat.post(waiting.remove());
        }
    }

    @Override
    public void start(Inbox host) {
        inbox = host;
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
        return Set.of(Feature.values());
    }

    @Override
    public synchronized Optional<String> send(OutboundMessage message) throws DeliveryException {
        if (room(message.room().id().key()).isEmpty()) {
            throw new DeliveryException("There is no room '" + message.room().id() + "'");
        }
        if (message.body() instanceof OutboundMessage.Body.Drawn drawn
                && drawn.text().length() > MemoryDialect.LIMIT) {
            throw new DeliveryException("The message is longer than " + MemoryDialect.LIMIT);
        }
        if (!keys.add(message.key())) {
            return Optional.empty();
        }
        if (!chat.online()) {
            waiting.add(message);
            return Optional.empty();
        }
        return Optional.of(chat.post(message));
    }

    @Override
    public void edit(String messageId, OutboundMessage message) throws DeliveryException {
        if (!chat.change(messageId, message)) {
            throw new DeliveryException("There is no message '" + messageId + "'");
        }
    }

    @Override
    public void react(Message message, String emoji) {
        chat.reactTo(message, emoji);
    }

    @Override
    public Optional<Person> person(String text) {
        return Stream.of(chat.person())
                .filter(person -> text.equals(person.name()) || text.equals(person.id().account()))
                .findFirst();
    }

    @Override
    public Optional<Room> room(String text) {
        return Stream.concat(chat.rooms().joined().stream(), chat.direct().stream())
                .filter(room -> text.equals(room.name()) || text.equals(room.id().key()))
                .findFirst();
    }

    @Override
    public RoomControl rooms() {
        return chat.rooms();
    }

    @Override
    public synchronized Health health() {
        health =
                chat.online()
                        ? health.becoming(Health.State.UP, "", made)
                        : health.becoming(Health.State.CONNECTING, "switched off", made);
        return health.with("", waiting.size());
    }
}
