package dev.errand.platform.boot;

import dev.errand.api.Reply;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.Health;
import dev.errand.platform.access.Gate;
import dev.errand.platform.admin.HostCommands;
import dev.errand.platform.audit.AuditRecord;
import dev.errand.platform.audit.AuditRotation;
import dev.errand.platform.audit.AuditTrail;
import dev.errand.platform.command.CommandReader;
import dev.errand.platform.command.Completer;
import dev.errand.platform.command.HelpText;
import dev.errand.platform.command.Mistake;
import dev.errand.platform.config.ErrandConfig;
import dev.errand.platform.dispatch.Dispatcher;
import dev.errand.platform.dispatch.ExecutionLimits;
import dev.errand.platform.dispatch.Explaining;
import dev.errand.platform.dispatch.History;
import dev.errand.platform.dispatch.Outbox;
import dev.errand.platform.execution.HostThreads;
import dev.errand.platform.execution.Incidents;
import dev.errand.platform.execution.RunningCalls;
import dev.errand.platform.gateway.Gateway;
import dev.errand.platform.identity.Grants;
import dev.errand.platform.identity.Identity;
import dev.errand.platform.identity.Links;
import dev.errand.platform.isolation.HostSide;
import dev.errand.platform.isolation.ProcessIsolation;
import dev.errand.platform.limit.Limits;
import dev.errand.platform.plugin.ApiVersion;
import dev.errand.platform.plugin.Elsewhere;
import dev.errand.platform.plugin.PluginHost;
import dev.errand.platform.plugin.PluginLimits;
import dev.errand.platform.plugin.PluginServices;
import dev.errand.platform.plugin.PluginStatus;
import dev.errand.platform.reply.ReplyDrawing;
import dev.errand.platform.repository.Repositories;
import dev.errand.platform.shell.Shell;
import dev.errand.platform.store.Stores;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The bot without the files around it: every part, built once and joined. Chats and plugins are
 * given to it; it ends when {@link #close} is called.
 */
public final class Bot {

    /** The type of chat that only somebody with the bot's own shell can type into. */
    private static final String CONSOLE = "console";

    /** How large a value of the host's own may be. */
    private static final int OWN_VALUE_BYTES = 1 << 16;

    private static final Duration AUDIT_PATIENCE = Duration.ofSeconds(5);

    private final LiveConfig live;
    private final AuditTrail trail;
    private final AuditEvents events;
    private final Grants grants;
    private final Identity identity;
    private final Thread auditing;
    private final Thread remembering;
    private final ErrandConfig config;
    private final Ground ground;
    private final HostThreads threads;
    private final PluginHost plugins;
    private final Dispatcher dispatcher;
    private final Gateway gateway;
    private final HostCommands hostCommands;
    private final Repositories repositories;
    private final RunningCalls calls = new RunningCalls();
    private volatile List<Thread> following = List.of();
    private final CountDownLatch finish = new CountDownLatch(1);

    /**
     * Builds the bot.
     *
     * @param config the checked configuration
     * @param ground what it stands on
     */
    public Bot(ErrandConfig config, Ground ground) {
        this.config = config;
        this.live = new LiveConfig(config, ground.reread(), this::changePlugins, this::known);
        this.ground = ground;
        Incidents incidents = new Incidents(ground.clock(), ground.random(), ground.incidents());
        this.threads = new HostThreads(incidents);
        this.trail = auditTrail(config, ground);
        this.auditing = threads.start("audit", trail::writeOn);
        this.events = new AuditEvents(this::audit, ground.clock());
        HelpText help = new HelpText(config.prefix());
        Limits limits = new Limits(live::now, ground.clock());
        Stores own = new Stores(ground.storage(), ground.clock(), OWN_VALUE_BYTES);
        History history = new History(own, config.prefix(), ground.redaction()::redact);
        this.remembering = threads.start("history", history::writeOn);
        CommandReader reader = new CommandReader(config.prefix(), config.name());
        this.grants = new Grants(own, ground.clock());
        Links links = new Links(own, ground.clock(), ground.random());
        this.identity = new Identity(live::now, localChats(config), grants, links);
        Gate gate =
                new Gate(
                        () -> live.now().access(), identity::isComplete, ground.clock(), incidents);
        Outbox outbox =
                new Outbox(
                        new ReplyDrawing(
                                ground.redaction(),
                                config.replies().maxParts(),
                                config.prefix() + "more"),
                        this::randomId);
        this.plugins = pluginHost(incidents);
        this.repositories =
                new Repositories(
                        plugins,
                        config.pluginPolicy(),
                        ground.repositories(),
                        help,
                        threads,
                        ground.clock());
        this.dispatcher =
                new Dispatcher(
                        new Dispatcher.Parts(
                                identity,
                                reader,
                                gate,
                                outbox,
                                this::audit,
                                help,
                                limits,
                                () -> live.now().limits().quarantine(),
                                history,
                                plugins::snapshot),
                        executionLimits(config),
                        calls,
                        incidents,
                        threads,
                        ground.clock());
        this.gateway =
                new Gateway(
                        dispatcher,
                        outbox,
                        new Gateway.Completing(
                                new Completer(config.prefix()), identity, gate, plugins::snapshot),
                        reason -> finish.countDown());
        plugins.watch(gateway::commandsChanged);
        plugins.watch(() -> events.plugins(plugins.statuses()));
        this.hostCommands =
                hostCommands(
                        gate,
                        help,
                        incidents,
                        outbox,
                        links,
                        new Explaining(reader, identity, gate, plugins::snapshot, gateway::chats),
                        history,
                        limits);
    }

    private static AuditTrail auditTrail(ErrandConfig config, Ground ground) {
        return new AuditTrail(
                ground.storage(),
                new AuditRotation(
                        ground.auditFolder(),
                        config.audit().rotateSize().bytes(),
                        config.audit().rotateAge()),
                ground.redaction()::redact,
                ground.clock(),
                ground.auditLines());
    }

    private static ExecutionLimits executionLimits(ErrandConfig config) {
        return new ExecutionLimits(
                config.execution().deadline(),
                config.execution().patience(),
                config.execution().queuePerPerson());
    }

    private PluginHost pluginHost(Incidents incidents) {
        return new PluginHost(
                new PluginServices(
                        new ConfiguredPlugins(live::now),
                        ground.redaction()::hide,
                        telling ->
                                new Stores(
                                        ground.storage(),
                                        ground.clock(),
                                        Math.toIntExact(config.store().maxValueSize().bytes()),
                                        telling),
                        (room, reply) -> gateway().say(room, reply),
                        threads,
                        calls,
                        incidents,
                        ground.complaints(),
                        ground.clock(),
                        ground.lastChoices(),
                        processes(ground)),
                PluginLimits.of(config.execution().threadsPerPlugin(), config.execution().drain()),
                ground.workFolder(),
                ground.api(),
                ground.leakPatience());
    }

    private HostCommands hostCommands(
            Gate gate,
            HelpText help,
            Incidents incidents,
            Outbox outbox,
            Links links,
            Explaining explaining,
            History history,
            Limits limits) {
        return new HostCommands(
                plugins,
                gate,
                help,
                calls,
                incidents,
                outbox,
                ground.clock(),
                repositories,
                localChats(config),
                new HostCommands.Access(
                        grants,
                        links,
                        explaining,
                        () -> live.now().access().roles().keySet(),
                        trail,
                        history,
                        limits,
                        this::reload,
                        live::difference),
                new HostCommands.Surroundings(
                        gateway::chats,
                        ground.storage()::health,
                        dispatcher::underWay,
                        dispatcher::asking),
                new HostCommands.Backup(ground.backups()::make, ground.backups()::status),
                ground.log());
    }

    private Elsewhere processes(Ground on) {
        return new ProcessIsolation(
                () -> live.coming().limits(),
                new HostSide(
                        on.storage(),
                        (room, reply) -> gateway().say(room, reply),
                        on.redaction()::hide,
                        threads,
                        on.clock(),
                        !on.clock().equals(Clock.systemUTC()),
                        on.api(),
                        config.execution().threadsPerPlugin(),
                        Math.toIntExact(config.store().maxValueSize().bytes())));
    }

    private void audit(AuditRecord entry) {
        ground.audit().write(entry);
        trail.write(entry);
    }

    private Set<String> known() {
        return plugins.statuses().stream()
                .map(PluginStatus::id)
                .filter(id -> !plugins.admin().isOwn(id))
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<String> changePlugins(Set<String> changed, ErrandConfig next, Runnable commit)
            throws InterruptedException {
        Set<String> out = new TreeSet<>(next.disabledPlugins());
        out.removeAll(live.now().disabledPlugins());
        Set<String> in = new TreeSet<>(live.now().disabledPlugins());
        in.removeAll(next.disabledPlugins());
        Set<String> others = new TreeSet<>(changed);
        others.removeAll(out);
        List<Mistake> wrong =
                plugins.admin().resettle(others, id -> ConfiguredPlugins.in(next, id), commit::run);
        if (wrong.isEmpty()) {
            out.forEach(id ->
                    plugins.admin().withdraw(id, "disabled by disabled-plugins in errand.conf"));
            for (String id : in) {
                plugins.admin().reload(id);
            }
        }
        return wrong.stream().map(Mistake::toString).toList();
    }

    /**
     * Reads the configuration anew, as when its file has changed. A broken one changes nothing.
     *
     * @return what came of it, for people
     */
    public String reload() {
        LiveConfig.Reloaded reloaded = live.reload();
        events.configuration(reloaded.taken(), reloaded.changes());
        return reloaded.words();
    }

    private Gateway gateway() {
        return gateway;
    }

    private static Set<String> localChats(ErrandConfig config) {
        return Stream.concat(
                        Stream.of(Shell.NAME),
                        config.chats().entrySet().stream()
                                .filter(chat -> chat.getValue().type().equals(CONSOLE))
                                .map(Map.Entry::getKey))
                .collect(Collectors.toUnmodifiableSet());
    }

    private String randomId() {
        byte[] bytes = new byte[12];
        ground.random().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * Makes the bot ready for plugins and chats.
     *
     * @throws IOException if the work folder cannot be made
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public void prepare() throws IOException, InterruptedException {
        plugins.prepare();
        repositories.prepare();
        plugins.install(HostCommands.ID, hostCommands);
        threads.start("backups", ground.backups()::keepMaking);
        following =
                List.of(
                        threads.start("identity", () -> identity.keepUp(ground.storage())),
                        threads.start("choices", () -> plugins.keepUp(ground.storage())),
                        threads.start(
                                "chats", () -> events.watch(gateway::chats, grants::takeEnded)));
    }

    /**
     * The plugins.
     *
     * @return where they are loaded and unloaded
     */
    public PluginHost plugins() {
        return plugins;
    }

    /**
     * The plugins that were installed from elsewhere.
     *
     * @return where they are installed and removed
     */
    public Repositories repositories() {
        return repositories;
    }

    /**
     * The host's threads.
     *
     * @return where virtual threads come from
     */
    public HostThreads threads() {
        return threads;
    }

    /**
     * How many messages wait or are being dealt with, those left out that wait for a person's
     * answer.
     *
     * @return the number at this moment
     */
    public int underWay() {
        return dispatcher.underWay() - dispatcher.asking();
    }

    /**
     * How many messages have come in so far.
     *
     * @return the number at this moment
     */
    public long received() {
        return gateway.received();
    }

    /**
     * How the chats say they are.
     *
     * @return their words by their names
     */
    public Map<String, Health> chatHealth() {
        Map<String, Health> words = new TreeMap<>();
        gateway.chats().forEach((name, chat) -> words.put(name, chat.health()));
        // the door for somebody at the host is always there, and serves nobody in a chat
        words.keySet().retainAll(config.chats().keySet());
        return words;
    }

    /**
     * The version of plugin-api that is here.
     *
     * @return the version that Errand was built as
     */
    public static ApiVersion apiVersion() {
        return new ApiVersion(Distribution.version());
    }

    /**
     * What runs.
     *
     * @return the calls under way
     */
    public RunningCalls calls() {
        return calls;
    }

    /**
     * Joins a chat and starts it. What people say there waits for {@link #begin}.
     *
     * @param name its name in the configuration
     * @param chat the chat, not yet started
     * @throws Exception if it can never work as configured
     */
    public void join(String name, ChatBackend chat) throws Exception {
        gateway.join(name, chat);
        events.chat(name, chat);
    }

    /** Begins to deal with what people say, now that the plugins are there. */
    public void begin() {
        gateway.begin();
    }

    /**
     * Waits until a chat asks the bot to end, such as a console at the end of its input.
     *
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public void awaitFinish() throws InterruptedException {
        finish.await();
    }

    /** Makes {@link #awaitFinish} return. */
    public void finish() {
        finish.countDown();
    }

    /**
     * Ends the bot: takes no more messages, lets what runs go on for a while, unloads the plugins,
     * leaves the chats, closes the storage. Everything acknowledged is kept.
     *
     * @param patience how long messages under way are waited for
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public void close(Duration patience) throws InterruptedException {
        gateway.stopTaking();
        dispatcher.awaitIdle(patience);
        gateway.sayEverywhere(config.farewell().places(), Reply.plain(config.farewell().text()));
        repositories.close();
        for (Thread thread : following) {
            thread.interrupt();
            thread.join();
        }
        events.end();
        plugins.close();
        gateway.leaveAll();
        trail.awaitWritten(AUDIT_PATIENCE);
        auditing.interrupt();
        remembering.interrupt();
        auditing.join();
        remembering.join();
        ground.backups().close();
        ground.storage().close();
    }

    /**
     * The configuration that the bot was built from.
     *
     * @return the configuration
     */
    public ErrandConfig config() {
        return config;
    }
}
