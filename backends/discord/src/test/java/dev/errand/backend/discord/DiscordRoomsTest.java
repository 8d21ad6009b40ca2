package dev.errand.backend.discord;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.backend.spi.RoomException;
import org.junit.jupiter.api.Test;

/** Channels of Discord beside what the contract holds. */
class DiscordRoomsTest extends DiscordFixture {

    @Test
    void inSeveralServersTheOneForANewRoomIsAskedFor() throws Exception {
        startUp(discord.settings());

        assertThatThrownBy(() -> backend().rooms().create("#new"))
                .isInstanceOf(RoomException.class)
                .hasMessageContaining("server/#new")
                .hasMessageContaining("First, Second");
        assertThatThrownBy(() -> backend().rooms().create("Third/new"))
                .isInstanceOf(RoomException.class);
        assertThatThrownBy(() -> backend().rooms().create("First/two words"))
                .isInstanceOf(RoomException.class)
                .hasMessageContaining("one word");
    }
}
