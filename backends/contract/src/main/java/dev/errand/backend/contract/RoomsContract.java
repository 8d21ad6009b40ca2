package dev.errand.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.errand.api.Person;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.api.Secret;
import dev.errand.backend.spi.Health;
import dev.errand.backend.spi.RoomControl;
import dev.errand.backend.spi.RoomControl.Action;
import dev.errand.backend.spi.RoomException;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an admin does with rooms. */
abstract class RoomsContract extends SendingContract {

    private static final Secret NO_PASSWORD = new Secret("");

    @Test
    void theRoomsThatTheBotIsInAreListed() throws Exception {
        needs(Action.LIST);

        assertThat(rooms().list())
                .filteredOn(entry -> entry.room().equals(room()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.joined()).isTrue());
    }

    @Test
    void aRoomIsJoinedHeardAndLeft() throws Exception {
        needs(Action.JOIN);
        needs(Action.LEAVE);
        Room other = rooms().join(harness().roomToJoin(), NO_PASSWORD);

        assertThat(isIn(other)).isTrue();
        assertThat(backend().room(other.name())).contains(other);
        assertThat(heardIn(other, "in the other room")).isEqualTo(other);
        rooms().leave(other);
        assertThat(isIn(other)).isFalse();
        assertThatThrownBy(() -> rooms().leave(other))
                .isInstanceOf(RoomException.class)
                .message()
                .isNotBlank();
    }

    @Test
    void toJoinARoomTwiceIsNoError() throws Exception {
        needs(Action.JOIN);

        assertThat(rooms().join(room().name(), NO_PASSWORD)).isEqualTo(room());
    }

    @Test
    void aRoomJoinedOnDemandIsJoinedAgainAfterALoss() throws Exception {
        needs(Action.JOIN);
        needs(ChatHarness.Ability.CONNECTION);
        Room other = rooms().join(harness().roomToJoin(), NO_PASSWORD);

        harness().drop();
        eventually("the loss is told").until(() -> backend().health().state() != Health.State.UP);
        harness().restore();
        eventually("the chat is back").until(() -> backend().health().state() == Health.State.UP);

        eventually("the bot is in the room again").until(() -> isIn(other));
        assertThat(heardIn(other, "after the loss")).isEqualTo(other);
        said("in the first room too");
    }

    @Test
    void aRoomLeftIsNotJoinedAgainAfterALoss() throws Exception {
        needs(Action.JOIN);
        needs(Action.LEAVE);
        needs(ChatHarness.Ability.CONNECTION);
        Room other = rooms().join(harness().roomToJoin(), NO_PASSWORD);
        rooms().leave(other);

        harness().drop();
        eventually("the loss is told").until(() -> backend().health().state() != Health.State.UP);
        harness().restore();
        eventually("the chat is back").until(() -> backend().health().state() == Health.State.UP);

        said("after the loss");
        assertThat(isIn(other)).isFalse();
    }

    @Test
    void whatNoRoomCanBeCalledIsNotJoined() {
        needs(Action.JOIN);

        for (String name : List.of("", "no such room", "a,b", "x\r\nQUIT", "\u0007")) {
            assertThatThrownBy(() -> rooms().join(name, NO_PASSWORD))
                    .as(name)
                    .isInstanceOf(RoomException.class)
                    .message()
                    .isNotBlank();
        }
        assertThat(backend().health().state()).isEqualTo(Health.State.UP);
    }

    @Test
    void aTopicIsSet() throws Exception {
        needs(Action.TOPIC);
        Room room = ownRoom();

        rooms().topic(room, "deploys & <b>releases</b> until 5 – ärgerlich");

        eventually("people see the topic")
                .untilAsserted(() ->
                        assertThat(harness().topic(room))
                                .isEqualTo("deploys & <b>releases</b> until 5 – ärgerlich"));
    }

    @Test
    void aTopicIsOneLineWhateverIsInIt() throws Exception {
        needs(Action.TOPIC);
        Room room = ownRoom();

        try {
            rooms().topic(room, "first\r\nQUIT :second\u0000");
        } catch (RoomException e) {
            assertThat(e).message().isNotBlank();
        }
        assertThat(backend().health().state()).isEqualTo(Health.State.UP);
        sendText("still here");
        seen("a reply", message -> message.text().equals("still here"));
    }

    @Test
    void aRoomIsCreatedOnce() throws Exception {
        needs(Action.CREATE);
        String name = harness().roomToCreate();
        Room made = rooms().create(name);

        assertThat(isIn(made)).isTrue();
        assertThat(heardIn(made, "in the new room")).isEqualTo(made);
        assertThatThrownBy(() -> rooms().create(name))
                .isInstanceOf(RoomException.class)
                .message()
                .isNotBlank();
        assertThat(isIn(made)).isTrue();
    }

    @Test
    void theOccupantsOfARoomAreTold() throws Exception {
        needs(Action.OCCUPANTS);
        said("I am here");

        assertThat(rooms().occupants(room())).contains(harness().person());
    }

    @Test
    void somebodyIsInvited() throws Exception {
        needs(Action.INVITE);
        said("I am here");
        Room room = rooms().create(harness().roomToCreate());
        Person person = harness().person();

        rooms().invite(room, person);

        eventually("the invitation comes")
                .untilAsserted(() -> assertThat(harness().invitations()).contains(room.id().key()));
    }

    @Test
    void aRoomThatTheBotIsNotInIsRefusedInWords() {
        Room nowhere = new Room(new RoomId(room().id().chat(), "no-such-7f3a"), "nowhere", false);
        for (Action action : EnumSet.allOf(Action.class)) {
            if (action == Action.LIST || action == Action.JOIN || action == Action.CREATE) {
                continue;
            }
            assertThatThrownBy(() -> call(action, nowhere))
                    .as("%s", action)
                    .isInstanceOf(RoomException.class)
                    .message()
                    .isNotBlank();
        }
    }

    private void call(Action action, Room room) throws RoomException, InterruptedException {
        switch (action) {
            case LEAVE -> rooms().leave(room);
            case TOPIC -> rooms().topic(room, "topic");
            case INVITE -> rooms().invite(room, harness().person());
            case OCCUPANTS -> rooms().occupants(room);
            case LIST, JOIN, CREATE -> throw new AssertionError(action);
        }
    }

    /** One in which the bot may do everything. */
    private Room ownRoom() throws Exception {
        if (!rooms().can().contains(Action.CREATE)) {
            return room();
        }
        Room made = rooms().create(harness().roomToCreate());
        harness().enter(made);
        return made;
    }

    private RoomControl rooms() {
        return backend().rooms();
    }

    private boolean isIn(Room room) throws RoomException, InterruptedException {
        return rooms().list().stream()
                .anyMatch(entry -> entry.room().equals(room) && entry.joined());
    }

    private Room heardIn(Room room, String text) {
        harness().enter(room);
        harness().say(room, text);
        return heard(text).message().room();
    }

    private void needs(Action action) {
        assumeTrue(rooms().can().contains(action), "not in this chat: " + action);
    }
}
