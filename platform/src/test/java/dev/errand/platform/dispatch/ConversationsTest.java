package dev.errand.platform.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Message;
import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConversationsTest {

    private final Conversations conversations = new Conversations();

    /** Else a command would count as idle between opening its question and saying it. */
    @Test
    void aQuestionThatIsStillBeingSaidDoesNotWaitForAnAnswer() throws Exception {
        try (Conversations.Question asked = conversations.ask(message("!deploy"))) {
            assertThat(conversations.waiting()).isZero();

            assertThat(asked.await(Duration.ZERO)).isEmpty();
            assertThat(conversations.waiting()).isEqualTo(1);

            assertThat(conversations.answer(message("prod"))).isTrue();
            assertThat(conversations.waiting()).isZero();
            assertThat(asked.await(Duration.ZERO)).contains("prod");
        }
        assertThat(conversations.answer(message("again"))).isFalse();
    }

    private static Message message(String text) {
        return new Message(
                "m1",
                new Person(new PersonId("test", "ann"), "ann"),
                new Room(new RoomId("test", "ops"), "#ops", false),
                Optional.empty(),
                text,
                Instant.EPOCH);
    }
}
