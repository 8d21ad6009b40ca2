package dev.errand.benchmarks;

import dev.errand.api.Message;
import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.Dialect;
import dev.errand.backend.spi.Feature;
import dev.errand.backend.spi.Health;
import dev.errand.backend.spi.InboundMessage;
import dev.errand.backend.spi.Inbox;
import dev.errand.backend.spi.OutboundMessage;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A chat that costs nothing: what is measured is the host. */
final class QuietChat implements ChatBackend {

    static final String NAME = "quiet";

    private final AtomicLong messages = new AtomicLong();
    private final Consumer<OutboundMessage> sink;
    private volatile Inbox inbox = new NoInbox();

    QuietChat(Consumer<OutboundMessage> sink) {
        this.sink = sink;
    }

    static Person person(int number) {
        return new Person(new PersonId(NAME, "p" + number), "p" + number);
    }

    Inbox.Receipt say(Person person, String text) {
        Room room = new Room(new RoomId(NAME, "#ops"), "#ops", false);
        return inbox.receive(
                InboundMessage.of(
                        new Message(
                                Long.toString(messages.incrementAndGet()),
                                person,
                                room,
                                Optional.empty(),
                                text,
                                Instant.EPOCH)));
    }

    @Override
    public void start(Inbox hostsSide) {
        inbox = hostsSide;
    }

    @Override
    public void stop() {
        inbox = new NoInbox();
    }

    @Override
    public Dialect dialect() {
        return Dialect.PLAIN;
    }

    @Override
    public Set<Feature> features() {
        return Set.of();
    }

    @Override
    public Optional<String> send(OutboundMessage message) {
        sink.accept(message);
        return Optional.empty();
    }

    @Override
    public Optional<Person> person(String text) {
        return Optional.empty();
    }

    @Override
    public Optional<Room> room(String text) {
        return Optional.empty();
    }

    @Override
    public Health health() {
        return new Health(Health.State.UP, "", Instant.EPOCH);
    }

    private static final class NoInbox implements Inbox {
        @Override
        public Receipt receive(InboundMessage message) {
            throw new IllegalStateException("not started");
        }

        @Override
        public java.util.List<dev.errand.backend.spi.Completion> complete(
                dev.errand.backend.spi.Draft draft) {
            return java.util.List.of();
        }

        @Override
        public void watchCommands(
                Consumer<java.util.List<dev.errand.backend.spi.CommandOutline>> watcher) {}

        @Override
        public void finish(String reason) {}
    }
}
