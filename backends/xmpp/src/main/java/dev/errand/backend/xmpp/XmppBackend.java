package dev.errand.backend.xmpp;

import dev.errand.api.Message;
import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.ChatContext;
import dev.errand.backend.spi.DeliveryException;
import dev.errand.backend.spi.Dialect;
import dev.errand.backend.spi.Feature;
import dev.errand.backend.spi.Health;
import dev.errand.backend.spi.Inbox;
import dev.errand.backend.spi.OutboundMessage;
import dev.errand.backend.spi.RoomControl;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One account, in its rooms and in direct talk. */
final class XmppBackend implements ChatBackend {

    private static final Set<Feature> FEATURES =
            Set.of(Feature.EDIT, Feature.REACT, Feature.THREADS, Feature.PRIVATE);

    private final XmppSettings settings;
    private final ChatContext context;
    private final Dialect dialect = new XhtmlDialect();
    private final Outbox outbox;
    private final Rooms rooms;
    private final Directory directory;
    private final RoomAnswers answers = new RoomAnswers();
    private final RoomControl control;
    private final SentMessages sent = new SentMessages();
    private final Reactions reactions = new Reactions();
    private volatile @Nullable Session session;

    XmppBackend(XmppSettings settings, ChatContext context) {
        this.settings = settings;
        this.context = context;
        this.outbox = new Outbox(settings.queue());
        this.rooms =
                new Rooms(
                        settings,
                        settings.nick().orElse(context.botName()),
                        context,
                        outbox,
                        this::tryToSend);
        this.directory = new Directory(context.chat(), rooms);
        this.control = new XmppRooms(context.chat(), rooms, answers, this::tryToSend);
    }

    @Override
    public void start(Inbox inbox) throws IOException {
        Arrivals arrivals = new Arrivals(context, settings, rooms, directory, inbox);
        Session begun = new Session(settings, context, outbox, rooms, arrivals, sent, answers);
        session = begun;
        begun.start();
    }

    @Override
    public void stop() {
        Session running = session;
        if (running != null) {
            running.stop();
        }
    }

    private void tryToSend(org.jivesoftware.smack.packet.Stanza stanza) {
        Session running = session;
        if (running != null) {
            running.tryToSend(stanza);
        }
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Set<Feature> features() {
        return FEATURES;
    }

    @Override
    public Optional<String> send(OutboundMessage message) throws DeliveryException {
        Destination to = directory.destination(message);
        String drawn = drawn(message);
        // One at a time, so that a key is sent once and a thread's messages stay in order.
        synchronized (sent) {
            Optional<String> before = sent.id(message.key());
            if (before.isPresent()) {
                return before;
            }
            var stanza = Stanzas.message(to, drawn, message.thread(), Optional.empty());
            sent.add(message.key(), stanza.getStanzaId(), to);
            queue(Entry.fresh(to, stanza));
            return Optional.of(stanza.getStanzaId());
        }
    }

    @Override
    public void edit(String messageId, OutboundMessage message) throws DeliveryException {
        Destination to =
                sent.destination(messageId)
                        .orElseThrow(() ->
                                new DeliveryException(
                                        "No message '"
                                                + messageId
                                                + "' was sent since the chat was started"));
        var stanza = Stanzas.message(to, drawn(message), message.thread(), Optional.of(messageId));
        queue(Entry.fresh(to, stanza));
    }

    @Override
    public void react(Message message, String emoji) throws DeliveryException {
        Destination to = directory.destination(message.room());
        String id =
                new MessageRef(message.id())
                        .protocolId()
                        .orElseThrow(() ->
                                new DeliveryException(
                                        "The message has no id that a reaction could name"));
        queue(Entry.fresh(to, Stanzas.reactions(to, id, reactions.with(message.id(), emoji))));
    }

    @Override
    public void working(Message message, boolean working) {
        try {
            tryToSend(Stanzas.working(directory.destination(message.room()), working));
        } catch (DeliveryException e) {
            context.logger().debug("No working sign: {}", e.getMessage());
        }
    }

    private void queue(Entry entry) {
        if (outbox.add(entry)) {
            long dropped = outbox.dropped();
            // Said at the first, then ever more rarely.
            if (Long.bitCount(dropped) == 1) {
                context.logger()
                        .warn(
                                "More than {} messages wait; dropped up to now: {}",
                                settings.queue(),
                                dropped);
            }
        }
    }

    private String drawn(OutboundMessage message) throws DeliveryException {
        String drawn =
                switch (message.body()) {
                    case OutboundMessage.Body.Drawn body -> body.text();
                    case OutboundMessage.Body.Rich body -> body.text();
                };
        if (drawn.isEmpty()) {
            throw new DeliveryException("An empty message cannot be sent");
        }
        if (dialect.length(drawn) > dialect.maxLength()) {
            throw new DeliveryException(
                    "The message has "
                            + dialect.length(drawn)
                            + " bytes; at most "
                            + dialect.maxLength()
                            + " can be sent");
        }
        return drawn;
    }

    @Override
    public Optional<Person> person(String text) {
        return directory.person(text);
    }

    @Override
    public Optional<Room> room(String text) {
        return directory.room(text);
    }

    @Override
    public String account() {
        return settings.jid();
    }

    @Override
    public RoomControl rooms() {
        return control;
    }

    @Override
    public boolean vouchesFor(PersonId person) {
        return XmppRooms.vouchesFor(person);
    }

    @Override
    public Health health() {
        Session running = session;
        return running == null
                ? new Health(Health.State.CONNECTING, "", context.clock().instant())
                : running.health();
    }
}
