package dev.errand.backend.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.api.Room;
import dev.errand.api.Secret;
import dev.errand.backend.spi.RoomControl;
import dev.errand.backend.spi.RoomException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Channels of Slack beside what the contract holds. */
class SlackRoomsTest extends SlackFixture {

    @Override
    List<String> startRooms() {
        return List.of("#far-away", "#no-such");
    }

    private RoomControl rooms() {
        return harness.backend().rooms();
    }

    @Test
    void theRoomsOfTheConfigurationAreJoinedAtTheStartAndWhatFailsIsSaid() throws Exception {
        untilUp();

        eventually()
                .untilAsserted(() ->
                        assertThat(harness.backend().health().detail())
                                .contains("not in '#no-such'", "/invite"));
        assertThat(rooms().list())
                .extracting(entry -> entry.room().name())
                .containsExactly("#far-away", "#ops");
    }

    @Test
    void anAppWithoutTheScopeIsToldWhichOneIsMissing() {
        untilUp();
        slack.fail("conversations.setTopic", new Fault.Unscoped("channels:manage"));

        assertThatThrownBy(() -> rooms().topic(harness.room(), "topic"))
                .isInstanceOf(RoomException.class)
                .hasMessageContaining("the app needs the scope channels:manage");
    }

    @Test
    void aRoomHasNoPasswordAndAPrivateOneIsNotJoined() {
        untilUp();
        slack.workspace.channel("C0DEV").orElseThrow().addProperty("is_private", true);

        assertThatThrownBy(() -> rooms().join("#ops", new Secret("sesame")))
                .isInstanceOf(RoomException.class)
                .hasMessageNotContaining("sesame");
        assertThatThrownBy(() -> rooms().join("#dev", new Secret("")))
                .isInstanceOf(RoomException.class)
                .hasMessageContaining("/invite");
    }

    @Test
    void aDirectRoomIsNoChannel() {
        untilUp();
        Room direct = harness.direct().orElseThrow();

        assertThatThrownBy(() -> rooms().leave(direct)).isInstanceOf(RoomException.class);
    }
}
