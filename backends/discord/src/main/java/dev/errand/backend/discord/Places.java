package dev.errand.backend.discord;

import dev.errand.api.Room;
import dev.errand.api.RoomId;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.channel.Channel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import org.jspecify.annotations.Nullable;

/**
 * Which room a channel is. A thread is part of the room it hangs in. A direct room is named by the
 * person, {@code @81384788765712384}, so that it can be found again without having been heard of.
 */
final class Places {

    private static final String DIRECT = "@";

    private final String chat;

    Places(String chat) {
        this.chat = chat;
    }

    Room room(@Nullable Channel channel, User author) {
        return switch (channel) {
            case ThreadChannel thread -> room(thread.getParentChannel());
            case GuildChannel known -> room(known);
            case null, default ->
                    new Room(
                            new RoomId(chat, DIRECT + author.getId()),
                            author.getEffectiveName(),
                            true);
        };
    }

    Room room(GuildChannel channel) {
        return new Room(new RoomId(chat, channel.getId()), "#" + channel.getName(), false);
    }

    static Optional<String> thread(@Nullable Channel channel) {
        return channel instanceof ThreadChannel thread
                ? Optional.of(thread.getId())
                : Optional.empty();
    }

    /** Whose direct room it is. */
    static Optional<String> directWith(Room room) {
        String key = room.id().key();
        return key.startsWith(DIRECT) ? Optional.of(key.substring(1)) : Optional.empty();
    }

    static boolean possible(Room room) {
        return Snowflake.isOne(directWith(room).orElse(room.id().key()));
    }

    /** A room by mention, key or name; a name that several servers have names none. */
    Optional<Room> find(JDA jda, String text) {
        String word = text.replaceFirst("^<#([0-9]+)>$", "$1").replaceFirst("^" + chat + ":", "");
        if (Snowflake.isOne(word)) {
            return Optional.ofNullable(jda.getGuildChannelById(word))
                    .map(channel ->
                            channel instanceof ThreadChannel thread
                                    ? room(thread.getParentChannel())
                                    : room(channel));
        }
        String name = word.startsWith("#") ? word.substring(1) : word;
        List<Room> found =
                jda.getGuilds().stream()
                        .flatMap(guild -> guild.getChannels(false).stream())
                        .filter(channel -> channel.getType().isMessage())
                        .filter(channel -> channel.getName().equalsIgnoreCase(name))
                        .map(this::room)
                        .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
