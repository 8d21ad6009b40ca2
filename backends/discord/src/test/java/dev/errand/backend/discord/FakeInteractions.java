package dev.errand.backend.discord;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;

/** Application commands of a fake Discord: what is registered, run, and answered. */
final class FakeInteractions {

    private static final int EPHEMERAL = 64;

    private static final class Begun {
        private final String channel;
        private final String user;
        private int type;
        private DataObject first = DataObject.empty();
        private String original = "";

        Begun(String channel, String user) {
            this.channel = channel;
            this.user = user;
        }
    }

    private final FakeWorld world;
    private final FakeGateway gateway;
    private final Map<String, Begun> begun = new HashMap<>();
    private DataArray registered = DataArray.empty();

    FakeInteractions(FakeWorld world, FakeGateway gateway) {
        this.world = world;
        this.gateway = gateway;
    }

    synchronized DataArray register(DataArray commands) {
        DataArray answer = DataArray.empty();
        for (int i = 0; i < commands.length(); i++) {
            DataObject command = DataObject.fromJson(commands.getObject(i).toJson());
            answer.add(
                    command.put("id", world.nextId())
                            .put("application_id", FakeWorld.BOT.id())
                            .put("version", world.nextId()));
        }
        registered = answer;
        return answer;
    }

    /** What the bot has registered. */
    synchronized DataArray registered() {
        return registered;
    }

    /** Lets somebody run a command, or type at one; {@code type} is 2 or 4. */
    String run(int type, FakeWorld.User user, String channel, String name, DataArray options) {
        return run(type, user, channel, name, options, DataObject.empty());
    }

    String run(
            int type,
            FakeWorld.User user,
            String channel,
            String name,
            DataArray options,
            DataObject resolved) {
        String id = world.nextId();
        FakeWorld.Channel where = world.channel(channel);
        synchronized (this) {
            begun.put("token-" + id, new Begun(channel, user.id()));
        }
        DataObject event =
                DataObject.empty()
                        .put("id", id)
                        .put("application_id", FakeWorld.BOT.id())
                        .put("type", type)
                        .put("version", 1)
                        .put("token", "token-" + id)
                        .put("channel_id", channel)
                        .put("channel", world.channelJson(where))
                        .put("locale", "en-US")
                        .put("context", where.direct() ? 1 : 0)
                        .put("authorizing_integration_owners", DataObject.empty())
                        .put("entitlements", DataArray.empty())
                        .put("attachment_size_limit", 10_485_760)
                        .put(
                                "data",
                                DataObject.empty()
                                        .put("id", world.nextId())
                                        .put("name", name)
                                        .put("type", 1)
                                        .put("options", options)
                                        .put("resolved", resolved));
        if (where.direct()) {
            event.put("user", user.json());
        } else {
            event.put("guild_id", where.guild())
                    .put(
                            "guild",
                            DataObject.empty()
                                    .put("id", where.guild())
                                    .put("locale", "en-US")
                                    .put("features", DataArray.empty()))
                    .put("member", world.member(user).put("permissions", "8"));
        }
        gateway.dispatch("INTERACTION_CREATE", event);
        return id;
    }

    /** The type of the first answer, 0 if there is none yet. */
    synchronized int answerType(String id) {
        return begun.get("token-" + id).type;
    }

    /** The data of the first answer. */
    synchronized DataObject firstAnswer(String id) {
        return begun.get("token-" + id).first;
    }

    /** Whether the bot still thinks, as the person sees it. */
    synchronized boolean thinking(String id) {
        Begun one = begun.get("token-" + id);
        return one.type == 5 && one.original.isEmpty();
    }

    /** Answers a request; empty if there is no such interaction or message. */
    synchronized Optional<DataObject> answer(String[] way, DataObject body, List<String> files) {
        Begun one = begun.get(way[3]);
        if (one == null) {
            return Optional.empty();
        }
        if (way[1].equals("interactions")) {
            return callback(one, body, files);
        }
        return switch (way[0]) {
            case "POST" -> Optional.of(followUp(one, body, files));
            case "PATCH" -> edit(one, way[5], body);
            case "DELETE" -> delete(one, way[5]);
            default -> Optional.empty();
        };
    }

    private Optional<DataObject> callback(Begun one, DataObject body, List<String> files) {
        if (one.type != 0) {
            return Optional.empty();
        }
        one.type = body.getInt("type");
        one.first = body.optObject("data").orElseGet(DataObject::empty);
        DataObject answer =
                DataObject.empty()
                        .put("interaction", DataObject.empty().put("id", "1").put("type", 2));
        if (one.type == 4) {
            FakeWorld.Posted message = post(one, one.first, flags(one.first), files);
            one.original = message.id();
            answer.put(
                    "resource",
                    DataObject.empty().put("type", 4).put("message", world.json(message)));
        }
        return Optional.of(answer);
    }

    /** The first message after "thinking" takes its place, and is seen by whom that was. */
    private DataObject followUp(Begun one, DataObject body, List<String> files) {
        boolean takesPlace = one.type == 5 && one.original.isEmpty();
        FakeWorld.Posted message =
                post(one, body, takesPlace ? flags(one.first) : flags(body), files);
        if (takesPlace) {
            one.original = message.id();
        }
        return world.json(message);
    }

    private FakeWorld.Posted post(Begun one, DataObject body, int flags, List<String> files) {
        String only = (flags & EPHEMERAL) == 0 ? "" : one.user;
        return world.post(one.channel, only, body, files);
    }

    private static int flags(DataObject body) {
        return body.getInt("flags", 0);
    }

    private Optional<DataObject> edit(Begun one, String message, DataObject body) {
        String id = message.equals("@original") ? one.original : message;
        return world.change(id, body)
                ? Optional.of(FakeWorld.message(id, one.channel, FakeWorld.BOT))
                : Optional.empty();
    }

    private Optional<DataObject> delete(Begun one, String message) {
        if (message.equals("@original") && one.original.isEmpty() && one.type == 5) {
            one.original = "deleted";
            return Optional.of(DataObject.empty());
        }
        String id = message.equals("@original") ? one.original : message;
        return world.remove(id) ? Optional.of(DataObject.empty()) : Optional.empty();
    }
}
