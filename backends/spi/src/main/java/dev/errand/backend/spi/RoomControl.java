package dev.errand.backend.spi;

import dev.errand.api.Person;
import dev.errand.api.Room;
import dev.errand.api.Secret;
import java.util.List;
import java.util.Set;

/**
 * What the bot can do with the rooms of its chat when an admin asks for it. A chat implements what
 * it {@link #can}; the host calls nothing else.
 *
 * <p>Methods may be called by any thread while the chat is started. They may wait for the chat's
 * answer, for 15 seconds at most; an interrupt ends the wait.
 */
public interface RoomControl {

    /** A chat whose rooms nobody can change. */
    RoomControl NONE = Set::of;

    /** One thing that can be done. */
    enum Action {
        /** {@link RoomControl#list}. */
        LIST,
        /** {@link RoomControl#join}. */
        JOIN,
        /** {@link RoomControl#leave}. */
        LEAVE,
        /** {@link RoomControl#topic}. */
        TOPIC,
        /** {@link RoomControl#invite}. */
        INVITE,
        /** {@link RoomControl#create}. */
        CREATE,
        /** {@link RoomControl#occupants}. */
        OCCUPANTS
    }

    /**
     * A room that the bot is in, or means to be in.
     *
     * @param room the room
     * @param joined whether the bot is in it at this moment
     * @param remark what an admin should know, such as why the bot is not in it; may be empty
     */
    record Entry(Room room, boolean joined, String remark) {}

    /**
     * What this chat can do.
     *
     * @return always the same set
     */
    Set<Action> can();

    /**
     * The rooms that the bot is in or means to be in, without direct talk.
     *
     * @return the rooms, by name
     * @throws RoomException if the chat does not tell them
     * @throws InterruptedException if the calling thread was interrupted
     */
    default List<Entry> list() throws RoomException, InterruptedException {
        throw cannot(Action.LIST);
    }

    /**
     * Goes into a room, and again after a lost connection, until {@link #leave} or the end of the
     * process. To be in it already is no error.
     *
     * @param name the room as people of this chat write it
     * @param password the room's password or key, empty for none
     * @return the room
     * @throws RoomException if the chat does not let the bot in; then it is not tried again
     * @throws InterruptedException if the calling thread was interrupted
     */
    default Room join(String name, Secret password) throws RoomException, InterruptedException {
        throw cannot(Action.JOIN);
    }

    /**
     * Goes out of a room and stays out.
     *
     * @param room one of {@link #list}
     * @throws RoomException if the bot is not in it, or the chat keeps it there
     * @throws InterruptedException if the calling thread was interrupted
     */
    default void leave(Room room) throws RoomException, InterruptedException {
        throw cannot(Action.LEAVE);
    }

    /**
     * Sets what a room is about.
     *
     * @param room one of {@link #list}
     * @param topic one line of plain text
     * @throws RoomException if the bot may not
     * @throws InterruptedException if the calling thread was interrupted
     */
    default void topic(Room room, String topic) throws RoomException, InterruptedException {
        throw cannot(Action.TOPIC);
    }

    /**
     * Asks somebody into a room.
     *
     * @param room one of {@link #list}
     * @param person whom, as {@link ChatBackend#person} finds them
     * @throws RoomException if the bot may not, or the person is there already or not to be reached
     * @throws InterruptedException if the calling thread was interrupted
     */
    default void invite(Room room, Person person) throws RoomException, InterruptedException {
        throw cannot(Action.INVITE);
    }

    /**
     * Makes a room, with the bot in it.
     *
     * @param name the room as people of this chat write it
     * @return the room
     * @throws RoomException if there is one of that name, or the bot may not
     * @throws InterruptedException if the calling thread was interrupted
     */
    default Room create(String name) throws RoomException, InterruptedException {
        throw cannot(Action.CREATE);
    }

    /**
     * Who is in a room.
     *
     * @param room one of {@link #list}
     * @return the people, the bot among them or not
     * @throws RoomException if the chat does not tell
     * @throws InterruptedException if the calling thread was interrupted
     */
    default List<Person> occupants(Room room) throws RoomException, InterruptedException {
        throw cannot(Action.OCCUPANTS);
    }

    private static RoomException cannot(Action action) {
        return new RoomException("This chat cannot do '" + action + "' with rooms.");
    }
}
