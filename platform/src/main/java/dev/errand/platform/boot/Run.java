package dev.errand.platform.boot;

import dev.errand.backend.spi.ChatBackend;
import dev.errand.platform.audit.AuditLog;
import dev.errand.platform.audit.LoggedAudit;
import dev.errand.platform.command.Durations;
import dev.errand.platform.config.ErrandConfig;
import dev.errand.platform.config.Problem;
import dev.errand.platform.execution.HostThreads;
import dev.errand.platform.execution.Incident;
import dev.errand.platform.execution.Incidents;
import dev.errand.platform.health.HealthPort;
import dev.errand.platform.health.Vitals;
import dev.errand.platform.log.LogBook;
import dev.errand.platform.operate.Backups;
import dev.errand.platform.plugin.ApiVersion;
import dev.errand.platform.plugin.PluginFolders;
import dev.errand.platform.reply.Redaction;
import dev.errand.platform.repository.RepositoryPlaces;
import dev.errand.platform.shell.Shell;
import dev.errand.platform.store.MeasuredStorage;
import dev.errand.platform.store.StorageFigures;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code errand}: starts the bot, waits for its end, and ends it in good order, by whatever way it
 * is asked to.
 */
final class Run {

    private static final Logger LOG = LoggerFactory.getLogger("errand");
    private static final Logger TRACES = LoggerFactory.getLogger("errand.trace");
    private static final String OPEN =
            "Every user of this machine can get at {}. Unless that is meant: chmod o-rwx it.";
    private static final Duration PLUGINS_START = Duration.ofSeconds(5);
    private static final Duration LEAK_PATIENCE = Duration.ofSeconds(30);

    private final Place place;
    private final InstantSource clock = Clock.systemUTC();
    private final RandomGenerator random = new SecureRandom();
    private final ApiVersion api = new ApiVersion(Distribution.version());
    private final Distribution distribution = Distribution.here();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CountDownLatch endedWell = new CountDownLatch(1);
    private final Optional<String> only;
    private final Optional<Path> project;
    private volatile boolean serving;

    private Run(Place place, Optional<String> only, Optional<Path> project) {
        this.place = place;
        this.only = only;
        this.project = project;
    }

    /** Runs the bot until it is asked to end. */
    static int forLong(Place place) {
        return new Run(place, Optional.empty(), Optional.empty()).call();
    }

    /** Starts a bot without chats for one command. */
    static int one(Place place, String line) {
        return new Run(place, Optional.of(line), Optional.empty()).call();
    }

    /** Runs the bot, and with it the plugin that a project makes, as it changes. */
    static int developing(Place place, Path project) {
        if (!Files.isRegularFile(project.resolve("pom.xml"))) {
            throw new CannotStart(
                    Main.FAILED,
                    "'"
                            + project
                            + "' has no pom.xml; name the folder of a plugin's Maven project, such as one that"
                            + " errand new-plugin made.");
        }
        return new Run(place, Optional.empty(), Optional.of(project)).call();
    }

    private int call() {
        Logging.setUpForErrors();
        ErrandConfig config = place.config();
        place.make();
        HomeLock lock = HomeLock.take(place.home(), place.data(), clock.instant());
        Redaction redaction = new Redaction();
        System.setOut(PrintedLines.over(System.out, redaction::redact));
        System.setErr(PrintedLines.over(System.err, redaction::redact));
        boolean console =
                only.isPresent()
                        || config.chats().values().stream()
                                .anyMatch(chat -> chat.type().equals("console"));
        LogBook log =
                Logging.setUp(
                        place.logs(),
                        config.log(),
                        console,
                        only.isEmpty() && (isTerminal() || project.isPresent()),
                        redaction);
        place.openToAll().forEach(path -> LOG.warn(OPEN, path));
        Foundations foundations =
                Foundations.find(config, distribution, place.home(), api, redaction::hide);
        if (!foundations.problems().isEmpty()) {
            throw new CannotStart(Main.BAD_CONFIGURATION, Problem.describe(foundations.problems()));
        }
        return start(config, foundations, redaction, log, lock);
    }

    @SuppressWarnings(
            "SystemConsoleNull") // JDK 25 still returns null where neither end is a terminal
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private int start(
            ErrandConfig config,
            Foundations foundations,
            Redaction redaction,
            LogBook log,
            HomeLock lock) {
        HostThreads threads = new HostThreads(new Incidents(clock, random, Run::log));
        HostContexts contexts = new HostContexts(place, config, threads, clock);
        StorageFigures figures = new StorageFigures();
        Storage storage = new MeasuredStorage(open(foundations, contexts), figures);
        Optional<HealthPort> health =
                config.health().isOn() && only.isEmpty()
                        ? Optional.of(
                                new HealthPort(config.health().bind(), config.health().port()))
                        : Optional.empty();
        AuditLog unheard = entry -> {};
        Backups backups =
                new Backups(
                        storage,
                        place.home().resolve("backups"),
                        config.backup(),
                        clock,
                        LOG::warn);
        Shell shell = new Shell(config.prefix(), System.getProperty("user.name", "user"), clock);
        Bot bot =
                new Bot(
                        config,
                        new Ground(
                                storage,
                                redaction,
                                place.data().resolve("work"),
                                place.data().resolve("plugins.last"),
                                place.data().resolve("audit"),
                                RepositoryPlaces.of(place.home()),
                                api,
                                clock,
                                random,
                                shell.hearing(
                                        health.map(port -> port.counting(unheard)).orElse(unheard)),
                                new LoggedAudit(),
                                Run::log,
                                LOG::warn,
                                log,
                                backups,
                                place::read,
                                LEAK_PATIENCE));
        Thread hook =
                Thread.ofPlatform()
                        .name("shutdown")
                        .unstarted(() -> endOnSignal(bot, contexts, foundations));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            if (health.isPresent()) {
                health.get().measure(config.storage().type(), figures);
                open(health.get(), bot, storage, backups);
            }
            int status =
                    only.isPresent()
                            ? once(bot, shell, only.get())
                            : serve(bot, shell, foundations, contexts);
            end(bot, contexts, foundations, Duration.ofHours(1));
            lock.close();
            return status;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return Main.FAILED;
        } catch (IOException e) {
            throw new CannotStart(Main.FAILED, "The bot cannot start: " + Place.reason(e));
        }
    }

    private void open(HealthPort port, Bot bot, Storage storage, Backups backups) {
        Vitals vitals =
                new Vitals(
                        storage::health,
                        backups::trouble,
                        bot::chatHealth,
                        () -> serving,
                        bot.plugins()::statuses,
                        bot.plugins()::loads,
                        bot.plugins()::owner,
                        bot::received,
                        bot::underWay,
                        bot.calls()::countByPlugin);
        try {
            port.open(vitals, bot.threads());
        } catch (IOException e) {
            throw new CannotStart(
                    Main.FAILED,
                    "The health port "
                            + bot.config().health().bind()
                            + ":"
                            + bot.config().health().port()
                            + " cannot be opened: "
                            + e.getMessage()
                            + ". Free it, or set another health.port or health.bind.");
        }
    }

    private static Storage open(Foundations foundations, HostContexts contexts) {
        try {
            return foundations.openStorage(contexts.storage());
        } catch (StorageException e) {
            LOG.debug("The storage cannot be opened", e);
            throw new CannotStart(Main.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private PluginFolders prepare(Bot bot, Shell shell) throws IOException, InterruptedException {
        bot.prepare();
        PluginFolders folders =
                new PluginFolders(
                        bot.plugins(), distribution.plugins(), place.plugins(), bot.repositories());
        folders.loadAll(bot.threads().factory("load"), PLUGINS_START);
        join(bot, Shell.NAME, shell);
        bot.begin();
        return folders;
    }

    private int once(Bot bot, Shell shell, String line) throws IOException, InterruptedException {
        prepare(bot, shell);
        return shell.run(line, ShellCommands::print);
    }

    private int serve(Bot bot, Shell shell, Foundations foundations, HostContexts contexts)
            throws IOException, InterruptedException {
        // they connect while the plugins are loaded
        foundations.createChats(contexts::chat).forEach((name, chat) -> join(bot, name, chat));
        PluginFolders folders = prepare(bot, shell);
        AutoCloseable door = open(bot, shell);
        warnOfSettingsForNobody(bot);
        Thread watching = bot.threads().start("plugin-folder", folders::watch);
        Thread reading =
                bot.threads()
                        .start(
                                "config",
                                new ConfigWatch(place.configFile(), () -> LOG.warn(bot.reload()))
                                        ::watch);
        Thread heap = bot.threads().start("heap", HeapWatch.ofThisProcess()::watch);
        Optional<Thread> developing = project.map(folder -> develop(bot, folder));
        serving = true;
        LOG.info(
                "Errand {} runs in {} with the chats {}",
                Distribution.version(),
                place.home(),
                bot.config().chats().keySet());
        bot.awaitFinish();
        watching.interrupt();
        reading.interrupt();
        heap.interrupt();
        developing.ifPresent(Thread::interrupt);
        watching.join();
        reading.join();
        heap.join();
        if (developing.isPresent()) {
            developing.get().join();
        }
        close(door);
        return 0;
    }

    private Thread develop(Bot bot, Path folder) {
        DevLoop loop =
                new DevLoop(
                        bot.plugins(),
                        folder,
                        place.data().resolve("dev.jar"),
                        DevBuild.find(folder, place.environment().getOrDefault("PATH", "")));
        return bot.threads().start("dev", loop::watch);
    }

    private AutoCloseable open(Bot bot, Shell shell) {
        try {
            return shell.open(ShellCommands.socket(place), bot.threads());
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn(
                    "'errand plugins' and 'errand repos' work only while this bot is stopped: {}",
                    e.getMessage());
            return () -> {};
        }
    }

    private static void close(AutoCloseable door) {
        try {
            door.close();
        } catch (Exception e) {
            LOG.debug("The socket for the shell could not be removed", e);
        }
    }

    /** Most likely a slip in an id: the plugin then runs with its defaults, which nobody meant. */
    private static void warnOfSettingsForNobody(Bot bot) {
        bot.config().plugins().keySet().stream()
                .filter(id -> !bot.plugins().isServing(id))
                .forEach(id ->
                        LOG.warn(
                                "errand.conf has settings for the plugin {}, which is not in service",
                                id));
    }

    /** A chat that cannot work must not keep the others from working. */
    private static void join(Bot bot, String name, ChatBackend chat) {
        try {
            bot.join(name, chat);
        } catch (Exception e) {
            LOG.error("The chat {} cannot start: {}", name, e.getMessage());
            TRACES.info("The chat {} cannot start", name, e);
        }
    }

    private void end(Bot bot, HostContexts contexts, Foundations foundations, Duration patience)
            throws InterruptedException {
        if (ended.compareAndSet(false, true)) {
            serving = false;
            bot.close(patience);
            contexts.interruptAll();
            foundations.close();
            LOG.info("Errand has ended");
            endedWell.countDown();
        }
    }

    /**
     * A signal came: TERM from a supervisor, INT from a keyboard, HUP from a closing terminal. The
     * JVM would exit with 128 + its number; ending as asked is no failure, so the status is 0.
     */
    private void endOnSignal(Bot bot, HostContexts contexts, Foundations foundations) {
        try {
            if (ended.get() && endedWell.getCount() == 0) {
                return;
            }
            LOG.info(
                    "Errand was told to end; running commands have {} to finish",
                    Durations.write(bot.config().execution().drain()));
            end(bot, contexts, foundations, bot.config().execution().drain());
            endedWell.await(10, TimeUnit.SECONDS);
            Runtime.getRuntime().halt(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void log(Incident incident) {
        LOG.error(
                "Incident {}: {} of {} failed: {}",
                incident.id(),
                incident.what(),
                incident.plugin(),
                firstLine(incident.trace()));
        TRACES.info("Incident {}\n{}", incident.id(), incident.trace());
    }

    private static String firstLine(String trace) {
        List<String> lines = trace.lines().limit(1).toList();
        return lines.isEmpty() ? "" : lines.getFirst();
    }
}
