package dev.errand.backend.slack;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocketFactory;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ServerHandshake;

/**
 * One socket of Socket Mode, from its hello to its end. Every envelope is answered by the thread
 * that reads it, before anybody looks at it, so that no work can hold an answer back.
 *
 * <p>Slack's own {@code SocketModeClient} is not used: it leaves small packets waiting in the
 * kernel, looks for envelopes every 10 ms with ten threads that do not keep their order, and knows
 * no growing pauses.
 */
final class SocketLink extends WebSocketClient {

    /** A dead link is noticed after one and a half to two and a half of these. */
    private static final int KEEP_ALIVE_SECONDS = 12;

    private static final int CONNECT_MILLIS = 10_000;

    /** Takes an envelope that is not an order to this link; false to have Slack send it again. */
    interface Receiver extends Predicate<JsonObject> {}

    private final Receiver receiver;
    private final CountDownLatch hello = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean renewed;
    private volatile boolean greeted;
    private volatile String problem = "";

    SocketLink(URI address, Network network, Receiver receiver) {
        super(address, new Draft_6455(), Map.of(), CONNECT_MILLIS);
        this.receiver = receiver;
        setTcpNoDelay(true);
        setConnectionLostTimeout(KEEP_ALIVE_SECONDS);
        network.proxy().ifPresent(this::setProxy);
        if ("wss".equals(address.getScheme())) {
            setSocketFactory(
                    network.trust()
                            .map(Network.Trust::sockets)
                            .orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault()));
        }
    }

    /** Connects. True when Slack has said hello. */
    boolean open(Duration patience) throws InterruptedException {
        connect();
        boolean inTime = hello.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (!inTime) {
            problem = "Slack did not say hello";
        }
        return inTime && greeted && over.getCount() > 0;
    }

    /** Waits for the end of the link, or for Slack's order to make a new one. */
    void awaitEnd() throws InterruptedException {
        over.await();
    }

    /** Whether Slack asked for a new link while this one still works. */
    boolean renewed() {
        return renewed;
    }

    /** Why it ended. */
    String problem() {
        return problem;
    }

    /** Ends the link and its threads without waiting for the other side. */
    void end() {
        if (isOpen()) {
            close();
        }
        closeConnection(CloseFrame.ABNORMAL_CLOSE, "ended by the bot");
    }

    @Override
    public void onOpen(ServerHandshake handshake) {
        // Slack says hello when it is ready.
    }

    @Override
    public void onMessage(String text) {
        JsonObject message;
        try {
            JsonElement read = JsonParser.parseString(text);
            if (!read.isJsonObject()) {
                return;
            }
            message = read.getAsJsonObject();
        } catch (JsonParseException e) {
            return;
        }
        String type = Json.text(message, "type");
        switch (type) {
            case "hello" -> {
                greeted = true;
                hello.countDown();
            }
            case "disconnect" -> {
                problem = "Slack asked for a new connection: " + Json.text(message, "reason");
                renewed = true;
                hello.countDown();
                over.countDown();
            }
            default -> envelope(message);
        }
    }

    private void envelope(JsonObject message) {
        String id = Json.text(message, "envelope_id");
        if (!id.isEmpty() && receiver.test(message)) {
            JsonObject receipt = new JsonObject();
            receipt.addProperty("envelope_id", id);
            send(receipt.toString());
        }
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
        if (problem.isEmpty()) {
            problem = "the connection was closed with code " + code;
        }
        hello.countDown();
        over.countDown();
    }

    @Override
    public void onError(Exception e) {
        // What follows is onClose; the text of a network error carries no secret, its host is ours.
        problem = e.getClass().getSimpleName();
    }
}
