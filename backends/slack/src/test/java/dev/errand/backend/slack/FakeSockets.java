package dev.errand.backend.slack;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * The sockets of Socket Mode: envelopes out, receipts in, and again what got none. Public for
 * Jetty.
 */
public final class FakeSockets {

    /** One connected client. */
    public final class Endpoint implements Session.Listener.AutoDemanding {

        private Session session;

        @Override
        public void onWebSocketOpen(Session opened) {
            session = opened;
            synchronized (FakeSockets.this) {
                endpoints.add(this);
                opens++;
                if (silent) {
                    return;
                }
                say(
                        """
                        {"type":"hello","num_connections":%d,"debug_info":{"host":"applink-7fc4fdbb64-4x5xq",\
                        "build_number":10,"approximate_connection_time":18060},"connection_info":{"app_id":"A0APP"}}\
                        """
                                .formatted(endpoints.size()));
                unanswered.values().forEach(pending -> say(pending.again()));
            }
        }

        @Override
        public void onWebSocketText(String message) {
            JsonObject receipt = JsonParser.parseString(message).getAsJsonObject();
            synchronized (FakeSockets.this) {
                Pending answered = unanswered.remove(Json.text(receipt, "envelope_id"));
                if (answered != null) {
                    receipts.add(Duration.between(answered.sent, Instant.now()));
                }
            }
        }

        @Override
        public void onWebSocketClose(int code, String reason, Callback callback) {
            synchronized (FakeSockets.this) {
                endpoints.remove(this);
            }
            callback.succeed();
        }

        private void say(String text) {
            session.sendText(text, Callback.NOOP);
        }
    }

    private static final class Pending {
        private final JsonObject envelope;
        private final Instant sent = Instant.now();
        private int attempt;

        Pending(JsonObject envelope) {
            this.envelope = envelope;
        }

        String again() {
            attempt++;
            JsonObject copy = envelope.deepCopy();
            copy.addProperty("retry_attempt", attempt);
            copy.addProperty("retry_reason", "timeout");
            return copy.toString();
        }
    }

    private final List<Endpoint> endpoints = new ArrayList<>();
    private final Map<String, Pending> unanswered = new LinkedHashMap<>();
    private final List<Duration> receipts = new ArrayList<>();
    private int opens;
    private int ids;
    private boolean silent;

    /** Sends an envelope over one of the sockets, or keeps it until there is one. */
    synchronized void envelope(String type, JsonObject payload) {
        JsonObject envelope = new JsonObject();
        ids++;
        envelope.addProperty("envelope_id", "57d6a792-4d35-4d0b-b6aa-%012d".formatted(ids));
        envelope.addProperty("type", type);
        envelope.addProperty("accepts_response_payload", !type.equals("events_api"));
        envelope.addProperty("retry_attempt", 0);
        envelope.addProperty("retry_reason", "");
        envelope.add("payload", payload);
        unanswered.put(Json.text(envelope, "envelope_id"), new Pending(envelope));
        if (!endpoints.isEmpty()) {
            endpoints.getLast().say(envelope.toString());
        }
    }

    /** Sends a text as it is over all sockets. */
    synchronized void raw(String text) {
        endpoints.forEach(endpoint -> endpoint.say(text));
    }

    /** Cuts all sockets without a word. */
    synchronized void cut() {
        List.copyOf(endpoints).forEach(endpoint -> endpoint.session.disconnect());
    }

    /** From now on sockets open and nobody says hello. */
    synchronized void silent(boolean saysNothing) {
        silent = saysNothing;
    }

    synchronized int opens() {
        return opens;
    }

    synchronized int open() {
        return endpoints.size();
    }

    /** How long each receipt took. */
    synchronized List<Duration> receipts() {
        return List.copyOf(receipts);
    }

    synchronized int unanswered() {
        return unanswered.size();
    }
}
