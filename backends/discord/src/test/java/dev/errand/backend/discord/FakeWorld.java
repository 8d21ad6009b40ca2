package dev.errand.backend.discord;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;

/** The servers, channels, people and messages of a fake Discord. Safe for use by any thread. */
final class FakeWorld {

    /** Discord's epoch, in milliseconds. */
    private static final long EPOCH = 1_420_070_400_000L;

    record User(String id, String name, boolean bot) {

        DataObject json() {
            return DataObject.empty()
                    .put("id", id)
                    .put("username", name)
                    .put("global_name", name)
                    .put("discriminator", "0")
                    .put("avatar", null)
                    .put("bot", bot);
        }
    }

    record Guild(String id, String name, List<String> channels) {}

    record Channel(String id, String name, int type, String guild, String parent) {

        boolean direct() {
            return type == 1;
        }

        boolean thread() {
            return type == 11;
        }
    }

    /** A message of the bot. */
    record Posted(
            String id, String channel, String ephemeralTo, DataObject body, List<String> files) {}

    static final User BOT = new User("100000000000000001", "errand", true);
    static final User ANN = new User("100000000000000002", "ann", false);
    static final User BOB = new User("100000000000000003", "bob", false);
    static final User CI = new User("100000000000000004", "ci", true);
    static final String ROLE = "100000000000000099";
    static final String OPS = "300000000000000001";
    static final String OTHER = "300000000000000002";
    static final String FIRST_GUILD = "200000000000000001";
    static final String SECOND_GUILD = "200000000000000002";

    private final Map<String, User> users = new HashMap<>();
    private final Map<String, Guild> guilds = new LinkedHashMap<>();
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Map<String, DataObject> said = new LinkedHashMap<>();
    private final Map<String, Posted> posted = new LinkedHashMap<>();
    private final Map<String, String> nonces = new HashMap<>();
    private final Map<String, Set<String>> reactions = new HashMap<>();
    private final Map<String, String> topics = new HashMap<>();
    private final Map<String, Set<String>> invited = new HashMap<>();
    private final List<String> typing = new ArrayList<>();
    private long last;

    FakeWorld() {
        for (User user : List.of(BOT, ANN, BOB, CI)) {
            users.put(user.id(), user);
        }
        guild(FIRST_GUILD, "First", OPS, "ops");
        guild(SECOND_GUILD, "Second", OTHER, "other");
    }

    private void guild(String id, String name, String channel, String channelName) {
        guilds.put(id, new Guild(id, name, List.of(channel)));
        channels.put(channel, new Channel(channel, channelName, 0, id, ""));
    }

    synchronized Channel open(String guild, String name) {
        String id = nextId();
        Channel channel = new Channel(id, name, 0, guild, "");
        channels.put(id, channel);
        return channel;
    }

    /** Lets somebody see a channel. */
    synchronized void invite(String channel, String user) {
        invited.computeIfAbsent(user, key -> new TreeSet<>()).add(channel);
    }

    synchronized Set<String> invitations(String user) {
        return Set.copyOf(invited.getOrDefault(user, Set.of()));
    }

    synchronized void topic(String channel, String topic) {
        topics.put(channel, topic);
    }

    synchronized String topic(String channel) {
        return topics.getOrDefault(channel, "");
    }

    synchronized String nextId() {
        long now = (Instant.now().toEpochMilli() - EPOCH) << 22;
        last = Math.max(last + 1, now);
        return Long.toString(last);
    }

    synchronized User user(String id) {
        return users.get(id);
    }

    synchronized Channel channel(String id) {
        return channels.get(id);
    }

    synchronized List<Guild> guilds() {
        return List.copyOf(guilds.values());
    }

    synchronized Channel direct(String user) {
        String id = "4" + user.substring(1);
        return channels.computeIfAbsent(id, key -> new Channel(key, user, 1, "", ""));
    }

    synchronized Channel thread(String parent, String message, String name) {
        return channels.computeIfAbsent(
                message, id -> new Channel(id, name, 11, channel(parent).guild(), parent));
    }

    synchronized boolean knowsMessage(String id) {
        return said.containsKey(id) || posted.containsKey(id);
    }

    /** A person's message, as the gateway tells it. */
    synchronized DataObject said(User author, String channelId, String text) {
        Channel channel = channels.get(channelId);
        DataObject message =
                message(nextId(), channelId, author)
                        .put("content", text)
                        .put("mentions", mentions(text));
        if (!channel.direct()) {
            message.put("guild_id", channel.guild());
            message.put("member", member(author));
        }
        said.put(message.getString("id"), message);
        return message;
    }

    private DataArray mentions(String text) {
        DataArray mentions = DataArray.empty();
        users.values().stream()
                .filter(user -> text.contains("<@" + user.id() + ">"))
                .forEach(user -> mentions.add(user.json()));
        return mentions;
    }

    static DataObject message(String id, String channel, User author) {
        return DataObject.empty()
                .put("id", id)
                .put("channel_id", channel)
                .put("type", 0)
                .put("author", author.json())
                .put("timestamp", Instant.now().toString())
                .put("edited_timestamp", null)
                .put("tts", false)
                .put("pinned", false)
                .put("mention_everyone", false)
                .put("mentions", DataArray.empty())
                .put("mention_roles", DataArray.empty())
                .put("attachments", DataArray.empty())
                .put("embeds", DataArray.empty())
                .put("flags", 0);
    }

    DataObject member(User user) {
        return DataObject.empty()
                .put("user", user.json())
                .put("nick", null)
                .put("roles", user.equals(ANN) ? DataArray.empty().add(ROLE) : DataArray.empty())
                .put("joined_at", "2024-01-01T00:00:00+00:00")
                .put("deaf", false)
                .put("mute", false)
                .put("flags", 0);
    }

    synchronized DataObject guildJson(Guild guild) {
        DataArray open = DataArray.empty();
        guild.channels().forEach(id -> open.add(channelJson(channels.get(id))));
        DataArray threads = DataArray.empty();
        channels.values().stream()
                .filter(channel -> channel.thread() && channel.guild().equals(guild.id()))
                .forEach(channel -> threads.add(channelJson(channel)));
        return DataObject.empty()
                .put("id", guild.id())
                .put("name", guild.name())
                .put("owner_id", BOB.id())
                .put("unavailable", false)
                .put("member_count", 4)
                .put("premium_progress_bar_enabled", false)
                .put("afk_timeout", 300)
                .put("nsfw_level", 0)
                .put("features", DataArray.empty())
                .put("roles", roles(guild))
                .put("channels", open)
                .put("threads", threads)
                .put("emojis", DataArray.empty())
                .put("stickers", DataArray.empty())
                .put("voice_states", DataArray.empty())
                .put("presences", DataArray.empty())
                .put("guild_scheduled_events", DataArray.empty())
                .put("stage_instances", DataArray.empty())
                .put("soundboard_sounds", DataArray.empty())
                .put("members", DataArray.empty().add(member(BOT)));
    }

    private static DataArray roles(Guild guild) {
        return DataArray.empty().add(role(guild.id(), "@everyone")).add(role(ROLE, "deployers"));
    }

    private static DataObject role(String id, String name) {
        return DataObject.empty()
                .put("id", id)
                .put("name", name)
                .put("permissions", "8")
                .put("position", 0)
                .put("color", 0)
                .put(
                        "colors",
                        DataObject.empty()
                                .put("primary_color", 0)
                                .put("secondary_color", null)
                                .put("tertiary_color", null))
                .put("hoist", false)
                .put("managed", false)
                .put("mentionable", false)
                .put("flags", 0);
    }

    DataObject channelJson(Channel channel) {
        DataObject json =
                DataObject.empty()
                        .put("id", channel.id())
                        .put("type", channel.type())
                        .put("flags", 0);
        if (channel.direct()) {
            return json.put("recipients", DataArray.empty().add(user(channel.name()).json()));
        }
        json.put("name", channel.name())
                .put("topic", topics.get(channel.id()))
                .put("guild_id", channel.guild())
                .put("position", 0)
                .put("permission_overwrites", DataArray.empty())
                .put("parent_id", channel.thread() ? channel.parent() : null);
        if (channel.thread()) {
            json.put("owner_id", BOT.id())
                    .put("message_count", 0)
                    .put("member_count", 1)
                    .put("total_message_sent", 0)
                    .put(
                            "thread_metadata",
                            DataObject.empty()
                                    .put("archived", false)
                                    .put("locked", false)
                                    .put("auto_archive_duration", 1440)
                                    .put("archive_timestamp", "2024-01-01T00:00:00+00:00")
                                    .put("create_timestamp", "2024-01-01T00:00:00+00:00"));
        }
        return json;
    }

    /** The id of an earlier message with the same nonce, else empty. */
    synchronized String sameNonce(DataObject body) {
        return body.getBoolean("enforce_nonce")
                ? nonces.getOrDefault(body.getString("nonce", ""), "")
                : "";
    }

    synchronized Posted post(
            String channel, String ephemeralTo, DataObject body, List<String> files) {
        Posted message = new Posted(nextId(), channel, ephemeralTo, body, files);
        posted.put(message.id(), message);
        if (!body.isNull("nonce")) {
            nonces.put(body.getString("nonce"), message.id());
        }
        return message;
    }

    synchronized boolean change(String id, DataObject body) {
        Posted old = posted.get(id);
        if (old == null) {
            return false;
        }
        posted.put(id, new Posted(id, old.channel(), old.ephemeralTo(), body, old.files()));
        return true;
    }

    synchronized boolean remove(String id) {
        return posted.remove(id) != null;
    }

    /** A posted message as Discord answers it. */
    synchronized DataObject json(Posted message) {
        return message(message.id(), message.channel(), BOT)
                .put("content", message.body().getString("content", ""))
                .put("flags", message.ephemeralTo().isEmpty() ? 0 : 64);
    }

    synchronized List<Posted> posted(String channel) {
        return posted.values().stream()
                .filter(message -> message.channel().equals(channel))
                .toList();
    }

    synchronized List<Posted> posted() {
        return List.copyOf(posted.values());
    }

    synchronized void reaction(String message, String emoji) {
        reactions.computeIfAbsent(message, id -> new TreeSet<>()).add(emoji);
    }

    synchronized Set<String> reactions(String message) {
        return Set.copyOf(reactions.getOrDefault(message, Set.of()));
    }

    synchronized void typing(String channel) {
        typing.add(channel);
    }

    synchronized List<String> typing() {
        return List.copyOf(typing);
    }
}
