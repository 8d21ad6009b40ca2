package dev.errand.platform.dispatch;

import dev.errand.api.Message;
import dev.errand.api.PersonId;
import dev.errand.api.Reply;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.DeliveryException;
import dev.errand.backend.spi.Feature;
import dev.errand.backend.spi.OutboundMessage;
import dev.errand.platform.reply.Drawing;
import dev.errand.platform.reply.ReplyDrawing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stage 5 of a message's way, and the only door through which anything is said. Safe for use by any
 * thread.
 */
public final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int REMEMBERED = 200;

    /** Where a reply goes: back to where its message came from. */
    record Address(Arrival arrival, boolean privately, AtomicInteger sent) {

        static Address of(Arrival arrival) {
            return new Address(arrival, false, new AtomicInteger());
        }

        Address asPrivate() {
            return new Address(arrival, true, sent);
        }
    }

    private record Reader(PersonId person, RoomId room) {}

    private record Rest(Address address, List<OutboundMessage.Body> bodies) {}

    private final ReplyDrawing drawing;
    private final Supplier<String> ids;
    private final Map<Reader, Rest> rests = new LinkedHashMap<>();

    /**
     * Made once.
     *
     * @param drawing draws replies
     * @param ids makes keys for messages that answer none
     */
    public Outbox(ReplyDrawing drawing, Supplier<String> ids) {
        this.drawing = drawing;
        this.ids = ids;
    }

    /** Says something to the person who asked. */
    void answer(Address address, Reply reply) {
        ChatBackend chat = address.arrival().chat();
        String name = address.arrival().message().room().id().chat();
        deliver(address, drawing.draw(reply, chat.dialect(), chat.features(), name));
    }

    /**
     * Says something that may be changed later.
     *
     * @return what to change it by; empty where the chat cannot change it
     */
    Optional<String> begin(Address address, Reply reply) {
        ChatBackend chat = address.arrival().chat();
        Optional<String> first = Optional.empty();
        for (OutboundMessage.Body body :
                drawing.draw(reply, chat.dialect(), chat.features()).parts()) {
            Optional<String> id = send(chat, message(address, body));
            first = first.isPresent() ? first : id;
        }
        // what only one person sees is a passing thing in most chats
        return first.filter(id -> chat.features().contains(Feature.EDIT) && !isHidden(address));
    }

    /** Changes what {@link #begin} has said; gives whether that was possible. */
    boolean change(Address address, String id, Reply reply) {
        ChatBackend chat = address.arrival().chat();
        List<OutboundMessage.Body> parts =
                drawing.draw(reply, chat.dialect(), chat.features()).parts();
        if (parts.size() != 1) {
            return false;
        }
        try {
            chat.edit(id, message(address, parts.getFirst()));
            return true;
        } catch (DeliveryException refused) {
            LOG.debug("A message was not changed: {}", refused.getMessage());
        } catch (RuntimeException fault) {
            LOG.error("A message was not changed", fault);
        }
        return false;
    }

    private void deliver(Address address, Drawing drawn) {
        for (OutboundMessage.Body body : drawn.parts()) {
            send(address.arrival().chat(), message(address, body));
        }
        remember(address, drawn.rest());
    }

    private static OutboundMessage message(Address address, OutboundMessage.Body body) {
        Message message = address.arrival().message();
        return new OutboundMessage(
                message.room(),
                message.thread(),
                Optional.of(message),
                isHidden(address) ? Optional.of(message.from().id()) : Optional.empty(),
                body,
                message.id() + "#" + address.sent().incrementAndGet());
    }

    private static boolean isHidden(Address address) {
        return address.privately()
                && address.arrival().chat().features().contains(Feature.PRIVATE)
                && !address.arrival().message().room().direct();
    }

    private void remember(Address address, List<OutboundMessage.Body> rest) {
        if (rest.isEmpty()) {
            return;
        }
        Message message = address.arrival().message();
        synchronized (rests) {
            rests.put(
                    new Reader(message.from().id(), message.room().id()), new Rest(address, rest));
            if (rests.size() > REMEMBERED) {
                rests.remove(rests.keySet().iterator().next());
            }
        }
    }

    /**
     * Goes on with the last reply that was too long, where it stopped. Nothing is run again.
     *
     * @param asked the message that asks for more
     * @return whether there was more
     */
    public boolean more(Message asked) {
        Rest rest;
        synchronized (rests) {
            rest = rests.remove(new Reader(asked.from().id(), asked.room().id()));
        }
        if (rest == null) {
            return false;
        }
        deliver(
                rest.address(),
                drawing.more(rest.bodies(), rest.address().arrival().chat().dialect()));
        return true;
    }

    /**
     * Says something that answers no message.
     *
     * @param chat the room's chat
     * @param room where
     * @param reply what
     */
    public void say(ChatBackend chat, Room room, Reply reply) {
        for (OutboundMessage.Body body :
                drawing.draw(reply, chat.dialect(), chat.features(), room.id().chat()).parts()) {
            send(
                    chat,
                    new OutboundMessage(
                            room,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            body,
                            ids.get()));
        }
    }

    /** A chat that cannot take one message must not cost the rest of them. */
    private static Optional<String> send(ChatBackend chat, OutboundMessage message) {
        try {
            Optional<String> id = chat.send(message);
            LOG.debug("Sent {} to {}", message.key(), message.room().id());
            return id;
        } catch (DeliveryException refused) {
            LOG.warn(
                    "A message to {} was not delivered: {}",
                    message.room().id(),
                    refused.getMessage());
        } catch (RuntimeException fault) {
            LOG.error("A message to {} was not delivered", message.room().id(), fault);
        }
        return Optional.empty();
    }
}
