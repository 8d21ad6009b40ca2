package dev.errand.backend.discord;

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
import dev.errand.backend.spi.RecentKeys;
import dev.errand.backend.spi.RoomControl;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.dv8tion.jda.api.utils.messages.MessageRequest;

/** The bot of one Discord application, in any number of servers. */
final class DiscordBackend implements ChatBackend {

    /** How long a sender waits to learn the id of what was sent. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LAST_DELIVERIES = Duration.ofMillis(2500);

    private final DiscordSettings settings;
    private final ChatContext context;
    private final Places places;
    private final People people;
    private final Connection connection;
    private final Lanes lanes;
    private final Typing typing;
    private final CommandRegistration registration;
    private final PickedCommands picked = new PickedCommands();
    private final RecentKeys sent = new RecentKeys();
    private final Dialect dialect = new DiscordDialect();
    private final RoomControl rooms;

    DiscordBackend(DiscordSettings settings, ChatContext context) {
        this.settings = settings;
        this.context = context;
        this.places = new Places(context.chat());
        this.people = new People(context.chat());
        this.connection = new Connection(settings, context);
        this.lanes = new Lanes(settings.queue(), context, connection);
        this.typing = new Typing(context, connection);
        this.registration = new CommandRegistration(context, connection);
        this.rooms =
                new DiscordRooms(
                        places,
                        new Servers(settings.servers()),
                        () -> connection.jda().filter(jda -> connection.open()));
    }

    @Override
    public void start(Inbox inbox) {
        // JDA's own default calls everyone, roles and persons whom a text names.
        MessageRequest.setDefaultMentions(
                EnumSet.noneOf(net.dv8tion.jda.api.entities.Message.MentionType.class));
        MessageRequest.setDefaultMentionRepliedUser(false);
        Directory directory = new Directory(places, people, new Servers(settings.servers()));
        SlashCommands slashes = new SlashCommands(inbox, context, directory, registration, picked);
        connection.start(new Ear(inbox, directory), slashes);
        if (settings.slashCommands()) {
            inbox.watchCommands(registration::offer);
            context.startThread("commands", registration);
        }
    }

    @Override
    public void stop() {
        typing.endAll();
        try {
            if (connection.open()) {
                lanes.drain(LAST_DELIVERIES);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.stop();
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Set<Feature> features() {
        return Set.of(
                Feature.EDIT,
                Feature.REACT,
                Feature.THREADS,
                Feature.PRIVATE,
                Feature.CARDS,
                Feature.FILES);
    }

    @Override
    public Optional<String> send(OutboundMessage message) throws DeliveryException {
        Room room = checked(message.room());
        MessageCreateData data = Payload.of(message.body());
        if (!sent.add(message.key())) {
            return Optional.empty();
        }
        return awaited(
                lanes.add(
                        room.id().key(),
                        jda ->
                                Optional.of(post(jda, message, room, data))
                                        .filter(id -> !id.isEmpty())));
    }

    /**
     * An application command is answered where it was run. Anything else that is for one person
     * alone is a direct message: in a room, Discord hides nothing else.
     */
    private String post(JDA jda, OutboundMessage message, Room room, MessageCreateData data)
            throws DeliveryException, Trouble.Passing, InterruptedException {
        Optional<Picked> command = message.inReplyTo().map(Message::id).flatMap(picked::find);
        if (command.isPresent()) {
            try {
                String id = command.get().answer(data, message.onlyTo().isPresent());
                if (!id.isEmpty()) {
                    picked.add(id, command.get());
                }
                return id;
            } catch (DeliveryException tooLate) {
                context.logger().info("Answering in the room: {}", tooLate.getMessage());
            }
        }
        String channel =
                message.onlyTo().isPresent()
                        ? Rest.direct(jda, account(message.onlyTo().get()))
                        : Target.opened(jda, room, message.thread());
        return Rest.post(jda, channel, data, message.key());
    }

    @Override
    public void edit(String messageId, OutboundMessage message) throws DeliveryException {
        Room room = checked(message.room());
        MessageCreateData data = Payload.of(message.body());
        if (!Snowflake.isOne(messageId)) {
            throw new DeliveryException("There is no message '" + messageId + "' in Discord");
        }
        awaited(
                lanes.add(
                        room.id().key(),
                        jda -> {
                            Optional<Picked> command = picked.find(messageId);
                            if (command.isPresent()) {
                                command.get().edit(messageId, data);
                            } else {
                                String channel = Target.channel(jda, room, message.thread());
                                Rest.edit(jda, channel, messageId, data);
                            }
                            return Optional.empty();
                        }));
    }

    @Override
    public void react(Message message, String emoji) throws DeliveryException {
        awaited(
                lanes.add(
                        message.room().id().key(),
                        jda -> {
                            String channel = Target.channel(jda, message.room(), message.thread());
                            Rest.react(jda, channel, message.id(), emoji);
                            return Optional.empty();
                        }));
    }

    private Optional<String> awaited(Parcel parcel) throws DeliveryException {
        if (connection.open()) {
            return parcel.await(PATIENCE);
        }
        parcel.leave();
        return Optional.empty();
    }

    private static Room checked(Room room) throws DeliveryException {
        if (!Places.possible(room)) {
            throw new DeliveryException(
                    "There is no room '"
                            + room.id()
                            + "'. A room of Discord is the id of a channel, or @ and the id of a"
                            + " person");
        }
        return room;
    }

    private static String account(PersonId person) throws DeliveryException {
        if (!Snowflake.isOne(person.account())) {
            throw new DeliveryException("There is nobody '" + person + "' in Discord");
        }
        return person.account();
    }

    @Override
    public void working(Message message, boolean working) {
        if (picked.find(message.id()).isPresent()) {
            return; // Discord shows that the bot thinks
        }
        if (working) {
            typing.begin(message);
        } else {
            typing.end(message);
        }
    }

    @Override
    public Optional<Person> person(String text) {
        return people.find(connection.jda().filter(jda -> connection.open()), text);
    }

    @Override
    public Optional<Room> room(String text) {
        return connection.jda().flatMap(jda -> places.find(jda, text));
    }

    @Override
    public String account() {
        // JDA knows itself only once it is connected
        return connection.health().state() == Health.State.UP
                ? connection.jda().map(jda -> jda.getSelfUser().getId()).orElse("")
                : "";
    }

    @Override
    public RoomControl rooms() {
        return rooms;
    }

    @Override
    public Health health() {
        long dropped = lanes.dropped();
        String remark = dropped == 0 ? "" : dropped + " messages dropped while Discord was away";
        return connection.health().with(remark, lanes.waiting());
    }
}
