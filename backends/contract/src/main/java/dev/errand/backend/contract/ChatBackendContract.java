package dev.errand.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.errand.api.Person;
import dev.errand.backend.spi.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The test that every chat backend passes: extend it, and give it a {@link ChatHarness}. What a
 * chat does not have is skipped, and the report says what.
 *
 * <p>The contract's parts stand in the superclasses: what people say, any text, what the host says,
 * what admins do with rooms; here is the connection's life.
 */
public abstract class ChatBackendContract extends RoomsContract {

    /** For the extending test. */
    protected ChatBackendContract() {}

    @Test
    void aConnectedChatIsUp() {
        Health health = backend().health();

        assertThat(health.state()).isEqualTo(Health.State.UP);
        assertThat(health.since())
                .isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now());
    }

    @Test
    void aLostConnectionIsToldAndComesBack() throws Exception {
        needs(ChatHarness.Ability.CONNECTION);

        harness().drop();
        eventually("the loss is told").until(() -> backend().health().state() != Health.State.UP);
        harness().restore();
        eventually("the chat is back").until(() -> backend().health().state() == Health.State.UP);

        said("after the loss");
        sendText("I am back");
        seen("the reply", message -> message.text().equals("I am back"));
        assertThat(backend().health().lastFailure())
                .hasValueSatisfying(last -> assertThat(last.words()).isNotBlank());
    }

    @Test
    void whatIsSentWhileTheChatIsAwayArrivesInOrderWhenItIsBack() throws Exception {
        needs(ChatHarness.Ability.CONNECTION);
        List<String> texts = IntStream.range(0, 5).mapToObj(i -> "while away " + i).toList();

        harness().drop();
        eventually("the loss is told").until(() -> backend().health().state() != Health.State.UP);
        for (String text : texts) {
            sendText(text);
        }
        assertThat(backend().health().waiting()).isGreaterThanOrEqualTo(texts.size());
        harness().restore();

        eventually("all arrive").until(() -> seenTexts().size() >= texts.size());
        assertThat(seenTexts()).isEqualTo(texts);
    }

    @Test
    void stoppingDeliversWhatWasSentBefore() throws Exception {
        List<String> texts = IntStream.range(0, 20).mapToObj(i -> "before the end " + i).toList();
        for (String text : texts) {
            sendText(text);
        }

        stopWithinSeconds();

        assertThat(seenTexts()).isEqualTo(texts);
    }

    @Test
    void stoppingEndsEvenWhenNobodySaysAnything() {
        stopWithinSeconds();

        assertThat(inbox.received()).isEmpty();
    }

    @Test
    void stoppingEndsWhileTheChatIsAway() {
        needs(ChatHarness.Ability.CONNECTION);
        harness().drop();

        stopWithinSeconds();
    }

    @Test
    void aPersonIsFoundByAccountAndByName() {
        said("I am here");
        Person person = harness().person();

        assertThat(backend().person(person.id().account())).contains(person);
        assertThat(backend().person(person.name())).contains(person);
    }

    @Test
    void nobodyIsFoundByAnUnknownName() {
        assertThat(backend().person("no-such-person-7f3a")).isEmpty();
        assertThat(backend().person("")).isEmpty();
    }

    @Test
    void aRoomIsFoundByKeyAndByName() {
        said("I am here");

        assertThat(backend().room(room().id().key())).contains(room());
        assertThat(backend().room(room().name())).contains(room());
    }

    @Test
    void noRoomIsFoundByAnUnknownName() {
        assertThat(backend().room("no-such-room-7f3a")).isEmpty();
        assertThat(backend().room("")).isEmpty();
    }

    private void stopWithinSeconds() {
        assertTimeoutPreemptively(Duration.ofSeconds(10), this::stop);
    }
}
