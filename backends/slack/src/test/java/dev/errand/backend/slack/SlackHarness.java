package dev.errand.backend.slack;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.errand.api.Message;
import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.api.Secret;
import dev.errand.backend.contract.ChatHarness;
import dev.errand.backend.contract.SeenMessage;
import dev.errand.backend.slack.FakeWorkspace.Post;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.ChatContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A fake Slack with ann in it, and the real client in the backend. */
final class SlackHarness implements ChatHarness {

    static final String ANN = "U0ANN";
    static final String OPS = "C0OPS";
    static final String DIRECT = "D0ANN";

    final FakeSlack slack;
    private final String chat;
    private final ChatBackend backend;
    private JsonObject last = new JsonObject();
    private int events;

    SlackHarness(ChatContext context) throws Exception {
        this(context, List.of());
    }

    SlackHarness(ChatContext context, List<String> rooms) throws Exception {
        this.slack = new FakeSlack();
        this.chat = context.chat();
        this.backend = new SlackBackendFactory().create(settings(slack, rooms), context);
    }

    static SlackSettings settings(FakeSlack slack, List<String> rooms) {
        return new SlackSettings(
                new Secret(FakeSlack.APP_TOKEN),
                new Secret(FakeSlack.BOT_TOKEN),
                slack.apiUrl(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(20),
                rooms,
                1000);
    }

    @Override
    public ChatBackend backend() {
        return backend;
    }

    @Override
    public Set<Ability> abilities() {
        return EnumSet.allOf(Ability.class);
    }

    @Override
    public Person person() {
        return new Person(new PersonId(chat, FakeWorkspace.TEAM + "/" + ANN), "ann");
    }

    @Override
    public Room room() {
        return new Room(new RoomId(chat, OPS), "#ops", false);
    }

    @Override
    public Optional<Room> direct() {
        return Optional.of(new Room(new RoomId(chat, DIRECT), "ann", true));
    }

    static String typed(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    JsonObject event(String channel, String user, String rawText) {
        Post post = new Post(channel, slack.workspace.ts(), user);
        post.text = rawText;
        slack.workspace.add(post);
        JsonObject event = new JsonObject();
        event.addProperty("type", "message");
        event.addProperty("channel", channel);
        event.addProperty("channel_type", channel.startsWith("D") ? "im" : "channel");
        event.addProperty("user", user);
        event.addProperty("text", rawText);
        event.addProperty("ts", post.ts);
        event.addProperty("event_ts", post.ts);
        event.addProperty("team", FakeWorkspace.TEAM);
        return event;
    }

    void deliver(JsonObject event) {
        last = event;
        events++;
        slack.event(event, "EvSaid" + events);
    }

    @Override
    public void say(Room room, String text) {
        deliver(event(room.id().key(), ANN, typed(text)));
    }

    @Override
    public void sayInThread(Room room, Message thread, String text) {
        JsonObject event = event(room.id().key(), ANN, typed(text));
        event.addProperty("thread_ts", thread.id().substring(thread.id().indexOf('/') + 1));
        deliver(event);
    }

    @Override
    public void sayAsBot(Room room, String text) {
        JsonObject event = event(room.id().key(), "U0BOB", typed(text));
        event.addProperty("subtype", "bot_message");
        event.addProperty("bot_id", "B0OTHER");
        event.remove("user");
        deliver(event);
    }

    @Override
    public void sayToBot(Room room, String text) {
        deliver(event(room.id().key(), ANN, "<@" + FakeWorkspace.BOT_USER + "> " + typed(text)));
    }

    @Override
    public void deliverAgain() {
        slack.event(last, "EvSaid" + events);
    }

    @Override
    public List<SeenMessage> seen(Room room) {
        MrkdwnReader reader = new MrkdwnReader(slack.workspace);
        List<SeenMessage> seen = new ArrayList<>();
        for (Post post : slack.workspace.posts(room.id().key())) {
            if (post.user.equals(FakeWorkspace.BOT_USER)) {
                String raw = raw(post);
                boolean plain = post.file.isPresent();
                seen.add(
                        new SeenMessage(
                                plain ? raw : reader.read(raw),
                                post.thread,
                                post.onlyTo.map(user ->
                                        new PersonId(chat, FakeWorkspace.TEAM + "/" + user)),
                                !plain && MrkdwnReader.callsEveryone(raw)));
            }
        }
        return seen;
    }

    /** Blocks are shown in place of the text. */
    static String raw(Post post) {
        List<String> texts = new ArrayList<>();
        if (post.blocks.equals("[]")) {
            texts.add(post.text);
        } else {
            collect(JsonParser.parseString(post.blocks), texts);
        }
        collect(JsonParser.parseString(post.attachments), texts);
        return texts.stream().filter(text -> !text.isEmpty()).collect(Collectors.joining("\n"));
    }

    private static void collect(JsonElement element, List<String> texts) {
        if (element instanceof JsonArray array) {
            array.forEach(each -> collect(each, texts));
        } else if (element instanceof JsonObject object) {
            for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
                if (entry.getKey().equals("text") && entry.getValue().isJsonPrimitive()) {
                    texts.add(entry.getValue().getAsString());
                } else {
                    collect(entry.getValue(), texts);
                }
            }
        }
    }

    @Override
    public String roomToJoin() {
        return "#dev";
    }

    @Override
    public String roomToCreate() {
        return "#new";
    }

    @Override
    public void enter(Room entered) {}

    @Override
    public String topic(Room about) {
        return slack.workspace
                .channel(about.id().key())
                .filter(channel -> channel.has("fake_topic"))
                .map(channel -> channel.get("fake_topic").getAsString())
                .orElse("");
    }

    @Override
    public Set<String> invitations() {
        return slack.rooms().invitedTo(ANN);
    }

    @Override
    public void drop() {
        try {
            slack.drop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void restore() {
        try {
            slack.restore();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Set<String> reactions(Message message) {
        String ts = message.id().substring(message.id().indexOf('/') + 1);
        return slack.workspace.post(message.room().id().key(), ts).stream()
                .flatMap(post -> post.reactions.stream())
                .map(name -> name.equals("+1") ? "👍" : name)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        slack.close();
    }
}
