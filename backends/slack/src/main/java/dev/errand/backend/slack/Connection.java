package dev.errand.backend.slack;

import dev.errand.backend.spi.ChatContext;
import dev.errand.backend.spi.Health;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one socket open: makes a new one when Slack asks for it, before the old one ends, and comes
 * back after a loss. A refused token ends it, for asking again could lock the app out.
 */
final class Connection {

    private static final Duration HELLO = Duration.ofSeconds(15);

    /** A link that has held for so long was no accident: the pauses begin small again. */
    private static final Duration STEADY = Duration.ofSeconds(20);

    /** Told when messages can be sent, and when they cannot. */
    interface Watcher {
        void up();

        void away();
    }

    private final SlackApi api;
    private final Network network;
    private final boolean tls;
    private final ChatContext context;
    private final Backoff backoff;
    private final SocketLink.Receiver receiver;
    private final Watcher watcher;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable SocketLink link;
    private volatile @Nullable Self self;
    private volatile Health health;

    Connection(
            Parts parts,
            ChatContext context,
            Backoff backoff,
            SocketLink.Receiver receiver,
            Watcher watcher) {
        this.api = parts.api();
        this.network = parts.network();
        this.tls = parts.tls();
        this.context = context;
        this.backoff = backoff;
        this.receiver = receiver;
        this.watcher = watcher;
        this.health = new Health(Health.State.CONNECTING, "", context.clock().instant());
    }

    /** What a connection is made with. */
    record Parts(SlackApi api, Network network, boolean tls) {}

    Health health() {
        return health;
    }

    /** Who the bot is, as soon as Slack has told. */
    Optional<Self> self() {
        return Optional.ofNullable(self);
    }

    void stop() {
        stopping.countDown();
        SocketLink last = link;
        if (last != null) {
            last.end();
        }
    }

    /** Gives up: the token is refused. */
    void refused(Refusal refusal) {
        if (health.state() != Health.State.DOWN) {
            String advice =
                    refusal.getMessage()
                            + ". Check the app's tokens, its scopes and that Socket Mode is on, then"
                            + " restart this chat";
            context.logger().error("Given up: {}", advice);
            tell(Health.State.DOWN, advice);
        }
        stop();
    }

    /** Connects, and again, until stopped or refused. */
    void run() {
        try {
            while (running()) {
                try {
                    hold();
                } catch (IOException e) {
                    lost(describe(e));
                    pause();
                }
            }
        } catch (Refusal e) {
            refused(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stop();
        }
    }

    private boolean running() {
        return stopping.getCount() > 0 && !Thread.currentThread().isInterrupted();
    }

    /** One link from its beginning to its end. */
    private void hold() throws IOException, Refusal, InterruptedException {
        SocketLink old = link;
        SocketLink fresh;
        try {
            introduce();
            fresh = open();
        } finally {
            // After the new one has said hello, so that nothing falls between the two.
            if (old != null) {
                old.end();
            }
        }
        up();
        Instant since = context.clock().instant();
        fresh.awaitEnd();
        boolean steady = Duration.between(since, context.clock().instant()).compareTo(STEADY) >= 0;
        if (steady) {
            backoff.reset();
        }
        if (fresh.renewed() && running()) {
            if (!steady) {
                pause();
            }
        } else if (running()) {
            fresh.end();
            throw new IOException(fresh.problem());
        }
    }

    private void introduce() throws IOException, Refusal, InterruptedException {
        if (self == null) {
            self = Self.of(api.call("auth.test", "auth.test", bot -> bot.authTest(r -> r)));
        }
    }

    private SocketLink open() throws IOException, Refusal, InterruptedException {
        SocketLink fresh = new SocketLink(address(api.openConnection()), network, receiver);
        link = fresh;
        if (!running()) {
            throw new InterruptedException();
        }
        if (!fresh.open(HELLO)) {
            fresh.end();
            throw new IOException(fresh.problem());
        }
        return fresh;
    }

    /** The address carries a ticket, so it is never told. */
    private URI address(@Nullable String url) throws IOException {
        if (url != null && url.startsWith(tls ? "wss://" : "ws")) {
            try {
                return URI.create(url);
            } catch (IllegalArgumentException e) {
                // told below
            }
        }
        throw new IOException("Slack gave no address for a socket");
    }

    private void up() {
        Self known = self;
        if (health.state() != Health.State.UP && known != null) {
            context.logger()
                    .info("Connected to the workspace '{}' ({})", known.teamName(), known.team());
            tell(Health.State.UP, "");
        }
        watcher.up();
    }

    private void lost(String why) {
        if (stopping.getCount() == 0) {
            return;
        }
        if (health.state() == Health.State.UP || health.detail().isEmpty()) {
            context.logger().warn("Slack is away: {}. Trying to come back", why);
        }
        if (health.state() == Health.State.UP) {
            watcher.away();
        }
        tell(Health.State.CONNECTING, why);
    }

    private void tell(Health.State state, String detail) {
        health = health.becoming(state, detail, context.clock().instant());
    }

    @SuppressWarnings("ReturnValueIgnored") // either the time is over or the chat stops
    private void pause() throws InterruptedException {
        stopping.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String describe(IOException e) {
        String text = e.getMessage();
        return e.getClass() == IOException.class && text != null
                ? text
                : e.getClass().getSimpleName() + (text == null ? "" : ": " + text);
    }
}
