package dev.errand.backend.spi;

import dev.errand.api.Message;
import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import java.util.Optional;
import java.util.Set;

/**
 * One connection to one chat. All methods but {@link #start} and {@link #stop} may be called from
 * any thread at any time between those two, several at once.
 *
 * <p>A chat keeps its own connection: it connects, notices a loss, and comes back, with growing
 * pauses, without a call from the host. {@link #health} tells how it stands.
 */
public interface ChatBackend {

    /**
     * Begins to connect and to deliver. Returns without waiting for a network; a connection that
     * does not come about is {@link #health}'s to tell.
     *
     * @param inbox where everything goes that people say
     * @throws Exception if the chat can never work as configured; the message tells the operator
     *     what to change
     */
    void start(Inbox inbox) throws Exception;

    /**
     * Delivers what was sent before, within a few seconds, and disconnects. Called once; nothing is
     * called after it.
     */
    void stop();

    /**
     * How to write in this chat.
     *
     * @return always the same dialect
     */
    Dialect dialect();

    /**
     * What this chat can do beside text.
     *
     * @return always the same set
     */
    Set<Feature> features();

    /**
     * Sends one message, or queues it while the chat is away. Messages to one room arrive in the
     * order of the calls made by one thread. A key that was sent before is not sent again.
     *
     * @param message what, and where
     * @return the chat's id of the message, for {@link #edit}; empty where the chat has none
     * @throws DeliveryException if the message can never arrive; what may still arrive is queued
     *     and not thrown
     */
    Optional<String> send(OutboundMessage message) throws DeliveryException;

    /**
     * Changes a message sent before. Only called with {@link Feature#EDIT}.
     *
     * @param messageId what {@link #send} returned
     * @param message the new message, of the same room
     * @throws DeliveryException if it cannot be changed
     */
    default void edit(String messageId, OutboundMessage message) throws DeliveryException {
        throw new UnsupportedOperationException("This chat cannot edit");
    }

    /**
     * Puts a reaction under a message. Only called with {@link Feature#REACT}.
     *
     * @param message whose message
     * @param emoji a Unicode emoji
     * @throws DeliveryException if it cannot be put there
     */
    default void react(Message message, String emoji) throws DeliveryException {
        throw new UnsupportedOperationException("This chat cannot react");
    }

    /**
     * Shows, or ends showing, that a command is still at work: a typing sign, a reaction, a
     * spinner. Called at most once with {@code true} for a message and then once with {@code
     * false}. Must not block.
     *
     * @param message what the person said
     * @param working whether work goes on
     */
    default void working(Message message, boolean working) {}

    /**
     * Finds a person by what somebody typed: a mention, an account, an unambiguous name.
     *
     * @param text the typed word
     * @return the person, empty if there is none or more than one
     */
    Optional<Person> person(String text);

    /**
     * Finds a room by what somebody typed: a mention, a key, a name.
     *
     * @param text the typed word
     * @return the room, empty if the bot does not know it
     */
    Optional<Room> room(String text);

    /**
     * What the bot can do with rooms when an admin asks for it.
     *
     * @return always the same object
     */
    default RoomControl rooms() {
        return RoomControl.NONE;
    }

    /**
     * Whether this chat stands for it that nobody but the same person can have an account: it
     * belongs to a login, and not to whoever takes a name. The host gives no rights for good to an
     * account of which this is not known.
     *
     * @param person an account of this chat
     * @return whether the account is proven; {@code true} unless the chat says otherwise
     */
    default boolean vouchesFor(PersonId person) {
        return true;
    }

    /**
     * The account as which the bot is known in this chat, for the audit; called from any thread,
     * returns at once.
     *
     * @return its id as the chat writes it, empty while it is not known or if the chat has none;
     *     never a secret
     */
    default String account() {
        return "";
    }

    /**
     * How the connection stands. Must not block.
     *
     * @return the state at this moment
     */
    Health health();
}
