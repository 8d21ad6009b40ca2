package dev.errand.backend.slack;

import dev.errand.api.Message;
import dev.errand.api.Person;
import dev.errand.api.Room;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.ChatContext;
import dev.errand.backend.spi.DeliveryException;
import dev.errand.backend.spi.Dialect;
import dev.errand.backend.spi.Feature;
import dev.errand.backend.spi.Health;
import dev.errand.backend.spi.Inbox;
import dev.errand.backend.spi.OutboundMessage;
import dev.errand.backend.spi.RecentKeys;
import dev.errand.backend.spi.RoomControl;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/** A chat of one Slack workspace. */
final class SlackBackend implements ChatBackend {

    private static final Duration FAREWELL = Duration.ofSeconds(3);
    private static final Duration JOINING = Duration.ofSeconds(1);
    private static final String AT_WORK = "hourglass_flowing_sand";

    private final ChatContext context;
    private final Dialect dialect = new SlackDialect();
    private final Emoji emoji = Emoji.load();
    private final RecentKeys keys = new RecentKeys();
    private final SlackApi api;
    private final Directory directory;
    private final Delivery delivery;
    private final Outgoing outgoing;
    private final Incoming incoming;
    private final Connection connection;
    private final RoomControl rooms;
    private final StartRooms startRooms;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    SlackBackend(SlackSettings settings, ChatContext context) {
        Network network;
        try {
            network = Network.of(settings);
        } catch (IOException e) {
            throw new IllegalArgumentException("ca-file cannot be used: " + e.getMessage(), e);
        }
        RandomGenerator random = RandomGenerator.getDefault();
        SlashReplies slashReplies = new SlashReplies(context.clock());
        this.context = context;
        this.api = new SlackApi(settings, network, context.clock());
        this.directory = new Directory(context.chat(), api, context.clock());
        this.delivery = new Delivery(api, new Files(api), new Blocks(dialect), slashReplies);
        this.outgoing =
                new Outgoing(
                        context,
                        settings.queueLimit(),
                        () -> new Backoff(random),
                        refusal -> {
                            if (refusal.ofLogin()) {
                                giveUp(refusal);
                            }
                        });
        this.incoming = new Incoming(context, directory, slashReplies, () -> self());
        this.rooms = new SlackRooms(context.chat(), api, directory, () -> self());
        this.startRooms = new StartRooms(settings.rooms(), rooms, context.logger());
        boolean tls = settings.apiUrl().startsWith("https:");
        this.connection =
                new Connection(
                        new Connection.Parts(api, network, tls),
                        context,
                        new Backoff(random),
                        incoming::offer,
                        new Connection.Watcher() {
                            @Override
                            public void up() {
                                outgoing.open();
                                startRooms.up();
                            }

                            @Override
                            public void away() {
                                outgoing.close();
                            }
                        });
    }

    private Optional<Self> self() {
        return connection.self();
    }

    private void giveUp(Refusal refusal) {
        outgoing.close();
        connection.refused(refusal);
    }

    @Override
    public void start(Inbox inbox) {
        threads.add(context.startThread("events", () -> incoming.run(inbox)));
        threads.add(context.startThread("connection", connection::run));
        threads.add(context.startThread("rooms", startRooms));
    }

    @Override
    public void stop() {
        outgoing.end(FAREWELL);
        connection.stop();
        threads.forEach(Thread::interrupt);
        api.close();
        for (Thread thread : threads) {
            try {
                thread.join(JOINING);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Set<Feature> features() {
        return Set.of(Feature.values());
    }

    @Override
    public Optional<String> send(OutboundMessage message) throws DeliveryException {
        check(message);
        if (!keys.add(message.key())) {
            return Optional.empty();
        }
        return outgoing.put(message.room().id().key(), again -> delivery.send(message, again));
    }

    private void check(OutboundMessage message) throws DeliveryException {
        String text =
                switch (message.body()) {
                    case OutboundMessage.Body.Drawn drawn -> drawn.text();
                    case OutboundMessage.Body.Rich rich -> rich.text();
                };
        if (dialect.length(text) > dialect.maxLength()) {
            throw new DeliveryException(
                    "The message is longer than the "
                            + dialect.maxLength()
                            + " characters that Slack takes");
        }
        if (text.isBlank() && message.body() instanceof OutboundMessage.Body.Drawn) {
            throw new DeliveryException("The message is empty, and Slack takes no empty ones");
        }
        Health now = connection.health();
        if (now.state() == Health.State.DOWN) {
            throw new DeliveryException("Slack is not connected: " + now.detail());
        }
    }

    @Override
    public void edit(String messageId, OutboundMessage message) throws DeliveryException {
        check(message);
        MessageKey key = MessageKey.parse(messageId);
        outgoing.put(
                message.room().id().key(),
                _ -> {
                    delivery.edit(key, message);
                    return Optional.empty();
                });
    }

    @Override
    public void react(Message message, String sign) throws DeliveryException {
        MessageKey key = MessageKey.parse(message.id());
        String name =
                emoji.name(sign)
                        .orElseThrow(() ->
                                new DeliveryException(
                                        "Slack's name of the emoji '"
                                                + sign
                                                + "' is not known; give it as :name:"));
        outgoing.put("reaction " + key, _ -> mark(key, name, true));
    }

    @Override
    public void working(Message message, boolean working) {
        try {
            MessageKey key = MessageKey.parse(message.id());
            outgoing.putIfOpen("reaction " + key, _ -> mark(key, AT_WORK, working));
        } catch (DeliveryException slashCommand) {
            // Nothing stands in the room that could be marked.
        }
    }

    private Optional<String> mark(MessageKey key, String name, boolean there)
            throws IOException, Refusal, InterruptedException {
        try {
            if (there) {
                api.call(
                        "reactions.add",
                        "reactions.add",
                        bot ->
                                bot.reactionsAdd(r ->
                                        r.channel(key.channel()).timestamp(key.ts()).name(name)));
            } else {
                api.call(
                        "reactions.remove",
                        "reactions.remove",
                        bot ->
                                bot.reactionsRemove(r ->
                                        r.channel(key.channel()).timestamp(key.ts()).name(name)));
            }
        } catch (Refusal refusal) {
            if (!Set.of("already_reacted", "no_reaction").contains(refusal.code())) {
                throw refusal;
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Person> person(String text) {
        try {
            return directory.person(text.strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public Optional<Room> room(String text) {
        try {
            return directory.room(text.strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public String account() {
        return self().map(known -> known.team() + "/" + known.user()).orElse("");
    }

    @Override
    public RoomControl rooms() {
        return rooms;
    }

    @Override
    public Health health() {
        long dropped = outgoing.dropped();
        String remark = dropped == 0 ? "" : dropped + " messages were dropped";
        int waiting = outgoing.waiting();
        return connection.health().with(startRooms.remark(), waiting).with(remark, waiting);
    }
}
