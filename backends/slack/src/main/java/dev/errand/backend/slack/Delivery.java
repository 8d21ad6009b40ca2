package dev.errand.backend.slack;

import com.google.gson.JsonObject;
import com.slack.api.model.Message.Metadata;
import dev.errand.api.Reply;
import dev.errand.backend.spi.DeliveryException;
import dev.errand.backend.spi.OutboundMessage;
import dev.errand.backend.spi.OutboundMessage.Body;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts messages into Slack: as text, blocks, a file, or for one person's eyes. */
final class Delivery {

    private static final String EVENT_TYPE = "errand_message";
    private static final String KEY = "key";
    private static final int LOOKED_BACK = 100;

    /** The bot is not where the slash command was typed. */
    private static final Set<String> ELSEWHERE =
            Set.of("not_in_channel", "channel_not_found", "user_not_in_channel");

    /** Slack does not take these blocks, or no files; the text is left. */
    private static final Set<String> UNSHOWN =
            Set.of(
                    "invalid_blocks",
                    "invalid_blocks_format",
                    "invalid_attachments",
                    "msg_blocks_too_long",
                    "too_many_attachments",
                    "missing_scope",
                    "file_uploads_disabled",
                    "file_uploads_except_images_disabled");

    private final SlackApi api;
    private final Files files;
    private final Blocks blocks;
    private final SlashReplies slashReplies;

    Delivery(SlackApi api, Files files, Blocks blocks, SlashReplies slashReplies) {
        this.api = api;
        this.files = files;
        this.blocks = blocks;
        this.slashReplies = slashReplies;
    }

    /** How a message is laid out beside its text. */
    private record Layout(String blocks, String attachments) {
        static final Layout TEXT = new Layout("[]", "[]");
    }

    /** Sends a message; {@code again} if an earlier try may have got through. */
    Optional<String> send(OutboundMessage message, boolean again)
            throws IOException, Refusal, DeliveryException, InterruptedException {
        boolean hidden = message.onlyTo().isPresent() && !message.room().direct();
        if (again && !hidden) {
            Optional<String> there = found(message);
            if (there.isPresent()) {
                return there;
            }
        }
        try {
            return hidden ? whisper(message) : post(message);
        } catch (Refusal refusal) {
            if (ELSEWHERE.contains(refusal.code())
                    && answered(message, hidden || message.onlyTo().isPresent())) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    private Optional<String> post(OutboundMessage message)
            throws IOException, Refusal, InterruptedException {
        try {
            Optional<Reply.File> file = file(message.body());
            if (file.isPresent() && file.get().content().length > 0) {
                files.upload(message.room().id().key(), message.thread(), file.get());
                return Optional.empty();
            }
            return post(message, layout(message.body()));
        } catch (Refusal refusal) {
            if (message.body() instanceof Body.Rich && UNSHOWN.contains(refusal.code())) {
                return post(message, Layout.TEXT);
            }
            throw refusal;
        }
    }

    private Optional<String> post(OutboundMessage message, Layout layout)
            throws IOException, Refusal, InterruptedException {
        String channel = message.room().id().key();
        boolean card = !layout.attachments().equals("[]");
        String ts =
                api.call(
                                "chat.postMessage",
                                "chat.postMessage " + channel,
                                bot ->
                                        bot.chatPostMessage(r -> {
                                            r.channel(channel)
                                                    .threadTs(message.thread().orElse(null))
                                                    .unfurlLinks(false)
                                                    .unfurlMedia(false)
                                                    .metadata(metadata(message));
                                            if (card) {
                                                // The text would stand above the card.
                                                return r.attachmentsAsString(layout.attachments());
                                            }
                                            return layout.blocks().equals("[]")
                                                    ? r.text(text(message.body()))
                                                    : r.text(text(message.body()))
                                                            .blocksAsString(layout.blocks());
                                        }))
                        .getTs();
        return Optional.of(new MessageKey(channel, ts).toString());
    }

    private Optional<String> whisper(OutboundMessage message)
            throws IOException, Refusal, InterruptedException {
        String channel = message.room().id().key();
        String user = Directory.user(message.onlyTo().orElseThrow().account());
        api.call(
                "chat.postEphemeral",
                "chat.postEphemeral " + channel,
                bot ->
                        bot.chatPostEphemeral(r ->
                                r.channel(channel)
                                        .user(user)
                                        .threadTs(message.thread().orElse(null))
                                        .text(text(message.body()))));
        return Optional.empty();
    }

    /** Changes a message. */
    void edit(MessageKey key, OutboundMessage message)
            throws IOException, Refusal, InterruptedException {
        Layout layout = layout(message.body());
        boolean card = !layout.attachments().equals("[]");
        api.call(
                "chat.update",
                "chat.update",
                bot ->
                        bot.chatUpdate(r ->
                                r.channel(key.channel())
                                        .ts(key.ts())
                                        .text(card ? "" : text(message.body()))
                                        .blocksAsString(layout.blocks())
                                        .attachmentsAsString(layout.attachments())));
    }

    private Layout layout(Body body) {
        return switch (body) {
            case Body.Drawn _ -> Layout.TEXT;
            case Body.Rich(Reply.Card card, String text) ->
                    new Layout("[]", blocks.card(card, text));
            case Body.Rich(Reply.Table table, String _) ->
                    blocks.table(table).map(drawn -> new Layout(drawn, "[]")).orElse(Layout.TEXT);
            case Body.Rich _ -> Layout.TEXT;
        };
    }

    private Optional<Reply.File> file(Body body) {
        return switch (body) {
            case Body.Rich(Reply.File file, String _) -> Optional.of(file);
            case Body.Rich(Reply.Table table, String _) when blocks.table(table).isEmpty() ->
                    Optional.of(Blocks.csv(table));
            case Body.Rich _, Body.Drawn _ -> Optional.empty();
        };
    }

    private static String text(Body body) {
        return switch (body) {
            case Body.Drawn(String text) -> text;
            case Body.Rich(Reply _, String text) -> text;
        };
    }

    private static Metadata metadata(OutboundMessage message) {
        return Metadata.builder()
                .eventType(EVENT_TYPE)
                .eventPayload(Map.of(KEY, message.key()))
                .build();
    }

    /** The message among the last of its room, if its answer was lost and not the message. */
    private Optional<String> found(OutboundMessage message)
            throws IOException, InterruptedException {
        String channel = message.room().id().key();
        try {
            return last(channel, message.thread()).stream()
                    .filter(each -> each.getMetadata() != null)
                    .filter(each -> EVENT_TYPE.equals(each.getMetadata().getEventType()))
                    .filter(each ->
                            message.key().equals(each.getMetadata().getEventPayload().get(KEY)))
                    .map(each -> new MessageKey(channel, each.getTs()).toString())
                    .findFirst();
        } catch (Refusal notAllowedToRead) {
            return Optional.empty();
        }
    }

    private List<com.slack.api.model.Message> last(String channel, Optional<String> thread)
            throws IOException, Refusal, InterruptedException {
        if (thread.isPresent()) {
            return api.call(
                            "conversations.replies",
                            "conversations.replies",
                            bot ->
                                    bot.conversationsReplies(r ->
                                            r.channel(channel)
                                                    .ts(thread.get())
                                                    .limit(1000)
                                                    .includeAllMetadata(true)))
                    .getMessages();
        }
        return api.call(
                        "conversations.history",
                        "conversations.history",
                        bot ->
                                bot.conversationsHistory(r ->
                                        r.channel(channel)
                                                .limit(LOOKED_BACK)
                                                .includeAllMetadata(true)))
                .getMessages();
    }

    /** Answers a slash command where it was typed, though the bot is not there. */
    private boolean answered(OutboundMessage message, boolean hidden) throws IOException {
        Optional<String> address =
                message.inReplyTo().flatMap(asked -> slashReplies.of(asked.id()));
        if (address.isEmpty()) {
            return false;
        }
        JsonObject answer = new JsonObject();
        answer.addProperty("response_type", hidden ? "ephemeral" : "in_channel");
        answer.addProperty("text", text(message.body()));
        int status = api.post(address.get(), answer.toString());
        if (status >= 500 || status == 429) {
            throw new IOException("Slack answered a slash command's reply with status " + status);
        }
        return status == 200;
    }
}
