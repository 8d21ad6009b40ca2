package dev.errand.backend.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.api.Message;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.contract.RecordingInbox;
import dev.errand.backend.contract.SeenMessage;
import dev.errand.backend.contract.TestChatContext;
import dev.errand.backend.spi.Health;
import dev.errand.backend.spi.OutboundMessage;
import dev.errand.backend.spi.OutboundMessage.Body;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A started backend beside a fake Slack for each test. */
abstract class SlackFixture {

    final RecordingInbox inbox = new RecordingInbox();
    SlackHarness harness;
    FakeSlack slack;
    private TestChatContext context;
    private boolean stopped;
    private int keys;

    @BeforeEach
    void startBackend(@TempDir Path folder) throws Exception {
        context = new TestChatContext("office", folder);
        harness = new SlackHarness(context, startRooms());
        slack = harness.slack;
        prepare();
        harness.backend().start(inbox);
    }

    /** What {@code rooms} says. */
    List<String> startRooms() {
        return List.of();
    }

    /** What is to be wrong before the backend starts. */
    void prepare() throws Exception {}

    @AfterEach
    void stopBackend() {
        stop();
        harness.close();
        context.close();
        assertThat(context.thrown()).isEmpty();
    }

    void stop() {
        if (!stopped) {
            stopped = true;
            harness.backend().stop();
        }
    }

    static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5));
    }

    void untilUp() {
        eventually().until(() -> harness.backend().health().state() == Health.State.UP);
    }

    List<String> seen() {
        return harness.seen(harness.room()).stream().map(SeenMessage::text).toList();
    }

    void untilSeen(String... texts) {
        eventually().untilAsserted(() -> assertThat(seen()).containsExactly(texts));
    }

    Room far() {
        return new Room(new RoomId("office", "C0FAR"), "#far-away", false);
    }

    OutboundMessage message(Body body) {
        return message(harness.room(), Optional.empty(), Optional.empty(), body);
    }

    OutboundMessage text(String text) {
        return message(new Body.Drawn(text));
    }

    OutboundMessage answer(Message asked, boolean hidden, Body body) {
        return message(
                asked.room(),
                Optional.of(asked),
                hidden ? Optional.of(asked.from().id()) : Optional.empty(),
                body);
    }

    private OutboundMessage message(
            Room room, Optional<Message> asked, Optional<PersonId> onlyTo, Body body) {
        keys++;
        return new OutboundMessage(
                room, asked.flatMap(Message::thread), asked, onlyTo, body, "key-" + keys);
    }

    void untilHeard(String... texts) {
        eventually().untilAsserted(() -> assertThat(inbox.texts()).containsExactly(texts));
    }
}
