package dev.errand.backend.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.PersonId;
import dev.errand.api.RoomId;
import dev.errand.backend.contract.RichReply;
import dev.errand.backend.golden.Drawn;
import org.junit.jupiter.api.Test;

/** The space of no width, by which a sign is kept from being read as one, is shown as {@code ·}. */
class SlackGoldenTest {

    @Test
    void oneRichReplyIsDrawnAsInTheGoldenFile() {
        String drawn =
                String.join(
                        "\n",
                        Drawn.parts(
                                new PersonId("office", "T0ACME/U0ANN"),
                                new RoomId("office", "C0OPS"),
                                "#ops",
                                new SlackDialect()));

        assertThat(drawn.replace("\u200b", "·") + "\n")
                .isEqualTo(RichReply.golden(SlackGoldenTest.class));
    }
}
