package dev.errand.backend.discord;

import dev.errand.api.Person;
import dev.errand.api.Room;
import dev.errand.backend.spi.DeliveryException;
import dev.errand.backend.spi.RoomControl;
import dev.errand.backend.spi.RoomException;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.exceptions.PermissionException;
import net.dv8tion.jda.api.requests.RestAction;
import org.jspecify.annotations.Nullable;

/**
 * Channels, as an admin changes them from a chat. A bot of Discord is in a server, and so in all
 * channels that it may see there: it neither joins nor leaves one, and is told of members only by
 * an intent that it does not ask for.
 */
final class DiscordRooms implements RoomControl {

    private static final int PATIENCE_SECONDS = 10;
    private static final int LONGEST_TOPIC = 1024;

    private final Places places;
    private final Servers servers;
    private final Supplier<Optional<JDA>> link;

    DiscordRooms(Places places, Servers servers, Supplier<Optional<JDA>> link) {
        this.places = places;
        this.servers = servers;
        this.link = link;
    }

    @Override
    public Set<Action> can() {
        return EnumSet.of(Action.LIST, Action.TOPIC, Action.INVITE, Action.CREATE);
    }

    @Override
    public List<Entry> list() throws RoomException {
        return guilds(connected()).stream()
                .flatMap(guild -> guild.getTextChannels().stream())
                .filter(channel ->
                        channel.getGuild()
                                .getSelfMember()
                                .hasPermission(channel, Permission.VIEW_CHANNEL))
                .map(channel ->
                        new Entry(
                                places.room(channel),
                                true,
                                "server " + channel.getGuild().getName()))
                .sorted(Comparator.comparing(entry -> entry.room().name()))
                .toList();
    }

    @Override
    public void topic(Room room, String topic) throws RoomException, InterruptedException {
        JDA jda = connected();
        String line = topic.replaceAll("[\\p{Cc}\\s]+", " ").strip();
        if (line.length() > LONGEST_TOPIC) {
            throw new RoomException(
                    "A topic of Discord has " + LONGEST_TOPIC + " characters at most.");
        }
        TextChannel channel = seen(jda, room);
        var _ = done(() -> channel.getManager().setTopic(line));
    }

    /** As Discord's own "add members" does it: the person may see the channel from now on. */
    @Override
    public void invite(Room room, Person person) throws RoomException, InterruptedException {
        TextChannel channel = seen(connected(), room);
        String account = person.id().account();
        if (!Snowflake.isOne(account)) {
            throw new RoomException("'" + account + "' is no account of Discord.");
        }
        Member member = done(() -> channel.getGuild().retrieveMemberById(account));
        var _ = done(() -> channel.upsertPermissionOverride(member).grant(Permission.VIEW_CHANNEL));
    }

    private TextChannel seen(JDA jda, Room room) throws RoomException {
        @Nullable TextChannel channel =
                Snowflake.isOne(room.id().key()) ? jda.getTextChannelById(room.id().key()) : null;
        if (channel == null || !servers.heard(channel.getGuild())) {
            throw new RoomException("The bot sees no channel '" + room.name() + "'.");
        }
        return channel;
    }

    /** In the one server there is, or in the one named before a slash. */
    @Override
    public Room create(String name) throws RoomException, InterruptedException {
        List<Guild> guilds = guilds(connected());
        int slash = name.indexOf('/');
        String server = slash < 0 ? "" : name.substring(0, slash);
        List<Guild> meant =
                guilds.stream()
                        .filter(guild ->
                                server.isEmpty()
                                        || guild.getId().equals(server)
                                        || guild.getName().equalsIgnoreCase(server))
                        .toList();
        if (meant.size() != 1) {
            throw new RoomException(
                    "Write the server before the name, such as server/"
                            + name.substring(slash + 1)
                            + ". The bot is in: "
                            + guilds.stream()
                                    .map(Guild::getName)
                                    .sorted()
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        String bare = bare(name.substring(slash + 1));
        Guild guild = meant.getFirst();
        if (!guild.getTextChannelsByName(bare, true).isEmpty()) {
            throw new RoomException("There is a channel '#" + bare + "' already.");
        }
        return places.room(done(() -> guild.createTextChannel(bare)));
    }

    private static String bare(String typed) throws RoomException {
        String bare = (typed.startsWith("#") ? typed.substring(1) : typed).toLowerCase(Locale.ROOT);
        boolean clean =
                bare.codePoints().noneMatch(c -> Character.isISOControl(c) || c == ' ' || c == ',');
        if (bare.isEmpty() || bare.length() > 100 || !clean) {
            throw new RoomException(
                    "'" + typed + "' cannot be a channel: one word of at most 100 letters.");
        }
        return bare;
    }

    private <T> T done(Supplier<RestAction<T>> action) throws RoomException, InterruptedException {
        try {
            return Rest.await(action.get(), PATIENCE_SECONDS);
        } catch (PermissionException missing) {
            throw new RoomException(
                    "The bot lacks the permission '"
                            + missing.getPermission().getName()
                            + "' on that server.");
        } catch (DeliveryException refused) {
            throw new RoomException(String.valueOf(refused.getMessage()));
        } catch (Trouble.Passing passing) {
            throw new RoomException(passing.getMessage() + "; try again later.");
        }
    }

    private List<Guild> guilds(JDA jda) {
        return jda.getGuilds().stream().filter(servers::heard).toList();
    }

    private JDA connected() throws RoomException {
        return link.get()
                .orElseThrow(
                        () -> new RoomException("The bot is not connected to Discord just now."));
    }
}
