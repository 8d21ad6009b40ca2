package dev.errand.platform.gateway;

import dev.errand.api.Message;
import dev.errand.api.Reply;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.api.UserError;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.CommandOutline;
import dev.errand.backend.spi.Completion;
import dev.errand.backend.spi.Draft;
import dev.errand.backend.spi.Health;
import dev.errand.backend.spi.InboundMessage;
import dev.errand.backend.spi.Inbox;
import dev.errand.platform.access.Gate;
import dev.errand.platform.command.Completer;
import dev.errand.platform.command.Outlines;
import dev.errand.platform.dispatch.Arrival;
import dev.errand.platform.dispatch.Dispatcher;
import dev.errand.platform.dispatch.Outbox;
import dev.errand.platform.identity.Identity;
import dev.errand.platform.plugin.Snapshot;
import dev.errand.platform.plugin.Speaker;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Joins any number of chats to the one dispatcher. Safe for use by any thread. */
public final class Gateway implements Speaker {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final Inbox.Receipt DEALT_WITH = () -> {};

    /**
     * What completion asks.
     *
     * @param completer knows how lines go on
     * @param identity knows who types
     * @param gate knows what they may
     * @param registered what is registered at the moment of asking
     */
    public record Completing(
            Completer completer, Identity identity, Gate gate, Supplier<Snapshot> registered) {}

    private final Dispatcher dispatcher;
    private final Outbox outbox;
    private final Completing completing;
    private final Consumer<String> finish;
    private final Map<String, ChatBackend> chats = new LinkedHashMap<>();
    private final List<Consumer<List<CommandOutline>>> watchers = new CopyOnWriteArrayList<>();
    private final LongAdder received = new LongAdder();
    private volatile boolean taking = true;
    private volatile boolean begun;

    /**
     * Made once.
     *
     * @param dispatcher takes the messages
     * @param outbox says what is said unasked
     * @param completing what completion asks
     * @param finish told why when a chat asks the bot to end after its last answer
     */
    public Gateway(
            Dispatcher dispatcher, Outbox outbox, Completing completing, Consumer<String> finish) {
        this.dispatcher = dispatcher;
        this.outbox = outbox;
        this.completing = completing;
        this.finish = finish;
    }

    /**
     * Joins a chat and starts it. What is said there waits for {@link #begin}.
     *
     * @param name its name in the configuration
     * @param chat the chat, not yet started
     * @throws Exception if it can never work as configured
     */
    public void join(String name, ChatBackend chat) throws Exception {
        synchronized (chats) {
            chats.put(name, chat);
        }
        chat.start(new ChatInbox(chat));
    }

    /** Begins to deal with messages, and to tell the chats what commands there are. */
    public void begin() {
        begun = true;
        dispatcher.begin();
        commandsChanged();
    }

    /**
     * How many messages have come in from all chats so far.
     *
     * @return the number at this moment
     */
    public long received() {
        return received.sum();
    }

    /** Takes no more messages from any chat. */
    public void stopTaking() {
        taking = false;
    }

    /** Ends all chats, the last joined first; each delivers what it has. */
    public void leaveAll() {
        List<ChatBackend> all;
        synchronized (chats) {
            all = List.copyOf(chats.values()).reversed();
        }
        all.forEach(ChatBackend::stop);
    }

    /**
     * The chats by their names.
     *
     * @return a copy
     */
    public Map<String, ChatBackend> chats() {
        synchronized (chats) {
            return new LinkedHashMap<>(chats);
        }
    }

    /** Tells the chats that have menus what commands there are now. */
    public void commandsChanged() {
        if (begun) {
            List<CommandOutline> outlines = outlines();
            watchers.forEach(watcher -> watcher.accept(outlines));
        }
    }

    private List<CommandOutline> outlines() {
        return Outlines.of(completing.registered().get().commands());
    }

    @Override
    public void say(Room room, Reply reply) {
        @Nullable ChatBackend chat = chats().get(room.id().chat());
        if (chat == null) {
            throw new UserError("There is no chat '" + room.id().chat() + "' to say something in.");
        }
        outbox.say(chat, room, reply);
    }

    /**
     * Says the same in several rooms, as far as it can be said; what cannot is logged.
     *
     * @param rooms where, as people call the rooms
     * @param reply what
     */
    public void sayEverywhere(Collection<RoomId> rooms, Reply reply) {
        for (RoomId id : rooms) {
            @Nullable ChatBackend chat = chats().get(id.chat());
            Optional<Room> room =
                    chat == null || chat.health().state() != Health.State.UP
                            ? Optional.empty()
                            : chat.room(id.key());
            if (chat == null || room.isEmpty()) {
                LOG.warn("Nothing was said in {}: the bot is not there", id);
            } else {
                outbox.say(chat, room.get(), reply);
            }
        }
    }

    private final class ChatInbox implements Inbox {

        private final ChatBackend chat;

        ChatInbox(ChatBackend chat) {
            this.chat = chat;
        }

        @Override
        public Receipt receive(InboundMessage inbound) {
            received.increment();
            return taking ? dispatcher.receive(new Arrival(chat, cleaned(inbound))) : DEALT_WITH;
        }

        @Override
        public List<Completion> complete(Draft draft) {
            var caller = completing.identity().caller(draft.person());
            return completing
                    .completer()
                    .complete(
                            draft.text(),
                            completing.registered().get().commands(),
                            command -> completing.gate().shows(caller, draft.room(), command));
        }

        @Override
        public void watchCommands(Consumer<List<CommandOutline>> watcher) {
            watchers.add(watcher);
            if (begun) {
                watcher.accept(outlines());
            }
        }

        @Override
        public void finish(String reason) {
            finish.accept(reason);
        }
    }

    private static InboundMessage cleaned(InboundMessage inbound) {
        Message message = inbound.message();
        String text = CleanText.of(message.text());
        if (text.equals(message.text())) {
            return inbound;
        }
        return new InboundMessage(
                new Message(
                        message.id(),
                        message.from(),
                        message.room(),
                        message.thread(),
                        text,
                        message.at()),
                inbound.author(),
                inbound.addressed(),
                inbound.groups());
    }
}
