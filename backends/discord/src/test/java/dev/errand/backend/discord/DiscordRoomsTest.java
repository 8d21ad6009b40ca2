package dev.errand.backend.discord;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
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

    @Test
    void whoIsNotInTheServerCannotBeInvited() throws Exception {
        startUp(discord.settings());
        Room ops = backend().room("#ops").orElseThrow();

        assertThatThrownBy(() -> backend().rooms().invite(ops, person("100000000000000777")))
                .isInstanceOf(RoomException.class)
                .hasMessageContaining("Unknown Member");
        assertThatThrownBy(() -> backend().rooms().invite(ops, person("ann")))
                .isInstanceOf(RoomException.class)
                .hasMessageContaining("'ann' is no account");
    }

    private static Person person(String account) {
        return new Person(new PersonId("guild", account), account);
    }
}
