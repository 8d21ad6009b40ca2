package dev.errand.backend.contract;

import dev.errand.api.Message;
import dev.errand.api.Person;
import dev.errand.api.Room;
import dev.errand.backend.spi.ChatBackend;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One backend with the chat around it: its server, real or fake, and a person who is in a room with
 * the bot. The contract starts and stops the backend; everything else about the chat is the
 * harness's.
 *
 * <p>What only some chats have is a method with a default that refuses, and an {@link Ability} that
 * tells the contract to call it.
 */
public interface ChatHarness extends AutoCloseable {

    /** What the chat around the backend can do, beside a person saying one line. */
    enum Ability {
        /** There is a connection that can be lost: {@link #drop} and {@link #restore}. */
        CONNECTION,
        /** A person can say several lines at once. */
        LINES,
        /** A person can say something in a thread: {@link #sayInThread}. */
        THREADS,
        /** Another program can say something: {@link #sayAsBot}. */
        BOTS,
        /** A person can mention the bot: {@link #sayToBot}. */
        MENTIONS,
        /** The chat may deliver one message twice: {@link #deliverAgain}. */
        DELIVERS_TWICE
    }

    /**
     * The backend under test.
     *
     * @return always the same, made but not started
     */
    ChatBackend backend();

    /**
     * What this chat can do.
     *
     * @return the abilities whose methods below work
     */
    Set<Ability> abilities();

    /**
     * Who talks.
     *
     * @return the person, as the backend should tell them
     */
    Person person();

    /**
     * Where {@link #say} is heard.
     *
     * @return the room, as the backend should tell it
     */
    Room room();

    /**
     * Where only the person and the bot are.
     *
     * @return the direct room, which may be {@link #room}; empty if the chat has none
     */
    Optional<Room> direct();

    /**
     * Lets the person say something. Returns without waiting for the backend.
     *
     * @param room {@link #room} or {@link #direct}
     * @param text what; several lines only with {@link Ability#LINES}
     */
    void say(Room room, String text);

    /**
     * What people see of the bot's messages in a room.
     *
     * @param room the room
     * @return all messages of the bot, oldest first
     */
    List<SeenMessage> seen(Room room);

    /**
     * Lets the person say something in a thread.
     *
     * @param room the room
     * @param thread the id of the message that the thread hangs on, as the backend told it
     * @param text one line
     */
    default void sayInThread(Room room, Message thread, String text) {
        throw new UnsupportedOperationException("Without Ability.THREADS");
    }

    /**
     * Lets another program say something.
     *
     * @param room the room
     * @param text one line
     */
    default void sayAsBot(Room room, String text) {
        throw new UnsupportedOperationException("Without Ability.BOTS");
    }

    /**
     * Lets the person mention the bot and say something.
     *
     * @param room the room
     * @param text one line, without the mention
     */
    default void sayToBot(Room room, String text) {
        throw new UnsupportedOperationException("Without Ability.MENTIONS");
    }

    /**
     * Delivers the person's last message once more, as the chat does when it missed the receipt.
     */
    default void deliverAgain() {
        throw new UnsupportedOperationException("Without Ability.DELIVERS_TWICE");
    }

    /** Cuts the connection and refuses new ones. */
    default void drop() {
        throw new UnsupportedOperationException("Without Ability.CONNECTION");
    }

    /** Lets connections come about again. */
    default void restore() {
        throw new UnsupportedOperationException("Without Ability.CONNECTION");
    }

    /**
     * What stands under a person's message. Called with {@link
     * dev.errand.backend.spi.Feature#REACT}.
     *
     * @param message a message that the backend told
     * @return the emoji of the bot
     */
    default Set<String> reactions(Message message) {
        throw new UnsupportedOperationException("Without Feature.REACT");
    }

    /**
     * A room that the bot is not in and may join. Called with {@link
     * dev.errand.backend.spi.RoomControl.Action#JOIN}.
     *
     * @return its name as people write it
     */
    default String roomToJoin() {
        throw new UnsupportedOperationException("Without Action.JOIN");
    }

    /**
     * A room that there is not and that the bot may make. Called with {@link
     * dev.errand.backend.spi.RoomControl.Action#CREATE}.
     *
     * @return its name as people write it, the same each time
     */
    default String roomToCreate() {
        throw new UnsupportedOperationException("Without Action.CREATE");
    }

    /**
     * Lets the person into a room that the bot joined or made, so that {@link #say} is heard there.
     *
     * @param room the room
     */
    default void enter(Room room) {
        throw new UnsupportedOperationException("Without Action.JOIN and Action.CREATE");
    }

    /**
     * What a room is about, as people see it. Called with {@link
     * dev.errand.backend.spi.RoomControl.Action#TOPIC}.
     *
     * @param room the room
     * @return the topic, empty if it has none
     */
    default String topic(Room room) {
        throw new UnsupportedOperationException("Without Action.TOPIC");
    }

    /**
     * Which rooms the person was asked into. Called with {@link
     * dev.errand.backend.spi.RoomControl.Action#INVITE}.
     *
     * @return the keys of the rooms
     */
    default Set<String> invitations() {
        throw new UnsupportedOperationException("Without Action.INVITE");
    }

    /** Ends the server. The backend has been stopped before. */
    @Override
    void close();
}
