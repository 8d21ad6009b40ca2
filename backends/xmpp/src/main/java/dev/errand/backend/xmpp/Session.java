package dev.errand.backend.xmpp;

import dev.errand.backend.spi.ChatContext;
import dev.errand.backend.spi.Health;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jivesoftware.smack.SmackException.NotConnectedException;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.packet.StanzaError.Condition;
import org.jivesoftware.smackx.disco.packet.DiscoverInfo;
import org.jspecify.annotations.Nullable;
import org.jxmpp.jid.EntityFullJid;

/** Between start and stop: what the link brings goes to rooms and host, the outbox to the link. */
final class Session implements Link.Listener {

    private static final Duration LAST_WORDS = Duration.ofSeconds(3);
    private static final Duration NO_ECHO = Duration.ofSeconds(30);
    private static final Duration JOINING = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 3;

    private final ChatContext context;
    private final Outbox outbox;
    private final Rooms rooms;
    private final Arrivals arrivals;
    private final SentMessages sent;
    private final RoomAnswers answers;
    private final Link link;
    private volatile boolean stopping;

    Session(
            XmppSettings settings,
            ChatContext context,
            Outbox outbox,
            Rooms rooms,
            Arrivals arrivals,
            SentMessages sent,
            RoomAnswers answers)
            throws IOException {
        this.context = context;
        this.outbox = outbox;
        this.rooms = rooms;
        this.arrivals = arrivals;
        this.sent = sent;
        this.answers = answers;
        this.link =
                new Link(Account.connection(settings), context, RandomGenerator.getDefault(), this);
    }

    void start() {
        link.start();
        context.startThread("sender", this::deliver);
    }

    void stop() {
        try {
            outbox.close(link.up() ? LAST_WORDS : Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stopping = true;
        rooms.leave();
        link.stop();
    }

    private void deliver() {
        try {
            Optional<Entry> next = outbox.take(this::ready, context.clock());
            while (next.isPresent()) {
                deliver(next.get());
                next = outbox.take(this::ready, context.clock());
            }
        } catch (InterruptedException e) {
            context.logger().debug("Stopping");
        }
    }

    private boolean ready(Entry entry) {
        return link.up() && entry.room().map(rooms::joined).orElse(true);
    }

    private void deliver(Entry entry) throws InterruptedException {
        if (!outbox.holds(entry)) {
            // A new session has taken it back meanwhile.
            return;
        }
        try {
            link.send(entry.stanza());
            if (!entry.echoed() && !link.confirms()) {
                outbox.confirmed(entry.id());
            }
        } catch (NotConnectedException | InterruptedException e) {
            if (stopping) {
                throw new InterruptedException("stopped");
            }
            // Smack interrupts, too, when its queue is shut.
            link.broken();
            outbox.again(entry::equals);
        }
    }

    /** Sends what matters only now. */
    void tryToSend(Stanza stanza) {
        try {
            if (link.up()) {
                link.send(stanza);
            }
        } catch (NotConnectedException e) {
            link.broken();
        } catch (InterruptedException e) {
            link.broken();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void forgotten() {
        rooms.end();
        outbox.again(entry -> !entry.echoed());
    }

    @Override
    public void established(boolean resumed) {
        if (!resumed) {
            rooms.begin();
        }
        outbox.look();
    }

    @Override
    public void taken(String id) {
        outbox.taken(id);
    }

    @Override
    public void tick() {
        rooms.tick();
        outbox.forget(context.clock().instant(), NO_ECHO, rooms::joined);
    }

    @Override
    public void stanza(Stanza stanza) {
        switch (stanza) {
            case Presence presence -> rooms.presence(presence);
            case DiscoverInfo info -> {
                answers.answered(info.getStanzaId());
                rooms.described(info);
            }
            case Message message -> message(message);
            default -> {}
        }
    }

    private void message(Message message) {
        switch (message.getType()) {
            case error -> refused(message);
            case headline -> {}
            case groupchat -> {
                if (message.getBody() == null && message.getSubject() != null) {
                    rooms.subject(message);
                } else {
                    echo(message);
                    arrivals.message(message);
                }
            }
            case chat, normal -> arrivals.message(message);
        }
    }

    private void echo(Message message) {
        @Nullable MucRoom room = rooms.room(message.getFrom());
        @Nullable EntityFullJid from = message.getFrom().asEntityFullJidIfPossible();
        if (room != null
                && from != null
                && message.getStanzaId() != null
                && rooms.self(room, from)) {
            outbox.confirmed(message.getStanzaId());
        }
    }

    private void refused(Message message) {
        @Nullable String id = message.getStanzaId();
        Optional<Entry> entry = id == null ? Optional.empty() : outbox.sent(id);
        Condition condition =
                message.getError() == null
                        ? Condition.undefined_condition
                        : message.getError().getCondition();
        if (answers.refused(id, condition.toString())) {
            return;
        }
        if (id == null || (entry.isEmpty() && sent.destination(id).isEmpty())) {
            return;
        }
        boolean outside = condition == Condition.not_acceptable && entry.isPresent();
        if (outside && entry.get().echoed() && entry.get().attempts() < ATTEMPTS) {
            entry.get().room().ifPresent(rooms::lost);
            return;
        }
        outbox.confirmed(id);
        context.logger()
                .warn("A message to '{}' was not delivered: {}", message.getFrom(), condition);
    }

    Health health() {
        Health now = link.health();
        String dropped = outbox.dropped() == 0 ? "" : outbox.dropped() + " messages were dropped";
        if (now.state() != Health.State.UP) {
            return now.with(dropped, outbox.waiting());
        }
        Instant joinedBy = now.since().plus(JOINING);
        if (rooms.underWay() && context.clock().instant().isBefore(joinedBy)) {
            return new Health(
                    Health.State.CONNECTING,
                    "joining rooms",
                    now.since(),
                    outbox.waiting(),
                    now.lastFailure());
        }
        String refusals = String.join("; ", rooms.refusals());
        return now.with(refusals, outbox.waiting()).with(dropped, outbox.waiting());
    }
}
