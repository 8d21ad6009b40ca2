package dev.errand.backend.xmpp;

import static org.awaitility.Awaitility.await;

import dev.errand.api.Message;
import dev.errand.api.Room;
import dev.errand.backend.contract.RecordingInbox;
import dev.errand.backend.contract.TestChatContext;
import dev.errand.backend.spi.DeliveryException;
import dev.errand.backend.spi.Health;
import dev.errand.backend.spi.InboundMessage;
import dev.errand.backend.spi.OutboundMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A started backend with a host that listens. */
final class Bot implements AutoCloseable {

    private static final AtomicInteger KEYS = new AtomicInteger();

    final RecordingInbox inbox = new RecordingInbox();
    final XmppBackend backend;
    private final TestChatContext context;

    Bot(Settings settings) throws Exception {
        context = new TestChatContext("tested", Path.of("."));
        backend = new XmppBackend(settings.settings(), context);
        backend.start(inbox);
    }

    Bot up() {
        await("the bot is up")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> backend.health().state() == Health.State.UP);
        return this;
    }

    void down() {
        await("the loss is told")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> backend.health().state() != Health.State.UP);
    }

    InboundMessage heard(String text) {
        await("the bot hears '" + text + "'")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> inbox.texts().contains(text));
        return inbox.received().stream()
                .filter(each -> each.message().text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    Optional<String> send(Room room, String text) throws DeliveryException {
        return backend.send(message(room, text));
    }

    OutboundMessage message(Room room, String text) {
        return new OutboundMessage(
                room,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new OutboundMessage.Body.Drawn(backend.dialect().text(text)),
                "key-" + KEYS.incrementAndGet());
    }

    Room room(String address) {
        return backend.room(address).orElseThrow();
    }

    Message last() {
        return inbox.received().getLast().message();
    }

    @Override
    public void close() {
        backend.stop();
        context.close();
    }
}
