package dev.errand.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Reply;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.contract.RichReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/chats/rich-reply.md} shows what the tests of the chats hold them to. */
class RichReplyTest {

    private static String page() throws IOException {
        return Files.readString(Path.of("chats/rich-reply.md"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"console", "irc", "xmpp", "slack", "discord"})
    void thePageShowsTheGoldenFileOfEachChat(String chat) throws IOException {
        Path golden =
                Path.of(
                        "../backends/golden/src/test/resources/dev/errand/backend",
                        chat,
                        "rich-reply.txt");

        assertThat(page()).contains("\n````text\n" + Files.readString(golden) + "````\n");
    }

    @Test
    void thePageShowsWhatIsDrawn() throws IOException {
        Person ann = new Person(new PersonId("office", "U0ANN"), "ann");
        Room ops = new Room(new RoomId("office", "C0OPS"), "#ops", false);
        Reply.Text reply = (Reply.Text) RichReply.of(ann, ops);

        assertThat(page()).contains("\n````markdown\n" + reply.markdown() + "````\n");
    }
}
