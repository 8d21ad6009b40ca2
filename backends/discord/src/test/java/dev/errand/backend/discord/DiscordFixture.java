package dev.errand.backend.discord;

import static org.awaitility.Awaitility.await;

import dev.errand.api.Message;
import dev.errand.api.PersonId;
import dev.errand.backend.contract.RecordingInbox;
import dev.errand.backend.contract.SeenMessage;
import dev.errand.backend.contract.TestChatContext;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.DeliveryException;
import dev.errand.backend.spi.Health;
import dev.errand.backend.spi.OutboundMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A fake Discord and an inbox; the test starts the backend with the settings it needs. */
abstract class DiscordFixture {

    final RecordingInbox inbox = new RecordingInbox();

    @TempDir Path folder;

    FakeDiscord discord;
    FakeDiscordHarness harness;
    private TestChatContext context;
    private int keys;

    @BeforeEach
    void begin() throws Exception {
        discord = new FakeDiscord();
        context = new TestChatContext("tested", folder);
    }

    @AfterEach
    void end() {
        if (harness != null) {
            harness.backend().stop();
        }
        context.close();
        discord.close();
    }

    final void start(DiscordSettings settings) throws Exception {
        harness = new FakeDiscordHarness(discord, settings, context);
        harness.backend().start(inbox);
    }

    final void startUp(DiscordSettings settings) throws Exception {
        start(settings);
        up();
    }

    final void up() {
        state(Health.State.UP);
    }

    final void state(Health.State state) {
        eventually("it is " + state).until(() -> backend().health().state() == state);
    }

    final ChatBackend backend() {
        return harness.backend();
    }

    final Optional<String> send(String text) throws DeliveryException {
        keys++;
        return backend().send(message(Optional.empty(), Optional.empty(), text, "key-" + keys));
    }

    final Optional<String> answer(Message to, boolean alone, String text) throws DeliveryException {
        keys++;
        Optional<PersonId> only = alone ? Optional.of(to.from().id()) : Optional.empty();
        return backend().send(message(Optional.of(to), only, text, "key-" + keys));
    }

    final OutboundMessage message(
            Optional<Message> to, Optional<PersonId> only, String text, String key) {
        return new OutboundMessage(
                harness.room(),
                Optional.empty(),
                to,
                only,
                new OutboundMessage.Body.Drawn(text),
                key);
    }

    final List<String> seen() {
        return harness.seen(harness.room()).stream().map(SeenMessage::text).toList();
    }

    final Message heard(String text) {
        eventually("the bot hears '" + text + "'").until(() -> inbox.texts().contains(text));
        return inbox.received().stream()
                .filter(one -> one.message().text().equals(text))
                .findFirst()
                .orElseThrow()
                .message();
    }

    static ConditionFactory eventually(String what) {
        return await(what)
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5));
    }
}
