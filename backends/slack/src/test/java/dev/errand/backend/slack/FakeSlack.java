package dev.errand.backend.slack;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/**
 * A Slack on loopback: a workspace, the Web API and Socket Mode, and whatever a test wants to go
 * wrong.
 */
final class FakeSlack implements AutoCloseable {

    static final String APP_TOKEN = "xapp-1-A0APP-1-secretapp";
    static final String BOT_TOKEN = "xoxb-1-secretbot";

    /** A call that was made. */
    record Called(String method, Map<String, String> form, Instant at) {}

    final FakeWorkspace workspace = new FakeWorkspace();
    final FakeSockets sockets = new FakeSockets();
    private final FakeMethods methods =
            new FakeMethods(workspace, () -> url("http") + "upload/v1/");

    FakeRooms rooms() {
        return methods.rooms();
    }

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    private final Map<String, Deque<Fault>> faults = new HashMap<>();
    private final List<Called> calls = new ArrayList<>();
    private final List<JsonObject> slashAnswers = new ArrayList<>();
    private Optional<String> refused = Optional.empty();
    private Optional<Integer> socketPort = Optional.empty();
    private int events;

    FakeSlack() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        WebSocketUpgradeHandler upgrades =
                WebSocketUpgradeHandler.from(
                        server,
                        container -> {
                            container.setIdleTimeout(java.time.Duration.ofMinutes(10));
                            container.addMapping(
                                    "/link/",
                                    (request, response, callback) -> sockets.new Endpoint());
                        });
        upgrades.setHandler(new Web());
        server.setHandler(upgrades);
        server.start();
        connector.setPort(connector.getLocalPort());
        workspace.watch(this::event);
    }

    String apiUrl() {
        return url("http") + "api/";
    }

    int port() {
        return connector.getPort();
    }

    private String url(String scheme) {
        return scheme + "://127.0.0.1:" + connector.getPort() + "/";
    }

    /** Has the sockets opened through another port, such as a relay's. */
    synchronized void socketsThrough(int port) {
        socketPort = Optional.of(port);
    }

    /** The next call of this method meets this fault; several queue up. */
    synchronized void fail(String method, Fault fault) {
        faults.computeIfAbsent(method, _ -> new ArrayDeque<>()).add(fault);
    }

    /** Every call is refused with this error from now on, as with a token that expired. */
    synchronized void refuseTokens(Optional<String> error) {
        refused = error;
    }

    synchronized List<Called> calls(String method) {
        return calls.stream().filter(call -> call.method().equals(method)).toList();
    }

    synchronized List<JsonObject> slashAnswers() {
        return List.copyOf(slashAnswers);
    }

    /** Cuts everything and takes no connections. */
    void drop() throws Exception {
        connector.stop();
        sockets.cut();
    }

    void restore() throws Exception {
        connector.start();
    }

    /** Tells of an event, once. */
    void event(JsonObject event) {
        String id;
        synchronized (this) {
            events++;
            id = "Ev%08d".formatted(events);
        }
        event(event, id);
    }

    /** Tells of an event under an id of the test's choice. */
    void event(JsonObject event, String id) {
        JsonObject payload = new JsonObject();
        payload.addProperty("token", "verification");
        payload.addProperty("team_id", FakeWorkspace.TEAM);
        payload.addProperty("api_app_id", "A0APP");
        payload.add("event", event);
        payload.addProperty("type", "event_callback");
        payload.addProperty("event_id", id);
        payload.addProperty("event_time", Instant.now().getEpochSecond());
        sockets.envelope("events_api", payload);
    }

    /** A person types a slash command. */
    void slash(String channel, String user, String text, String trigger) {
        JsonObject payload = new JsonObject();
        payload.addProperty("token", "verification");
        payload.addProperty("team_id", FakeWorkspace.TEAM);
        payload.addProperty("channel_id", channel);
        payload.addProperty("user_id", user);
        payload.addProperty("command", "/errand");
        payload.addProperty("text", text);
        payload.addProperty("api_app_id", "A0APP");
        payload.addProperty("response_url", url("http") + "commands/T0ACME/" + trigger);
        payload.addProperty("trigger_id", trigger);
        sockets.envelope("slash_commands", payload);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Web extends Handler.Abstract {

        @Override
        public boolean handle(Request request, Response response, Callback callback)
                throws Exception {
            String path = Request.getPathInContext(request);
            if (path.startsWith("/api/")) {
                api(path.substring("/api/".length()), request, response, callback);
            } else if (path.startsWith("/upload/v1/")) {
                ByteBuffer read = Content.Source.asByteBuffer(request);
                byte[] content = new byte[read.remaining()];
                read.get(content);
                workspace.upload(path.substring("/upload/v1/".length()), content);
                Content.Sink.write(response, true, "OK - " + content.length, callback);
            } else if (path.startsWith("/commands/")) {
                String body = Content.Source.asString(request, StandardCharsets.UTF_8);
                synchronized (FakeSlack.this) {
                    slashAnswers.add(JsonParser.parseString(body).getAsJsonObject());
                }
                Content.Sink.write(response, true, "ok", callback);
            } else {
                Response.writeError(request, response, callback, 404);
            }
            return true;
        }

        private void api(String method, Request request, Response response, Callback callback)
                throws Exception {
            Map<String, String> form =
                    form(Content.Source.asString(request, StandardCharsets.UTF_8));
            Fault fault;
            synchronized (FakeSlack.this) {
                calls.add(new Called(method, form, Instant.now()));
                fault = faults.getOrDefault(method, new ArrayDeque<>()).poll();
            }
            String token = String.valueOf(request.getHeaders().get(HttpHeader.AUTHORIZATION));
            switch (fault) {
                case null -> json(response, callback, answer(method, token, form));
                case Fault.RateLimited limited -> {
                    response.getHeaders().put("Retry-After", limited.seconds());
                    response.setStatus(429);
                    json(response, callback, FakeMethods.error("ratelimited"));
                }
                case Fault.Status status -> {
                    response.setStatus(status.code());
                    Content.Sink.write(response, true, "<html>oops</html>", callback);
                }
                case Fault.Slow slow -> {
                    Thread.sleep(slow.millis());
                    json(response, callback, answer(method, token, form));
                }
                case Fault.Malformed _ ->
                        Content.Sink.write(response, true, "{\"ok\":tru", callback);
                case Fault.Refused error ->
                        json(response, callback, FakeMethods.error(error.code()));
                case Fault.Unscoped right -> {
                    JsonObject error = FakeMethods.error("missing_scope");
                    error.addProperty("needed", right.scope());
                    json(response, callback, error);
                }
                case Fault.LostAnswer _ -> {
                    answer(method, token, form);
                    response.setStatus(502);
                    Content.Sink.write(response, true, "", callback);
                }
            }
        }
    }

    private JsonObject answer(String method, String token, Map<String, String> form) {
        boolean forApp = method.equals("apps.connections.open");
        synchronized (this) {
            if (refused.isPresent()) {
                return FakeMethods.error(refused.get());
            }
        }
        if (!token.equals("Bearer " + (forApp ? APP_TOKEN : BOT_TOKEN))) {
            return FakeMethods.error("invalid_auth");
        }
        if (!forApp) {
            return methods.call(method, form);
        }
        int port;
        synchronized (this) {
            port = socketPort.orElse(connector.getPort());
        }
        JsonObject answer = FakeMethods.ok();
        answer.addProperty(
                "url", "ws://127.0.0.1:" + port + "/link/?ticket=secretticket&app_id=A0APP");
        return answer;
    }

    private static void json(Response response, Callback callback, JsonObject answer) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json; charset=utf-8");
        Content.Sink.write(response, true, answer.toString(), callback);
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }
}
