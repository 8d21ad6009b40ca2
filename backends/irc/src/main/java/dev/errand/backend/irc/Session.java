package dev.errand.backend.irc;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.engio.mbassy.listener.Handler;
import org.kitteh.irc.client.library.Client;
import org.kitteh.irc.client.library.element.User;
import org.kitteh.irc.client.library.event.client.ClientReceiveCommandEvent;
import org.kitteh.irc.client.library.event.client.ClientReceiveNumericEvent;
import org.kitteh.irc.client.library.event.connection.ClientConnectionClosedEvent;
import org.kitteh.irc.client.library.feature.CapabilityManager;
import org.kitteh.irc.client.library.feature.filter.CommandFilter;
import org.kitteh.irc.client.library.feature.filter.NumericFilter;

/** One connection from its first line to its last. Kitteh calls the handlers on one thread. */
final class Session {

    private static final String END = "ERRAND-END";
    private static final long JOINS_NANOS = 10_000_000_000L;
    private static final long IDENTIFYING_NANOS = 5_000_000_000L;

    /** What a session tells. */
    interface Events {

        /** Lines may be sent. */
        void ready(String nick);

        /** Somebody said something. */
        void said(Heard heard);
    }

    /** How a session ended for good. */
    enum Refusal {
        NONE,
        LOGIN,
        PASSWORD
    }

    private final IrcSettings settings;
    private final SocketLink link;
    private final Client.WithManagement client;
    private final Channels channels;
    private final People people;
    private final Nicks nicks;
    private final NickServ services;
    private final Events events;
    private final Questions questions = new Questions();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Prefix own = Prefix.NOBODY;
    private volatile String lastError = "";
    private volatile Refusal refusal = Refusal.NONE;
    private volatile boolean registered;
    private volatile boolean ready;
    private volatile boolean loggedIn;
    private volatile boolean accountTags;
    private volatile boolean accountsFollowed;
    private volatile long joinAt = Long.MAX_VALUE;
    private volatile long readyAt = Long.MAX_VALUE;

    Session(IrcSettings settings, SocketLink link, Shared shared, Events events) {
        this.settings = settings;
        this.link = link;
        this.channels = shared.channels();
        this.people = shared.people();
        this.services = shared.services();
        this.nicks = new Nicks(shared.nick());
        this.client = new KittehClients(settings, shared.nick()).make(link);
        this.events = events;
    }

    /** What outlives a session. */
    record Shared(String nick, Channels channels, People people, NickServ services) {}

    /** Reads until the connection ends. */
    void run() throws java.io.IOException, InterruptedException {
        client.getEventManager().registerEventListener(this);
        try {
            client.connect();
            link.read(this::read);
        } finally {
            link.close();
            questions.end();
            // Everything that came before the end still counts, a refusal above all.
            client.processLine(END);
            var _ = ended.await(2, TimeUnit.SECONDS);
            client.shutdown();
            client.getEventManager()
                    .callEvent(new ClientConnectionClosedEvent(client, false, null, null));
        }
    }

    /**
     * Talk is read here. Where only Kitteh can tell who is logged in, it waits behind the lines
     * that tell that, in Kitteh's own queue.
     */
    private void read(String line) {
        Optional<Line> talk = Line.talk(line);
        if (talk.isEmpty()) {
            follow(line);
            questions.heard(line);
            client.processLine(line);
        } else if (registered && (accountTags || !accountsFollowed)) {
            heard(talk.get());
        } else {
            client.processLine(line);
        }
    }

    /** Whoever has left a nick is not who comes under it next. */
    private void follow(String line) {
        switch (Line.command(line)) {
            case "QUIT" -> people.gone(Prefix.of(line).nick());
            case "NICK" -> {
                String to = line.substring(line.lastIndexOf(' ') + 1);
                people.renamed(Prefix.of(line).nick(), to.startsWith(":") ? to.substring(1) : to);
            }
            default -> {}
        }
    }

    /** Looks after what has to be done again and again. */
    void tick(long nanos, long silence) {
        if (link.nanosSinceRead() > 2 * silence) {
            lastError = "the server has been silent for too long";
            link.close();
        } else if (link.nanosSinceRead() > silence) {
            link.write("PING :errand");
        }
        if (!registered) {
            return;
        }
        if (nanos - joinAt >= 0) {
            joinAt = nanos;
            channels.join(nanos).forEach(client::sendRawLine);
        }
        if (!ready && (channels.answered() || nanos - readyAt >= 0) && joinAt != Long.MAX_VALUE) {
            becomeReady();
        }
        nicks.takeBack(client.getNick(), nanos).ifPresent(client::sendRawLine);
    }

    /** Asks for the channels that were added, without waiting for the next tick. */
    void joinSoon() {
        channels.join(System.nanoTime()).forEach(link::write);
    }

    /** Asks the server something. */
    Questions.Answer ask(Questions.Question question) throws InterruptedException {
        return questions.ask(link, question);
    }

    boolean isReady() {
        return ready;
    }

    private void becomeReady() {
        if (!ready) {
            ready = true;
            events.ready(client.getNick());
        }
    }

    /** Says goodbye after everything said before, and waits for the server to have read it. */
    void leave(Duration patience) {
        link.write("QUIT :Goodbye");
        try {
            var _ = ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Closed before the server has read it all, the connection would be reset and the rest
        // lost.
        link.close();
    }

    String nick() {
        return client.getNick();
    }

    Prefix own() {
        return own;
    }

    Refusal refusal() {
        return refusal;
    }

    String lastError() {
        return lastError;
    }

    @Handler(priority = -1)
    @NumericFilter(1)
    void welcome(ClientReceiveNumericEvent event) {
        boolean sasl =
                settings.login().method() == IrcSettings.Login.Method.PLAIN
                        || settings.login().method() == IrcSettings.Login.Method.EXTERNAL;
        if (refusal != Refusal.NONE) {
            return;
        }
        if (sasl && !loggedIn) {
            lastError =
                    "the server offers no SASL "
                            + settings.login().method()
                            + " at the moment; if it never does, use another login.method";
            link.close();
            return;
        }
        registered = true;
        own = Prefix.of(":" + event.getParameters().get(0) + " ");
    }

    @Handler(priority = -1)
    @NumericFilter(376)
    @NumericFilter(422)
    void registrationIsOver(ClientReceiveNumericEvent event) {
        if (joinAt != Long.MAX_VALUE) {
            return; // A server may show its message of the day again; a password is said once.
        }
        learnCapabilities();
        client.getActorTracker().setQueryChannelInformation(!accountTags && accountsFollowed);
        Optional<String> identify = services.identify();
        identify.ifPresent(client::sendRawLineImmediately);
        long now = System.nanoTime();
        readyAt = now + JOINS_NANOS;
        joinAt = identify.isPresent() ? now + IDENTIFYING_NANOS : now;
        tickSoon();
    }

    /** Joining begins without waiting for the next tick. */
    private void tickSoon() {
        long now = System.nanoTime();
        if (registered && now - joinAt >= 0) {
            channels.join(now).forEach(client::sendRawLineImmediately);
            if (channels.answered()) {
                becomeReady();
            }
        }
    }

    @Handler(priority = -1)
    @CommandFilter("CAP")
    void capabilities(ClientReceiveCommandEvent event) {
        learnCapabilities();
    }

    private void learnCapabilities() {
        accountTags = has(CapabilityManager.Defaults.ACCOUNT_TAG);
        accountsFollowed =
                has(CapabilityManager.Defaults.ACCOUNT_NOTIFY)
                        && has(CapabilityManager.Defaults.EXTENDED_JOIN);
    }

    private boolean has(String capability) {
        return client.getCapabilityManager().getCapability(capability).isPresent();
    }

    @Handler
    @NumericFilter(900)
    @NumericFilter(903)
    void loggedIn(ClientReceiveNumericEvent event) {
        loggedIn = true;
        identified();
    }

    private void identified() {
        if (joinAt != Long.MAX_VALUE) {
            joinAt = System.nanoTime();
            tickSoon();
        }
    }

    @Handler
    @NumericFilter(902)
    @NumericFilter(904)
    @NumericFilter(905)
    void loginRefused(ClientReceiveNumericEvent event) {
        refused(Refusal.LOGIN, event);
    }

    @Handler
    @NumericFilter(464)
    void passwordRefused(ClientReceiveNumericEvent event) {
        refused(Refusal.PASSWORD, event);
    }

    private void refused(Refusal why, ClientReceiveNumericEvent event) {
        refusal = why;
        lastError = last(event.getParameters());
        link.close();
    }

    @Handler
    @NumericFilter(431)
    @NumericFilter(432)
    @NumericFilter(433)
    @NumericFilter(436)
    @NumericFilter(437)
    void nickRefused(ClientReceiveNumericEvent event) {
        if (!registered) {
            client.sendNickChange(nicks.another(event.getNumeric() == 432));
        } else if (event.getNumeric() == 437 && event.getParameters().size() > 1) {
            channels.refused(event.getParameters().get(1), last(event.getParameters()));
        }
    }

    @Handler
    @NumericFilter(403)
    @NumericFilter(405)
    @NumericFilter(471)
    @NumericFilter(473)
    @NumericFilter(474)
    @NumericFilter(475)
    @NumericFilter(476)
    @NumericFilter(477)
    @NumericFilter(489)
    @NumericFilter(520)
    void joinRefused(ClientReceiveNumericEvent event) {
        if (event.getParameters().size() > 2) {
            channels.refused(event.getParameters().get(1), last(event.getParameters()));
            if (channels.answered() && registered) {
                becomeReady();
            }
        }
    }

    @Handler(priority = -1)
    @NumericFilter(366)
    void joined(ClientReceiveNumericEvent event) {
        if (event.getParameters().size() > 1) {
            channels.joined(event.getParameters().get(1));
            if (channels.answered()) {
                becomeReady();
            }
        }
    }

    @Handler(priority = -1)
    @CommandFilter("JOIN")
    void join(ClientReceiveCommandEvent event) {
        Prefix who = prefix(event);
        if (isMe(who)) {
            own = who;
        }
    }

    @Handler(priority = Integer.MAX_VALUE)
    @CommandFilter("KICK")
    void kicked(ClientReceiveCommandEvent event) {
        if (event.getParameters().size() > 1
                && Names.same(event.getParameters().get(1), client.getNick())) {
            channels.left(event.getParameters().get(0), System.nanoTime());
        }
    }

    @Handler(priority = Integer.MAX_VALUE)
    @CommandFilter("PART")
    void left(ClientReceiveCommandEvent event) {
        if (isMe(prefix(event)) && !event.getParameters().isEmpty()) {
            channels.left(event.getParameters().get(0), System.nanoTime());
        }
    }

    @Handler(priority = Integer.MAX_VALUE)
    @CommandFilter("QUIT")
    void quitSomebody(ClientReceiveCommandEvent event) {
        freed(prefix(event).nick());
    }

    @Handler(priority = -1)
    @CommandFilter("NICK")
    void renamed(ClientReceiveCommandEvent event) {
        if (!event.getParameters().isEmpty()) {
            Prefix who = prefix(event);
            String to = event.getParameters().get(0);
            if (Names.same(who.nick(), own.nick())) {
                own = new Prefix(to, own.user(), own.host());
            } else {
                freed(who.nick());
            }
        }
    }

    private void freed(String nick) {
        if (registered && nicks.wants(nick) && !Names.same(nick, client.getNick())) {
            client.sendRawLineImmediately("NICK " + nicks.wanted());
        }
    }

    @Handler
    @CommandFilter("ERROR")
    void error(ClientReceiveCommandEvent event) {
        String reason = last(event.getParameters());
        if (lastError.isEmpty()) {
            lastError = reason;
        }
        // Some servers refuse the password with their last word only.
        if (!registered && reason.toLowerCase(Locale.ROOT).contains("password")) {
            refusal = Refusal.PASSWORD;
        }
    }

    @Handler
    @CommandFilter(END)
    void end(ClientReceiveCommandEvent event) {
        ended.countDown();
    }

    @Handler
    @CommandFilter("NOTICE")
    @CommandFilter("PRIVMSG")
    void talk(ClientReceiveCommandEvent event) {
        Line.talk(event.getSource().getMessage()).ifPresent(this::heard);
    }

    private void heard(Line line) {
        boolean notice = line.command().equals("NOTICE");
        if (!line.prefix().isPerson()) {
            return;
        }
        if (notice && services.answered(line.prefix().nick(), line.text())) {
            identified();
            return;
        }
        events.said(
                new Heard(
                        line.prefix(),
                        account(line),
                        line.target(),
                        line.text(),
                        notice || line.has("bot") || line.has("inspircd.org/bot"),
                        isMe(line.prefix()),
                        line.tag("msgid"),
                        line.tag("time")));
    }

    /**
     * The server's word on each message; or else what it has told of the person since they were
     * first seen, if it tells every change.
     */
    private Optional<String> account(Line line) {
        if (accountTags) {
            return line.tag("account");
        }
        if (!accountsFollowed) {
            return Optional.empty();
        }
        return client.getActorTracker()
                .getTrackedUser(line.prefix().nick())
                .filter(user -> isStill(user, line.prefix()))
                .flatMap(User::getAccount);
    }

    private static boolean isStill(User user, Prefix from) {
        return user.getUserString().equals(from.user()) && user.getHost().equals(from.host());
    }

    private boolean isMe(Prefix who) {
        return Names.same(who.nick(), client.getNick());
    }

    private static Prefix prefix(ClientReceiveCommandEvent event) {
        return Prefix.of(event.getSource().getMessage());
    }

    private static String last(List<String> parameters) {
        String clean = parameters.isEmpty() ? "" : IrcText.said(parameters.getLast());
        return clean.length() > 200 ? clean.substring(0, 200) + "…" : clean;
    }
}
