package dev.errand.backend.slack;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the Web API does with channels, with the answers and errors that Slack documents. */
final class FakeRooms {

    private final FakeWorkspace workspace;
    private final Map<String, Set<String>> members = new LinkedHashMap<>();
    private int made;

    FakeRooms(FakeWorkspace workspace) {
        this.workspace = workspace;
    }

    private Set<String> in(String channel) {
        return members.computeIfAbsent(channel, key -> new LinkedHashSet<>(Set.of("U0ANN")));
    }

    private Optional<JsonObject> channel(Map<String, String> form) {
        return workspace.channel(form.getOrDefault("channel", ""));
    }

    private static boolean member(JsonObject channel) {
        return channel.get("is_member").getAsBoolean();
    }

    synchronized JsonObject join(Map<String, String> form) {
        Optional<JsonObject> channel = channel(form);
        if (channel.isEmpty()) {
            return FakeMethods.error("channel_not_found");
        }
        if (channel.get().get("is_private").getAsBoolean()) {
            return FakeMethods.error("method_not_supported_for_channel_type");
        }
        channel.get().addProperty("is_member", true);
        JsonObject answer = FakeMethods.ok();
        answer.add("channel", channel.get());
        return answer;
    }

    synchronized JsonObject leave(Map<String, String> form) {
        Optional<JsonObject> channel = channel(form);
        if (channel.isEmpty()) {
            return FakeMethods.error("channel_not_found");
        }
        JsonObject answer = FakeMethods.ok();
        if (!member(channel.get())) {
            answer.addProperty("not_in_channel", true);
        }
        channel.get().addProperty("is_member", false);
        return answer;
    }

    synchronized JsonObject topic(Map<String, String> form) {
        Optional<JsonObject> channel = channel(form);
        if (channel.isEmpty() || !member(channel.get())) {
            return FakeMethods.error(channel.isEmpty() ? "channel_not_found" : "not_in_channel");
        }
        if (form.getOrDefault("topic", "").length() > 250) {
            return FakeMethods.error("too_long");
        }
        channel.get().addProperty("fake_topic", form.get("topic"));
        JsonObject answer = FakeMethods.ok();
        answer.add("channel", channel.get());
        return answer;
    }

    synchronized JsonObject invite(Map<String, String> form) {
        Optional<JsonObject> channel = channel(form);
        if (channel.isEmpty() || !member(channel.get())) {
            return FakeMethods.error(channel.isEmpty() ? "channel_not_found" : "not_in_channel");
        }
        for (String user : form.getOrDefault("users", "").split(",", -1)) {
            if (workspace.user(user).isEmpty()) {
                return FakeMethods.error("user_not_found");
            }
            if (!in(form.get("channel")).add(user)) {
                return FakeMethods.error("already_in_channel");
            }
        }
        JsonObject answer = FakeMethods.ok();
        answer.add("channel", channel.get());
        return answer;
    }

    synchronized JsonObject create(Map<String, String> form) {
        String name = form.getOrDefault("name", "");
        if (!name.matches("[a-z0-9_-]{1,80}")) {
            return FakeMethods.error("invalid_name_specials");
        }
        if (workspace.channels().stream().anyMatch(c -> c.get("name").getAsString().equals(name))) {
            return FakeMethods.error("name_taken");
        }
        String id = "C0MADE" + ++made;
        workspace.channel(id, name, true);
        members.put(id, new LinkedHashSet<>());
        JsonObject answer = FakeMethods.ok();
        answer.add("channel", workspace.channel(id).orElseThrow());
        return answer;
    }

    synchronized JsonObject members(Map<String, String> form) {
        Optional<JsonObject> channel = channel(form);
        if (channel.isEmpty()) {
            return FakeMethods.error("channel_not_found");
        }
        JsonArray ids = new JsonArray();
        in(form.get("channel")).forEach(ids::add);
        if (member(channel.get())) {
            ids.add(FakeWorkspace.BOT_USER);
        }
        JsonObject answer = FakeMethods.ok();
        answer.add("members", ids);
        return answer;
    }

    synchronized Set<String> invitedTo(String user) {
        Set<String> rooms = new LinkedHashSet<>();
        members.forEach((channel, users) -> {
            if (users.contains(user)) {
                rooms.add(channel);
            }
        });
        return rooms;
    }
}
