package dev.errand.backend.slack;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.errand.backend.slack.FakeWorkspace.Post;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The Web API's methods, with the answers and errors that Slack documents. */
final class FakeMethods {

    private final FakeWorkspace workspace;
    private final FakeRooms rooms;
    private final Supplier<String> uploads;

    FakeMethods(FakeWorkspace workspace, Supplier<String> uploads) {
        this.workspace = workspace;
        this.rooms = new FakeRooms(workspace);
        this.uploads = uploads;
    }

    JsonObject call(String method, Map<String, String> form) {
        return switch (method) {
            case "auth.test" -> authTest();
            case "chat.postMessage" -> postMessage(form);
            case "chat.postEphemeral" -> postEphemeral(form);
            case "chat.update" -> update(form);
            case "reactions.add" -> react(form, true);
            case "reactions.remove" -> react(form, false);
            case "users.info" -> of(workspace.user(form.get("user")), "user", "user_not_found");
            case "conversations.info" ->
                    of(workspace.channel(form.get("channel")), "channel", "channel_not_found");
            case "users.list" -> page("members", workspace.users(), form);
            case "conversations.list" -> page("channels", workspace.channels(), form);
            case "users.conversations" -> page("channels", workspace.ofBot(), form);
            case "conversations.join" -> rooms.join(form);
            case "conversations.leave" -> rooms.leave(form);
            case "conversations.setTopic" -> rooms.topic(form);
            case "conversations.invite" -> rooms.invite(form);
            case "conversations.create" -> rooms.create(form);
            case "conversations.members" -> rooms.members(form);
            case "conversations.history", "conversations.replies" -> history(form);
            case "files.getUploadURLExternal" -> startUpload(form);
            case "files.completeUploadExternal" -> completeUpload(form);
            default -> error("unknown_method");
        };
    }

    FakeRooms rooms() {
        return rooms;
    }

    static JsonObject ok() {
        JsonObject answer = new JsonObject();
        answer.addProperty("ok", true);
        return answer;
    }

    static JsonObject error(String code) {
        JsonObject answer = new JsonObject();
        answer.addProperty("ok", false);
        answer.addProperty("error", code);
        return answer;
    }

    private static JsonObject authTest() {
        JsonObject answer = ok();
        answer.addProperty("url", "https://acme.slack.example/");
        answer.addProperty("team", "Acme");
        answer.addProperty("user", "errand");
        answer.addProperty("team_id", FakeWorkspace.TEAM);
        answer.addProperty("user_id", FakeWorkspace.BOT_USER);
        answer.addProperty("bot_id", FakeWorkspace.BOT_ID);
        answer.addProperty("is_enterprise_install", false);
        return answer;
    }

    private static JsonObject of(Optional<JsonObject> found, String key, String missing) {
        if (found.isEmpty()) {
            return error(missing);
        }
        JsonObject answer = ok();
        answer.add(key, found.get());
        return answer;
    }

    private static JsonObject page(String key, List<JsonObject> all, Map<String, String> form) {
        int from =
                form.getOrDefault("cursor", "").isEmpty()
                        ? 0
                        : Integer.parseInt(form.get("cursor"));
        // Pages of two, whatever was asked for: Slack may return fewer than the limit.
        int to = Math.min(from + 2, all.size());
        JsonArray page = new JsonArray();
        all.subList(from, to).forEach(page::add);
        JsonObject metadata = new JsonObject();
        metadata.addProperty("next_cursor", to < all.size() ? String.valueOf(to) : "");
        JsonObject answer = ok();
        answer.add(key, page);
        answer.add("response_metadata", metadata);
        return answer;
    }

    private Optional<String> problem(Map<String, String> form) {
        Optional<JsonObject> channel = workspace.channel(form.getOrDefault("channel", ""));
        if (channel.isEmpty()) {
            return Optional.of("channel_not_found");
        }
        if (!channel.get().get("is_member").getAsBoolean()) {
            return Optional.of("not_in_channel");
        }
        boolean empty =
                form.getOrDefault("text", "").isBlank()
                        && form.getOrDefault("blocks", "[]").equals("[]")
                        && form.getOrDefault("attachments", "[]").equals("[]");
        return empty ? Optional.of("no_text") : Optional.empty();
    }

    private Post fill(Post post, Map<String, String> form) {
        post.text = form.getOrDefault("text", "");
        post.blocks = form.getOrDefault("blocks", post.blocks);
        post.attachments = form.getOrDefault("attachments", post.attachments);
        if (form.containsKey("thread_ts")) {
            post.thread = Optional.of(form.get("thread_ts"));
        }
        if (form.containsKey("metadata")) {
            post.metadata =
                    Optional.of(JsonParser.parseString(form.get("metadata")).getAsJsonObject());
        }
        return post;
    }

    private JsonObject postMessage(Map<String, String> form) {
        Optional<String> problem = problem(form);
        if (problem.isPresent()) {
            return error(problem.get());
        }
        String channel = form.get("channel");
        Post post =
                workspace.add(
                        fill(new Post(channel, workspace.ts(), FakeWorkspace.BOT_USER), form));
        workspace.tell(event(post));
        JsonObject answer = ok();
        answer.addProperty("channel", channel);
        answer.addProperty("ts", post.ts);
        return answer;
    }

    /** Slack tells the bot of its own messages too. */
    private static JsonObject event(Post post) {
        JsonObject event = new JsonObject();
        event.addProperty("type", "message");
        event.addProperty("channel", post.channel);
        event.addProperty("user", post.user);
        event.addProperty("bot_id", FakeWorkspace.BOT_ID);
        event.addProperty("text", post.text);
        event.addProperty("ts", post.ts);
        post.thread.ifPresent(thread -> event.addProperty("thread_ts", thread));
        return event;
    }

    private JsonObject postEphemeral(Map<String, String> form) {
        Optional<String> problem = problem(form);
        if (problem.isPresent()) {
            return error(problem.get());
        }
        if (workspace.user(form.getOrDefault("user", "")).isEmpty()) {
            return error("user_not_in_channel");
        }
        Post post =
                fill(new Post(form.get("channel"), workspace.ts(), FakeWorkspace.BOT_USER), form);
        post.onlyTo = Optional.of(form.get("user"));
        workspace.add(post);
        JsonObject answer = ok();
        answer.addProperty("message_ts", post.ts);
        return answer;
    }

    private JsonObject update(Map<String, String> form) {
        Optional<Post> post =
                workspace.post(form.getOrDefault("channel", ""), form.getOrDefault("ts", ""));
        if (post.isEmpty()) {
            return error("message_not_found");
        }
        if (!post.get().user.equals(FakeWorkspace.BOT_USER)) {
            return error("cant_update_message");
        }
        if (form.getOrDefault("text", "").length() > 4000) {
            return error("msg_too_long");
        }
        synchronized (workspace) {
            fill(post.get(), form);
        }
        JsonObject answer = ok();
        answer.addProperty("channel", post.get().channel);
        answer.addProperty("ts", post.get().ts);
        return answer;
    }

    private JsonObject react(Map<String, String> form, boolean add) {
        Optional<Post> post =
                workspace.post(
                        form.getOrDefault("channel", ""), form.getOrDefault("timestamp", ""));
        if (post.isEmpty()) {
            return error("message_not_found");
        }
        String name = form.getOrDefault("name", "");
        if (!name.matches("[a-z0-9_+'-]+(::skin-tone-[2-6])?")) {
            return error("invalid_name");
        }
        synchronized (workspace) {
            boolean changed =
                    add ? post.get().reactions.add(name) : post.get().reactions.remove(name);
            return changed ? ok() : error(add ? "already_reacted" : "no_reaction");
        }
    }

    private JsonObject history(Map<String, String> form) {
        String channel = form.getOrDefault("channel", "");
        JsonArray messages = new JsonArray();
        boolean all =
                "1".equals(form.get("include_all_metadata"))
                        || "true".equals(form.get("include_all_metadata"));
        for (Post post : workspace.posts(channel).reversed()) {
            boolean here =
                    form.containsKey("ts")
                            ? post.thread.equals(Optional.of(form.get("ts")))
                            : post.thread.isEmpty();
            if (here && post.onlyTo.isEmpty()) {
                JsonObject message = event(post);
                post.metadata.filter(_ -> all).ifPresent(data -> message.add("metadata", data));
                messages.add(message);
            }
        }
        JsonObject answer = ok();
        answer.add("messages", messages);
        answer.addProperty("has_more", false);
        return answer;
    }

    private JsonObject startUpload(Map<String, String> form) {
        if (Integer.parseInt(form.getOrDefault("length", "0")) == 0) {
            return error("invalid_arguments");
        }
        String id = workspace.startUpload(form.getOrDefault("filename", ""));
        JsonObject answer = ok();
        answer.addProperty("upload_url", uploads.get() + id);
        answer.addProperty("file_id", id);
        return answer;
    }

    private JsonObject completeUpload(Map<String, String> form) {
        String channel = form.getOrDefault("channel_id", "");
        if (workspace.channel(channel).isEmpty()) {
            return error("channel_not_found");
        }
        JsonArray told = new JsonArray();
        for (JsonElement each : JsonParser.parseString(form.get("files")).getAsJsonArray()) {
            String id = each.getAsJsonObject().get("id").getAsString();
            Optional<byte[]> content = workspace.uploaded(id);
            if (content.isEmpty()) {
                return error("file_not_found");
            }
            Post post = new Post(channel, workspace.ts(), FakeWorkspace.BOT_USER);
            post.text = new String(content.get(), StandardCharsets.UTF_8);
            post.file = Optional.of(workspace.uploadName(id));
            post.thread = Optional.ofNullable(form.get("thread_ts"));
            workspace.add(post);
            JsonObject file = new JsonObject();
            file.addProperty("id", id);
            file.addProperty("title", workspace.uploadName(id));
            told.add(file);
        }
        JsonObject answer = ok();
        answer.add("files", told);
        return answer;
    }
}
