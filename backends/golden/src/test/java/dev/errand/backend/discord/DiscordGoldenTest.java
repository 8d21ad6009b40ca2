package dev.errand.backend.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.PersonId;
import dev.errand.api.RoomId;
import dev.errand.backend.contract.RichReply;
import dev.errand.backend.golden.Drawn;
import org.junit.jupiter.api.Test;

/** The space of no width, by which a sign is kept from being read as one, is shown as {@code ·}. */
class DiscordGoldenTest {

    @Test
    void aRichReplyIsDrawnAsTheGoldenFileShowsIt() {
        String drawn =
                String.join(
                        "\n",
                        Drawn.parts(
                                new PersonId("d", "100000000000000002"),
                                new RoomId("d", "300000000000000001"),
                                "#ops",
                                new DiscordDialect()));

        assertThat(drawn.replace("\u200b", "·") + "\n")
                .isEqualTo(RichReply.golden(DiscordGoldenTest.class));
    }
}
