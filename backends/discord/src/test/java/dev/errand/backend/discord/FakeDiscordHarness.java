package dev.errand.backend.discord;

import dev.errand.api.Message;
import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.contract.ChatHarness;
import dev.errand.backend.contract.SeenMessage;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.ChatContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;

/** The real JDA in the backend, around it a fake Discord with Ann in it. */
final class FakeDiscordHarness implements ChatHarness {

    private final FakeDiscord discord;
    private final ChatBackend backend;
    private final Person person;
    private final Room room;
    private final Room direct;
    private DataObject last = DataObject.empty();

    FakeDiscordHarness(FakeDiscord discord, DiscordSettings settings, ChatContext context) {
        this.discord = discord;
        this.backend = new DiscordBackendFactory().create(settings, context);
        String ann = FakeWorld.ANN.id();
        this.person = new Person(new PersonId(context.chat(), ann), "ann");
        this.room = new Room(new RoomId(context.chat(), FakeWorld.OPS), "#ops", false);
        this.direct = new Room(new RoomId(context.chat(), "@" + ann), "ann", true);
    }

    FakeDiscord discord() {
        return discord;
    }

    @Override
    public ChatBackend backend() {
        return backend;
    }

    @Override
    public Set<Ability> abilities() {
        return Set.of(Ability.values());
    }

    @Override
    public Person person() {
        return person;
    }

    @Override
    public Room room() {
        return room;
    }

    @Override
    public Optional<Room> direct() {
        return Optional.of(direct);
    }

    @Override
    public void say(Room where, String text) {
        boolean privately = where.equals(direct);
        String channel =
                privately ? discord.world.direct(FakeWorld.ANN.id()).id() : where.id().key();
        last = discord.say(FakeWorld.ANN, channel, text);
    }

    @Override
    public void sayInThread(Room where, Message root, String text) {
        boolean fresh = discord.world.channel(root.id()) == null;
        FakeWorld.Channel thread = discord.world.thread(FakeWorld.OPS, root.id(), "a thread");
        if (fresh) {
            discord.gateway.dispatch("THREAD_CREATE", discord.world.channelJson(thread));
        }
        discord.say(FakeWorld.ANN, thread.id(), text);
    }

    @Override
    public void sayAsBot(Room where, String text) {
        discord.say(FakeWorld.CI, FakeWorld.OPS, text);
    }

    @Override
    public void sayToBot(Room where, String text) {
        discord.say(FakeWorld.ANN, FakeWorld.OPS, "<@" + FakeWorld.BOT.id() + "> " + text);
    }

    @Override
    public void deliverAgain() {
        discord.gateway.again(last);
    }

    @Override
    public String roomToCreate() {
        return "First/#new";
    }

    @Override
    public void enter(Room entered) {}

    @Override
    public String topic(Room about) {
        return discord.world.topic(about.id().key());
    }

    @Override
    public Set<String> invitations() {
        return discord.world.invitations(FakeWorld.ANN.id());
    }

    @Override
    public void drop() {
        discord.drop();
    }

    @Override
    public void restore() {
        discord.restore();
    }

    /** What is in the room, its threads, and what the bot told Ann alone. */
    @Override
    public List<SeenMessage> seen(Room where) {
        String privately = discord.world.direct(FakeWorld.ANN.id()).id();
        return discord.world.posted().stream()
                .filter(message ->
                        where.equals(direct)
                                ? message.channel().equals(privately)
                                : !message.channel().equals(FakeWorld.OTHER))
                .map(message -> seen(message, privately))
                .toList();
    }

    private SeenMessage seen(FakeWorld.Posted message, String privately) {
        String content = message.body().getString("content", "");
        String text =
                Stream.concat(Stream.of(content, embeds(message.body())), message.files().stream())
                        .filter(part -> !part.isEmpty())
                        .map(part -> DiscordReading.of(discord.world, part))
                        .collect(Collectors.joining("\n"));
        boolean alone =
                message.channel().equals(privately)
                        || message.ephemeralTo().equals(FakeWorld.ANN.id());
        FakeWorld.Channel channel = discord.world.channel(message.channel());
        return new SeenMessage(
                text,
                channel.thread() ? Optional.of(channel.id()) : Optional.empty(),
                alone ? Optional.of(person.id()) : Optional.empty(),
                DiscordReading.callsEveryone(content, everyoneAllowed(message.body())));
    }

    private static boolean everyoneAllowed(DataObject body) {
        return body.optObject("allowed_mentions")
                .map(allowed -> allowed.optArray("parse").orElseGet(DataArray::empty))
                .map(parse -> parse.toList().contains("everyone"))
                .orElse(true);
    }

    private static String embeds(DataObject body) {
        return body.optArray("embeds").orElseGet(DataArray::empty).stream(DataArray::getObject)
                .map(embed ->
                        embed.getString("title", "")
                                + "\n"
                                + embed.getString("description", "")
                                + "\n"
                                + embed.optArray("fields").orElseGet(DataArray::empty).stream(
                                                DataArray::getObject)
                                        .map(field ->
                                                field.getString("name")
                                                        + ": "
                                                        + field.getString("value"))
                                        .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public Set<String> reactions(Message message) {
        return discord.world.reactions(message.id());
    }

    @Override
    public void close() {
        discord.close();
    }
}
