package dev.errand.backend.discord;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The HTTP API of a fake Discord. */
final class FakeRest extends Handler.Abstract {

    /** What goes wrong with the next request that posts a message. */
    sealed interface Fault {

        record Limited(double seconds) implements Fault {}

        record Status(int code) implements Fault {}

        record Malformed() implements Fault {}

        /** Done, but the answer never comes. */
        record LostAnswer() implements Fault {}

        record Slow(CountDownLatch until) implements Fault {}
    }

    private record Answer(int status, String json) {

        static Answer ok(Object json) {
            return new Answer(200, json.toString());
        }

        static final Answer DONE = new Answer(204, "");

        static Answer error(int status, int code, String message) {
            return new Answer(
                    status,
                    DataObject.empty().put("code", code).put("message", message).toString());
        }
    }

    private static final Pattern PART_NAME = Pattern.compile("name=\"([^\"]+)\"");

    private final FakeWorld world;
    private final FakeGateway gateway;
    private final FakeInteractions interactions;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    FakeRest(FakeWorld world, FakeGateway gateway) {
        this.world = world;
        this.gateway = gateway;
        this.interactions = new FakeInteractions(world, gateway);
    }

    FakeInteractions interactions() {
        return interactions;
    }

    void fault(Fault fault) {
        faults.add(fault);
    }

    /** Method and path of everything asked for, oldest first. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath().replaceFirst("^/api/v10", "");
        String call = request.getMethod() + " " + path;
        requests.add(call);
        String body = Content.Source.asString(request, StandardCharsets.UTF_8);
        Fault fault = call.matches("POST /channels/\\d+/messages") ? faults.poll() : null;
        if (fault instanceof Fault.Limited(double seconds)) {
            response.getHeaders().put("Retry-After", Long.toString((long) Math.ceil(seconds)));
            response.getHeaders().put("Via", "1.1 google");
            response.getHeaders().put("X-RateLimit-Scope", "user");
            DataObject limited =
                    DataObject.empty()
                            .put("message", "You are being rate limited.")
                            .put("retry_after", seconds)
                            .put("global", false);
            return write(response, callback, new Answer(429, limited.toString()));
        }
        if (fault instanceof Fault.Status(int code)) {
            return write(response, callback, new Answer(code, "<html>it broke</html>"));
        }
        if (fault instanceof Fault.Malformed) {
            return write(response, callback, new Answer(200, "{\"id\": "));
        }
        if (fault instanceof Fault.Slow(CountDownLatch until)) {
            until.await(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS);
        }
        String type = String.valueOf(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
        String authorization = String.valueOf(request.getHeaders().get("authorization"));
        Answer answer = answer(call, authorization, payload(type, body), files(type, body));
        if (fault instanceof Fault.LostAnswer) {
            request.getConnectionMetaData().getConnection().getEndPoint().close();
        }
        return write(response, callback, answer);
    }

    private static boolean write(Response response, Callback callback, Answer answer) {
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        Content.Sink.write(response, true, answer.json(), callback);
        return true;
    }

    private static DataObject payload(String type, String body) {
        if (type.startsWith("multipart/")) {
            return parts(type, body).stream()
                    .filter(part -> part.contains("name=\"payload_json\""))
                    .map(part -> DataObject.fromJson(part.substring(part.indexOf("\r\n\r\n") + 4)))
                    .findFirst()
                    .orElseGet(DataObject::empty);
        }
        if (body.startsWith("[")) {
            return DataObject.empty().put("list", DataArray.fromJson(body));
        }
        return body.isBlank() ? DataObject.empty() : DataObject.fromJson(body);
    }

    /** The texts of the attached files. */
    private static List<String> files(String type, String body) {
        List<String> files = new ArrayList<>();
        if (type.startsWith("multipart/")) {
            for (String part : parts(type, body)) {
                Matcher name = PART_NAME.matcher(part);
                if (name.find() && name.group(1).startsWith("files[")) {
                    files.add(part.substring(part.indexOf("\r\n\r\n") + 4).strip());
                }
            }
        }
        return files;
    }

    private static List<String> parts(String type, String body) {
        String boundary = "--" + type.replaceFirst(".*boundary=", "");
        return List.of(body.split(Pattern.quote(boundary), -1));
    }

    private Answer answer(String call, String authorization, DataObject body, List<String> files) {
        String[] way = call.split("[ /]+");
        if (way[1].equals("interactions") || way[1].equals("webhooks")) {
            return interactions
                    .answer(way, body, files)
                    .map(Answer::ok)
                    .orElse(Answer.error(404, 10_062, "Unknown interaction"));
        }
        if (!authorization.equals("Bot " + FakeDiscord.TOKEN)) {
            return Answer.error(401, 0, "401: Unauthorized");
        }
        return switch (way[1]) {
            case "users" -> user(way, body);
            case "channels" ->
                    way[0].equals("PATCH") && way.length == 3
                            ? topic(way[2], body)
                            : channel(way, body, files);
            case "guilds" ->
                    way.length == 5 && way[3].equals("members")
                            ? member(way[4])
                            : create(way[2], body);
            case "applications" -> Answer.ok(interactions.register(body.getArray("list")));
            default -> Answer.error(404, 0, "404: Not Found");
        };
    }

    private Answer user(String[] way, DataObject body) {
        if (way.length == 4 && way[3].equals("channels")) {
            FakeWorld.Channel direct = world.direct(body.getString("recipient_id"));
            return Answer.ok(world.channelJson(direct));
        }
        FakeWorld.User user = way[2].equals("@me") ? FakeWorld.BOT : world.user(way[2]);
        return user == null ? Answer.error(404, 10_013, "Unknown User") : Answer.ok(user.json());
    }

    private Answer topic(String channel, DataObject body) {
        if (world.channel(channel) == null) {
            return Answer.error(404, 10_003, "Unknown Channel");
        }
        world.topic(channel, body.getString("topic", ""));
        DataObject changed = world.channelJson(world.channel(channel));
        gateway.dispatch("CHANNEL_UPDATE", changed);
        return Answer.ok(changed);
    }

    private Answer member(String id) {
        FakeWorld.User user = world.user(id);
        return user == null
                ? Answer.error(404, 10_007, "Unknown Member")
                : Answer.ok(world.member(user));
    }

    private Answer create(String guild, DataObject body) {
        DataObject made = world.channelJson(world.open(guild, body.getString("name")));
        gateway.dispatch("CHANNEL_CREATE", made);
        return Answer.ok(made);
    }

    private Answer channel(String[] way, DataObject body, List<String> files) {
        FakeWorld.Channel channel = world.channel(way[2]);
        if (channel == null) {
            return Answer.error(404, 10_003, "Unknown Channel");
        }
        if (way.length == 3) {
            return Answer.ok(world.channelJson(channel));
        }
        if (way[3].equals("permissions")) {
            world.invite(channel.id(), way[4]);
            return Answer.DONE;
        }
        if (way[3].equals("typing")) {
            world.typing(channel.id());
            return Answer.DONE;
        }
        if (way.length == 4) {
            return post(channel, body, files);
        }
        if (!world.knowsMessage(way[4])) {
            return Answer.error(404, 10_008, "Unknown Message");
        }
        return onMessage(way, channel, body);
    }

    private Answer post(FakeWorld.Channel channel, DataObject body, List<String> files) {
        String earlier = world.sameNonce(body);
        if (!earlier.isEmpty()) {
            return Answer.ok(
                    FakeWorld.message(earlier, channel.id(), FakeWorld.BOT).put("content", ""));
        }
        String content = body.getString("content", "");
        if (content.codePointCount(0, content.length()) > 2000) {
            return Answer.error(400, 50_035, "Invalid Form Body");
        }
        boolean embeds = !body.isNull("embeds") && !body.getArray("embeds").isEmpty();
        if (content.isBlank() && !embeds && files.isEmpty()) {
            return Answer.error(400, 50_006, "Cannot send an empty message");
        }
        return Answer.ok(world.json(world.post(channel.id(), "", body, files)));
    }

    private Answer onMessage(String[] way, FakeWorld.Channel channel, DataObject body) {
        if (way.length == 5) {
            return world.change(way[4], body)
                    ? Answer.ok(FakeWorld.message(way[4], channel.id(), FakeWorld.BOT))
                    : Answer.error(403, 50_005, "Cannot edit a message authored by another user");
        }
        if (way[5].equals("reactions")) {
            world.reaction(way[4], URLDecoder.decode(way[6], StandardCharsets.UTF_8));
            return Answer.DONE;
        }
        FakeWorld.Channel thread = world.thread(channel.id(), way[4], body.getString("name"));
        gateway.dispatch("THREAD_CREATE", world.channelJson(thread));
        return Answer.ok(world.channelJson(thread));
    }
}
