package dev.errand.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.errand.api.Message;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.ChatContext;
import dev.errand.backend.spi.DeliveryException;
import dev.errand.backend.spi.Feature;
import dev.errand.backend.spi.Health;
import dev.errand.backend.spi.InboundMessage;
import dev.errand.backend.spi.OutboundMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A started backend for each test, and the words in which the contract is written. */
abstract class ContractFixture {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    final RecordingInbox inbox = new RecordingInbox();

    @TempDir Path folder;

    private TestChatContext context;
    private ChatHarness harness;
    private boolean stopped;

    /** Some tests send from many threads, and two messages of one key are one. */
    private final AtomicInteger keys = new AtomicInteger();

    /**
     * Makes the chat and the backend, not started.
     *
     * @param context what to make the backend with
     * @return the chat with the backend in it
     * @throws Exception if the chat cannot be made
     */
    protected abstract ChatHarness open(ChatContext context) throws Exception;

    @BeforeEach
    void startBackend() throws Exception {
        context = new TestChatContext("tested", folder);
        harness = open(context);
        backend().start(inbox);
        eventually("the chat is up").until(() -> backend().health().state() == Health.State.UP);
    }

    @AfterEach
    void stopBackend() {
        try {
            stop();
        } finally {
            harness.close();
            context.close();
        }
        assertThat(context.thrown()).as("what the chat's threads did not catch").isEmpty();
    }

    final ChatHarness harness() {
        return harness;
    }

    final ChatBackend backend() {
        return harness.backend();
    }

    final Room room() {
        return harness.room();
    }

    final void stop() {
        if (!stopped) {
            stopped = true;
            backend().stop();
        }
    }

    final void needs(ChatHarness.Ability ability) {
        assumeTrue(harness.abilities().contains(ability), "not in this chat: " + ability);
    }

    final void needs(Feature feature) {
        assumeTrue(backend().features().contains(feature), "the backend does not have " + feature);
    }

    final InboundMessage heard(String text) {
        Predicate<InboundMessage> wanted = message -> message.message().text().equals(text);
        eventually("the bot hears '" + text + "'")
                .until(() -> inbox.received().stream().anyMatch(wanted));
        return inbox.received().stream().filter(wanted).findFirst().orElseThrow();
    }

    final Message said(String text) {
        harness.say(room(), text);
        return heard(text).message();
    }

    /** Long enough for a lost connection to come back, and quick to see that it did. */
    static ConditionFactory eventually(String what) {
        return await(what)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5));
    }

    /** A message in the chat's own notation, with a key of its own. */
    final OutboundMessage drawn(String text) {
        return drawn(text, "key-" + keys.incrementAndGet());
    }

    final OutboundMessage drawn(String text, String key) {
        return message(Optional.empty(), Optional.empty(), text, key);
    }

    final OutboundMessage inThread(String thread, String text) {
        return message(Optional.of(thread), Optional.empty(), text, "thread-" + text);
    }

    final OutboundMessage onlyTo(PersonId person, String text) {
        return message(Optional.empty(), Optional.of(person), text, "private-" + text);
    }

    private OutboundMessage message(
            Optional<String> thread, Optional<PersonId> onlyTo, String text, String key) {
        return new OutboundMessage(
                room(),
                thread,
                Optional.empty(),
                onlyTo,
                new OutboundMessage.Body.Drawn(text),
                key);
    }

    /** Sends text that somebody else chose. */
    final Optional<String> sendText(String text) throws DeliveryException {
        return backend().send(drawn(backend().dialect().text(text)));
    }

    final List<String> seenTexts() {
        return harness.seen(room()).stream().map(SeenMessage::text).toList();
    }

    final SeenMessage seen(String description, Predicate<SeenMessage> wanted) {
        eventually("people see " + description)
                .until(() -> harness.seen(room()).stream().anyMatch(wanted));
        return harness.seen(room()).stream().filter(wanted).findFirst().orElseThrow();
    }

    /** Waits for a message sent last, so that everything sent before it is there too. */
    final List<String> seenAfterLast() throws DeliveryException {
        sendText("that was all");
        seen("the last message", message -> message.text().equals("that was all"));
        List<String> texts = seenTexts();
        return texts.subList(0, texts.size() - 1);
    }
}
