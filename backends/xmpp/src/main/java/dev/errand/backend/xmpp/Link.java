package dev.errand.backend.xmpp;

import dev.errand.backend.spi.ChatContext;
import dev.errand.backend.spi.Health;
import dev.errand.backend.spi.Health.State;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jivesoftware.smack.ConnectionListener;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.XMPPConnection;
import org.jivesoftware.smack.XMPPException;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.packet.StreamError;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smackx.disco.packet.DiscoverInfo;
import org.jivesoftware.smackx.ping.PingManager;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one account logged in: connects, notices a loss, comes back with growing pauses, resumes
 * the stream where the server still knows it. Ends when the login is refused.
 */
final class Link {

    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final Duration PONG = Duration.ofSeconds(10);
    private static final Duration STEADY = Duration.ofSeconds(30);
    private static final Duration REPLACED = Duration.ofSeconds(30);

    private final ChatContext context;
    private final XMPPTCPConnection connection;
    private final Listener listener;
    private final Backoff backoff;
    private final Semaphore closed = new Semaphore(0);
    private final ReentrantLock gate = new ReentrantLock();
    private volatile boolean up;
    private volatile boolean stopping;
    private volatile Health health;
    private volatile @Nullable Exception loss;
    private @Nullable Thread thread;

    /** Who is told what happens on the link. */
    interface Listener {

        /** The server knows nothing of before; told before anything can be sent. */
        void forgotten();

        /** Logged in; without {@code resumed} after {@link #forgotten}. */
        void established(boolean resumed);

        /** A message, presence or description came; one after the other. */
        void stanza(Stanza stanza);

        /** The server has taken a stanza over. */
        void taken(String id);

        /** A second or so has passed on an open link. */
        void tick();
    }

    Link(
            XMPPTCPConnection connection,
            ChatContext context,
            RandomGenerator random,
            Listener listener) {
        this.connection = connection;
        this.context = context;
        this.listener = listener;
        this.backoff = new Backoff(random);
        this.health = new Health(State.CONNECTING, "", context.clock().instant());
        listen();
    }

    private void listen() {
        connection.addSyncStanzaListener(
                listener::stanza,
                each ->
                        each instanceof Message
                                || each instanceof Presence
                                || each instanceof DiscoverInfo);
        connection.addStanzaAcknowledgedListener(each -> {
            String id = each.getStanzaId();
            if (id != null) {
                listener.taken(id);
            }
        });
        // With one, Smack leaves to us what to send again when a stream could not be resumed.
        connection.addStanzaDroppedListener(each -> {});
        // A stanza that Smack cannot read shall not end the connection: anybody could send one.
        connection.setParsingExceptionCallback(
                each -> context.logger().debug("A stanza could not be read and was skipped"));
        connection.addConnectionListener(
                new ConnectionListener() {
                    @Override
                    public void authenticated(XMPPConnection same, boolean resumed) {
                        if (!resumed) {
                            listener.forgotten();
                        }
                        up = true;
                        listener.established(resumed);
                    }

                    @Override
                    public void connectionClosed() {
                        ended(new IOException("the server closed the connection"));
                    }

                    @Override
                    public void connectionClosedOnError(Exception e) {
                        ended(e);
                    }
                });
    }

    private void ended(Exception e) {
        up = false;
        loss = e;
        closed.release();
    }

    void start() {
        thread = context.startThread("connection", this::run);
    }

    /** Says good-bye to the server and ends, within a few seconds. */
    void stop() {
        stopping = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            try {
                running.join(Duration.ofSeconds(4));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    boolean up() {
        return up;
    }

    Health health() {
        return health;
    }

    /**
     * Hands a stanza to the connection; it is not sure to arrive before it is taken. Smack would
     * take one between two sessions, too, and write it before the new stream has been opened.
     */
    void send(Stanza stanza) throws SmackException.NotConnectedException, InterruptedException {
        gate.lockInterruptibly();
        try {
            if (!up) {
                throw new SmackException.NotConnectedException();
            }
            connection.sendStanza(stanza);
        } finally {
            gate.unlock();
        }
    }

    /** Somebody could not send: the link is lost, though it may not have been told yet. */
    void broken() {
        up = false;
    }

    /** Whether the server will say which stanzas it has taken. */
    boolean confirms() {
        return connection.isSmEnabled();
    }

    private void run() {
        try {
            while (!stopping) {
                Duration least = Duration.ZERO;
                try {
                    open();
                    attend();
                    least = told(loss);
                } catch (IOException | SmackException | XMPPException e) {
                    least = told(e);
                } catch (RuntimeException e) {
                    // Smack's own faults, such as a stanza of the server that it does not expect.
                    least = told(e);
                }
                cut();
                Duration pause = backoff.next();
                Thread.sleep(pause.compareTo(least) > 0 ? pause : least);
            }
        } catch (LoginRefused e) {
            context.logger().error("{}", e.getMessage());
            health(State.DOWN, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            context.logger().debug("Stopping");
        } finally {
            close();
        }
    }

    private void open()
            throws LoginRefused, IOException, SmackException, XMPPException, InterruptedException {
        closed.drainPermits();
        loss = null;
        connection.connect();
        try {
            connection.login();
        } catch (XMPPException | SmackException e) {
            LoginRefused.throwIf(e);
            throw e;
        }
        context.logger().info("Connected");
        health(State.UP, "");
    }

    /** Stays until the link is lost, and asks the server for a sign of life when it is quiet. */
    private void attend() throws SmackException, InterruptedException {
        Instant since = context.clock().instant();
        while (up && !closed.tryAcquire(1, TimeUnit.SECONDS)) {
            listener.tick();
            Instant now = context.clock().instant();
            if (Duration.between(since, now).compareTo(STEADY) > 0) {
                backoff.reset();
            }
            long quiet = context.clock().millis() - connection.getLastStanzaReceived();
            if (quiet > QUIET.toMillis()
                    && !PingManager.getInstanceFor(connection)
                            .pingMyServer(false, PONG.toMillis())) {
                ended(new IOException("the server has been silent for too long"));
            }
        }
    }

    /** Tells a loss once, however often coming back fails; the least pause before the next try. */
    private Duration told(@Nullable Exception e) {
        up = false;
        String reason = Reasons.of(e);
        if (health.state() == State.UP || health.detail().isEmpty()) {
            context.logger().warn("Not connected: {}. Trying until it works", reason);
        }
        health(State.CONNECTING, reason);
        boolean replaced =
                e instanceof XMPPException.StreamErrorException error
                        && error.getStreamError().getCondition() == StreamError.Condition.conflict;
        return replaced ? REPLACED : Duration.ZERO;
    }

    private void health(State state, String detail) {
        health = health.becoming(state, detail, context.clock().instant());
    }

    /** Lets go of what is left of a lost connection, but keeps what is needed to resume it. */
    private void cut() {
        connection.instantShutdown();
        // From here on nobody is in the midst of sending.
        gate.lock();
        try {
            up = false;
        } finally {
            gate.unlock();
        }
    }

    private void close() {
        up = false;
        if (connection.isConnected() && connection.isAuthenticated()) {
            connection.setReplyTimeout(1_000);
            connection.disconnect();
        } else {
            connection.instantShutdown();
        }
        if (health.state() != State.DOWN) {
            health(State.CONNECTING, "stopped");
        }
    }
}
