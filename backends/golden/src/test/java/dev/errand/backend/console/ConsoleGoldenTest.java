package dev.errand.backend.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.PersonId;
import dev.errand.api.RoomId;
import dev.errand.backend.contract.RichReply;
import dev.errand.backend.golden.Drawn;
import org.junit.jupiter.api.Test;

/** The terminal's codes are shown as {@code <1>} and so on. */
class ConsoleGoldenTest {

    @Test
    void aRichReplyIsDrawnAsTheGoldenFileShowsIt() {
        String drawn =
                String.join(
                        "\n",
                        Drawn.parts(
                                new PersonId("console", "ann"),
                                new RoomId("console", "console"),
                                "console",
                                new AnsiDialect(false)));

        assertThat(drawn.replaceAll("\u001b\\[([0-9;]*)m", "<$1>") + "\n")
                .isEqualTo(RichReply.golden(ConsoleGoldenTest.class));
    }
}
