package dev.errand.backend.irc;

import dev.errand.backend.spi.ChatContext;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Connects, and again, for as long as the bot runs. */
final class Connection {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    /** A server that answers, and then sends the bot away, is not asked often. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    /** Where nobody listens an attempt costs nobody anything, and people wait for the bot. */
    private static final Duration LONGEST_PAUSE_UNHEARD = Duration.ofSeconds(8);

    private static final Duration PROVEN = Duration.ofSeconds(30);

    private final IrcSettings settings;
    private final ChatContext context;
    private final RandomGenerator random;
    private final Sockets sockets;
    private final Session.Shared shared;
    private final SendQueue queue;
    private final Standing standing;
    private final Consumer<Heard> inbox;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Session session;
    private volatile long upSince;

    /** Whether the last attempt found somebody who listens; for the thread that connects. */
    private boolean reached;

    Connection(
            IrcSettings settings,
            ChatContext context,
            RandomGenerator random,
            Parts parts,
            Consumer<Heard> inbox) {
        this.settings = settings;
        this.context = context;
        this.random = random;
        this.sockets = new Sockets(settings);
        this.shared = parts.shared();
        this.queue = parts.queue();
        this.standing = parts.standing();
        this.inbox = inbox;
    }

    /** What a connection serves. */
    record Parts(Session.Shared shared, SendQueue queue, Standing standing) {}

    void start() throws Exception {
        sockets.check();
        var _ = context.startThread("link", this::run);
        var _ = context.startThread("send", queue::run);
        var _ = context.startThread("pulse", this::pulse);
    }

    @Nullable Session session() {
        return session;
    }

    /** Lets what is queued go out, says goodbye and ends. */
    void stop() {
        int left = queue.end(Duration.ofSeconds(3));
        if (left > 0) {
            context.logger().warn("{} lines were not sent before the end", left);
        }
        stopping.countDown();
        Session last = session;
        if (last != null) {
            last.leave(Duration.ofSeconds(1));
        }
    }

    private void run() {
        int failures = 0;
        try {
            while (!isStopping()) {
                upSince = 0;
                reached = false;
                String reason = once();
                if (isStopping() || standing.isDown()) {
                    return;
                }
                standing.lost(reason);
                boolean proven = upSince != 0 && System.nanoTime() - upSince > PROVEN.toNanos();
                failures = proven ? 0 : failures + 1;
                var _ = stopping.await(pause(proven ? 1 : failures), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection from its beginning to its end: why it ended. */
    private String once() throws InterruptedException {
        Session current = null;
        String reason;
        try {
            SocketLink link = sockets.open();
            reached = true;
            current = new Session(settings, link, shared, new Opening(link));
            session = current;
            if (isStopping()) {
                link.close();
            }
            current.run();
            reason = "the server closed the connection";
        } catch (IOException e) {
            reason = words(e);
        } finally {
            session = null;
            queue.close();
            shared.channels().disconnected();
            shared.people().disconnected();
        }
        if (current != null && !current.lastError().isEmpty()) {
            reason = current.lastError();
        }
        if (current != null && current.refusal() != Session.Refusal.NONE && !isStopping()) {
            standing.down(advice(current.refusal(), reason));
        }
        return reason;
    }

    private static String advice(Session.Refusal refusal, String reason) {
        String setting =
                refusal == Session.Refusal.LOGIN
                        ? "login.account and login.password (or certificate)"
                        : "password, the password of the server itself,";
        return "the server refused the login ("
                + reason
                + "). It is not tried again: correct "
                + setting
                + " and start again";
    }

    private static String words(IOException e) {
        String message = e.getMessage();
        String kind = e.getClass().getSimpleName();
        return message == null || message.isBlank() ? kind : message;
    }

    private long pause(int failures) {
        long doubled = FIRST_PAUSE.toNanos() << Math.min(failures - 1, 12);
        Duration bound = reached ? LONGEST_PAUSE : LONGEST_PAUSE_UNHEARD;
        long longest = Math.min(bound.toNanos(), doubled);
        return longest / 2 + random.nextLong(longest / 2 + 1);
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void pulse() {
        long silence = settings.keepAlive().toNanos();
        long beat = Math.min(TimeUnit.SECONDS.toNanos(1), silence / 4);
        try {
            while (!stopping.await(beat, TimeUnit.NANOSECONDS)) {
                Session current = session;
                if (current != null) {
                    current.tick(System.nanoTime(), silence);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Opens the queue when the session is ready. */
    private final class Opening implements Session.Events {

        private final SocketLink link;

        Opening(SocketLink link) {
            this.link = link;
        }

        @Override
        public void ready(String nick) {
            upSince = System.nanoTime();
            standing.up(nick);
            queue.open(link);
        }

        @Override
        public void said(Heard heard) {
            inbox.accept(heard);
        }
    }
}
