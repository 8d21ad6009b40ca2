package dev.errand.backend.slack;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What a workspace consists of. Guarded by its own lock. */
final class FakeWorkspace {

    static final String TEAM = "T0ACME";
    static final String BOT_USER = "U0BOT";
    static final String BOT_ID = "B0BOT";

    /** A message that stands, or stood for one person. */
    static final class Post {
        final String channel;
        final String ts;
        final String user;
        String text = "";
        String blocks = "[]";
        String attachments = "[]";
        Optional<String> thread = Optional.empty();
        Optional<String> onlyTo = Optional.empty();
        Optional<String> file = Optional.empty();
        Optional<JsonObject> metadata = Optional.empty();
        final Set<String> reactions = new LinkedHashSet<>();

        Post(String channel, String ts, String user) {
            this.channel = channel;
            this.ts = ts;
            this.user = user;
        }
    }

    private final Map<String, JsonObject> users = new LinkedHashMap<>();
    private final Map<String, JsonObject> channels = new LinkedHashMap<>();
    private final List<Post> posts = new ArrayList<>();
    private final Map<String, byte[]> uploads = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final List<Consumer<JsonObject>> watchers = new ArrayList<>();
    private long clock = System.currentTimeMillis() * 1000;
    private int ids;

    FakeWorkspace() {
        user(BOT_USER, "errand", true);
        user("U0ANN", "ann", false);
        user("U0BOB", "bob", false);
        channel("C0OPS", "ops", true);
        channel("C0FAR", "far-away", false);
        channel("C0DEV", "dev", false);
        direct("D0ANN", "U0ANN");
    }

    synchronized void user(String id, String name, boolean bot) {
        JsonObject profile = new JsonObject();
        profile.addProperty("display_name", name);
        profile.addProperty("real_name", name + " real");
        JsonObject user = new JsonObject();
        user.addProperty("id", id);
        user.addProperty("team_id", TEAM);
        user.addProperty("name", name);
        user.addProperty("deleted", false);
        user.addProperty("real_name", name + " real");
        user.add("profile", profile);
        user.addProperty("is_bot", bot);
        users.put(id, user);
    }

    synchronized void channel(String id, String name, boolean member) {
        JsonObject channel = new JsonObject();
        channel.addProperty("id", id);
        channel.addProperty("name", name);
        channel.addProperty("is_channel", true);
        channel.addProperty("is_im", false);
        channel.addProperty("is_member", member);
        channel.addProperty("is_private", false);
        channels.put(id, channel);
    }

    synchronized List<JsonObject> ofBot() {
        return channels().stream().filter(c -> c.get("is_member").getAsBoolean()).toList();
    }

    synchronized void direct(String id, String user) {
        JsonObject channel = new JsonObject();
        channel.addProperty("id", id);
        channel.addProperty("is_im", true);
        channel.addProperty("user", user);
        channel.addProperty("is_member", true);
        channels.put(id, channel);
    }

    synchronized Optional<JsonObject> user(String id) {
        return Optional.ofNullable(users.get(id));
    }

    synchronized List<JsonObject> users() {
        return List.copyOf(users.values());
    }

    synchronized Optional<JsonObject> channel(String id) {
        return Optional.ofNullable(channels.get(id));
    }

    synchronized List<JsonObject> channels() {
        return channels.values().stream().filter(c -> !c.get("is_im").getAsBoolean()).toList();
    }

    /** A time stamp later than all before. */
    synchronized String ts() {
        clock = Math.max(clock + 1, System.currentTimeMillis() * 1000);
        return "%d.%06d".formatted(clock / 1_000_000, clock % 1_000_000);
    }

    synchronized Post add(Post post) {
        posts.add(post);
        return post;
    }

    synchronized List<Post> posts(String channel) {
        return posts.stream().filter(post -> post.channel.equals(channel)).toList();
    }

    synchronized Optional<Post> post(String channel, String ts) {
        return posts.stream()
                .filter(post -> post.channel.equals(channel) && post.ts.equals(ts))
                .filter(post -> post.onlyTo.isEmpty())
                .findFirst();
    }

    synchronized String startUpload(String name) {
        ids++;
        String id = "F" + ids;
        names.put(id, name);
        return id;
    }

    synchronized void upload(String id, byte[] content) {
        uploads.put(id, content);
    }

    synchronized Optional<byte[]> uploaded(String id) {
        return Optional.ofNullable(uploads.get(id));
    }

    synchronized String uploadName(String id) {
        return names.getOrDefault(id, "");
    }

    synchronized void watch(Consumer<JsonObject> watcher) {
        watchers.add(watcher);
    }

    /** Tells the sockets what happened. */
    void tell(JsonObject event) {
        List<Consumer<JsonObject>> told;
        synchronized (this) {
            told = List.copyOf(watchers);
        }
        told.forEach(watcher -> watcher.accept(event));
    }
}
