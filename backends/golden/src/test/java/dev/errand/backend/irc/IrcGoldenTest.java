package dev.errand.backend.irc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.PersonId;
import dev.errand.api.RoomId;
import dev.errand.backend.contract.RichReply;
import dev.errand.backend.golden.Drawn;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The file has the codes as {@code <02>} and so on. */
class IrcGoldenTest {

    @Test
    void aRichReplyIsDrawnAsItWasLookedAt() {
        String drawn =
                String.join(
                        "\n",
                        Drawn.parts(
                                new PersonId("oss", "ann"),
                                new RoomId("oss", "#ops"),
                                "#ops",
                                new IrcDialect(400, true)));

        assertThat(visible(drawn)).isEqualTo(RichReply.golden(IrcGoldenTest.class).stripTrailing());
    }

    private static String visible(String drawn) {
        return drawn.codePoints()
                .mapToObj(c -> c < ' ' && c != '\n' ? "<%02x>".formatted(c) : Character.toString(c))
                .collect(Collectors.joining());
    }
}
