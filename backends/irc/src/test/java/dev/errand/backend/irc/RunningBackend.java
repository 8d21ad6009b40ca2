package dev.errand.backend.irc;

import static org.awaitility.Awaitility.await;

import dev.errand.api.Message;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.contract.RecordingInbox;
import dev.errand.backend.contract.TestChatContext;
import dev.errand.backend.spi.DeliveryException;
import dev.errand.backend.spi.Health;
import dev.errand.backend.spi.InboundMessage;
import dev.errand.backend.spi.OutboundMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A started backend in chat {@code irc}, and the words that its tests are written in. */
final class RunningBackend implements AutoCloseable {

    final RecordingInbox inbox = new RecordingInbox();
    final IrcBackend backend;
    private final TestChatContext context;
    private final AtomicInteger keys = new AtomicInteger();

    RunningBackend(IrcSettings settings, Path folder) throws Exception {
        context = new TestChatContext("irc", folder);
        backend = new IrcBackend(settings, context, new Random(1));
        backend.start(inbox);
    }

    RunningBackend up() {
        awaitHealth(health -> health.state() == Health.State.UP);
        return this;
    }

    Health awaitHealth(Predicate<Health> wanted) {
        await("health")
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> wanted.test(backend.health()));
        return backend.health();
    }

    InboundMessage heard(String text) {
        await("the bot hears '" + text + "'")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() ->
                        inbox.received().stream()
                                .anyMatch(heard -> heard.message().text().equals(text)));
        return inbox.received().stream()
                .filter(heard -> heard.message().text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    void send(String channel, String text) throws DeliveryException {
        send(new Room(new RoomId("irc", channel), channel, false), Optional.empty(), text);
    }

    void answer(Message asked, String text) throws DeliveryException {
        send(asked.room(), Optional.of(asked), text);
    }

    private void send(Room room, Optional<Message> asked, String text) throws DeliveryException {
        backend.send(
                new OutboundMessage(
                        room,
                        Optional.empty(),
                        asked,
                        Optional.empty(),
                        new OutboundMessage.Body.Drawn(text),
                        "key-" + keys.incrementAndGet()));
    }

    @Override
    public void close() {
        backend.stop();
        context.close();
    }
}
