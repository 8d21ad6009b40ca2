package dev.errand.backend.slack;

import com.google.gson.JsonObject;
import dev.errand.api.Message;
import dev.errand.api.Room;
import dev.errand.backend.slack.Directory.Member;
import dev.errand.backend.spi.ChatContext;
import dev.errand.backend.spi.InboundMessage;
import dev.errand.backend.spi.InboundMessage.Author;
import dev.errand.backend.spi.Inbox;
import dev.errand.backend.spi.RecentKeys;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * Takes envelopes off the socket's hands at once, drops what came before, and tells the host of the
 * rest in its order.
 */
final class Incoming {

    /** Beyond this, Slack keeps the envelope and sends it again. */
    private static final int MOST = 5_000;

    /** What a person does, among all that happens to messages. */
    private static final Set<String> SAID =
            Set.of("", "file_share", "thread_broadcast", "me_message", "bot_message");

    private final ChatContext context;
    private final Directory directory;
    private final SlashReplies slashReplies;
    private final Supplier<Optional<Self>> self;
    private final BlockingQueue<JsonObject> envelopes = new LinkedBlockingQueue<>(MOST);
    private final RecentKeys events = new RecentKeys();
    private final RecentKeys messages = new RecentKeys();

    Incoming(
            ChatContext context,
            Directory directory,
            SlashReplies slashReplies,
            Supplier<Optional<Self>> self) {
        this.context = context;
        this.directory = directory;
        this.slashReplies = slashReplies;
        this.self = self;
    }

    /** Takes an envelope; false if there is no room for it. Never waits. */
    synchronized boolean offer(JsonObject envelope) {
        String id = eventId(envelope);
        if (id.isEmpty() || events.contains(id)) {
            return true;
        }
        if (!envelopes.offer(envelope)) {
            return false;
        }
        events.add(id);
        return true;
    }

    private static String eventId(JsonObject envelope) {
        JsonObject payload = Json.object(envelope, "payload");
        return switch (Json.text(envelope, "type")) {
            case "events_api" -> Json.text(payload, "event_id");
            case "slash_commands" -> Json.text(payload, "trigger_id");
            default -> "";
        };
    }

    /** Tells the host, until interrupted. */
    void run(Inbox inbox) {
        try {
            while (true) {
                JsonObject envelope = envelopes.take();
                try {
                    Optional<InboundMessage> read = read(envelope);
                    read.ifPresent(inbox::receive);
                } catch (RuntimeException e) {
                    context.logger().error("An event of Slack's was not understood", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<InboundMessage> read(JsonObject envelope) throws InterruptedException {
        JsonObject payload = Json.object(envelope, "payload");
        if (Json.text(envelope, "type").equals("slash_commands")) {
            return Optional.of(slash(payload));
        }
        JsonObject event = Json.object(payload, "event");
        return switch (Json.text(event, "type")) {
            case "message", "app_mention" -> message(event, Json.text(payload, "team_id"));
            case "user_change", "user_profile_changed" -> {
                directory.forgetUser(Json.text(Json.object(event, "user"), "id"));
                yield Optional.empty();
            }
            case "channel_rename", "group_rename" -> {
                directory.forgetRoom(Json.text(Json.object(event, "channel"), "id"));
                yield Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private Optional<InboundMessage> message(JsonObject event, String team)
            throws InterruptedException {
        String channel = Json.text(event, "channel");
        String ts = Json.text(event, "ts");
        String bot = Json.text(event, "bot_id");
        String user = Json.text(event, "user");
        String raw = Json.text(event, "text");
        Self known = self.get().orElse(new Self(team, "", "", ""));
        boolean own = user.equals(known.user()) || (!bot.isEmpty() && bot.equals(known.bot()));
        boolean said = SAID.contains(Json.text(event, "subtype")) && !raw.isBlank();
        boolean whole = !channel.isEmpty() && !ts.isEmpty() && !(user + bot).isEmpty();
        // A mention comes twice, as a message and as a mention, with two event ids.
        if (own || !said || !whole || !messages.add(channel + "/" + ts)) {
            return Optional.empty();
        }
        Member member = directory.member(user.isEmpty() ? bot : user, team);
        Room room = directory.room(channel, member.person());
        Optional<String> meant = MessageText.afterMention(raw, known.user());
        Message message =
                new Message(
                        new MessageKey(channel, ts).toString(),
                        member.person(),
                        room,
                        thread(event),
                        MessageText.read(meant.orElse(raw)),
                        time(ts));
        boolean program = !bot.isEmpty() || member.bot();
        return Optional.of(
                new InboundMessage(
                        message,
                        program ? Author.BOT : Author.PERSON,
                        meant.isPresent(),
                        Set.of()));
    }

    private static Optional<String> thread(JsonObject event) {
        return Optional.of(Json.text(event, "thread_ts")).filter(ts -> !ts.isEmpty());
    }

    private Instant time(String ts) {
        try {
            return Instant.ofEpochMilli(new BigDecimal(ts).movePointRight(3).longValue());
        } catch (NumberFormatException e) {
            return context.clock().instant();
        }
    }

    private InboundMessage slash(JsonObject payload) throws InterruptedException {
        Member member =
                directory.member(Json.text(payload, "user_id"), Json.text(payload, "team_id"));
        Room room = directory.room(Json.text(payload, "channel_id"), member.person());
        String id = "slash/" + Json.text(payload, "trigger_id");
        slashReplies.add(id, Json.text(payload, "response_url"));
        return new InboundMessage(
                new Message(
                        id,
                        member.person(),
                        room,
                        Optional.empty(),
                        MessageText.read(Json.text(payload, "text")),
                        context.clock().instant()),
                Author.PERSON,
                true,
                Set.of());
    }
}
