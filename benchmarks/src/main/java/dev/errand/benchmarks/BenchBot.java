package dev.errand.benchmarks;

import dev.errand.backend.spi.OutboundMessage;
import dev.errand.platform.boot.Bot;
import dev.errand.platform.boot.Ground;
import dev.errand.platform.config.AccessSettings;
import dev.errand.platform.config.BackupSettings;
import dev.errand.platform.config.ByteSize;
import dev.errand.platform.config.ErrandConfig;
import dev.errand.platform.config.FarewellSettings;
import dev.errand.platform.config.LogSettings;
import dev.errand.platform.config.PluginPolicy;
import dev.errand.platform.config.Section;
import dev.errand.platform.log.LogBook;
import dev.errand.platform.operate.Backups;
import dev.errand.platform.plugin.JarReading;
import dev.errand.platform.plugin.LoadResult;
import dev.errand.platform.plugin.PluginJar;
import dev.errand.platform.reply.Redaction;
import dev.errand.platform.repository.RepositoryPlaces;
import dev.errand.storage.memory.MemorySettings;
import dev.errand.storage.memory.MemoryStorageFactory;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageContext;
import dev.errand.testkit.PluginJarBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole host in memory, with as many commands as asked for. */
final class BenchBot {

    /** The number of the person who is admin. */
    static final int ADMIN = 99;

    private static final int PER_CLASS = 100;

    private final Path folder;
    private final Bot bot;
    private final QuietChat chat;
    private int jars;

    BenchBot(Consumer<OutboundMessage> sink) throws Exception {
        this(Files.createTempDirectory("errand-bench"), sink);
    }

    /** With a home that has been used before. */
    BenchBot(Path folder, Consumer<OutboundMessage> sink) throws Exception {
        quietLog();
        this.folder = folder;
        chat = new QuietChat(sink);
        Clock clock = Clock.systemUTC();
        Storage storage = new MemoryStorageFactory().open(new MemorySettings(), context(clock));
        bot =
                new Bot(
                        config(),
                        new Ground(
                                storage,
                                new Redaction(),
                                folder.resolve("work"),
                                folder.resolve("plugins.last"),
                                folder.resolve("audit"),
                                RepositoryPlaces.of(folder),
                                Bot.apiVersion(),
                                clock,
                                new Random(1),
                                entry -> {},
                                entry -> {},
                                incident -> System.err.println(incident.trace()),
                                System.err::println,
                                new LogBook(line -> line),
                                new Backups(
                                        storage,
                                        folder.resolve("backups"),
                                        config().backup(),
                                        clock,
                                        System.err::println),
                                () -> new dev.errand.platform.config.ConfigResult.Loaded(config()),
                                Duration.ofHours(1)));
        bot.prepare();
        bot.join(QuietChat.NAME, chat);
        bot.begin();
    }

    private static void quietLog() {
        if (LoggerFactory.getILoggerFactory()
                instanceof ch.qos.logback.classic.LoggerContext logback) {
            logback.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(ch.qos.logback.classic.Level.OFF);
        }
    }

    private static ErrandConfig config() {
        return new ErrandConfig(
                "errand",
                "!",
                Set.of(QuietChat.person(ADMIN).id()),
                Map.of(
                        QuietChat.NAME,
                        new ErrandConfig.Chat("quiet", Section.empty("chats.quiet"))),
                new ErrandConfig.Storage("memory", Section.empty("storage")),
                Map.of(),
                Set.of(),
                new ErrandConfig.Execution(
                        Duration.ofMinutes(30),
                        Duration.ofSeconds(1),
                        64,
                        100_000,
                        Duration.ofMillis(100)),
                new ErrandConfig.Replies(8),
                new ErrandConfig.StoreLimits(new ByteSize(1 << 20)),
                new ErrandConfig.HealthDoor(0, "127.0.0.1"),
                new BackupSettings(Duration.ZERO, 7),
                LogSettings.USUAL,
                FarewellSettings.NONE,
                new AccessSettings(
                        AccessSettings.NONE.zone(),
                        Map.of(),
                        java.util.List.of(),
                        1_000_000,
                        1_000_000),
                PluginPolicy.standard(),
                dev.errand.platform.config.LimitSettings.USUAL,
                dev.errand.platform.config.AuditSettings.USUAL);
    }

    private static StorageContext context(InstantSource clock) {
        return new StorageContext() {
            @Override
            public Path folder() {
                return Path.of("");
            }

            @Override
            public InstantSource clock() {
                return clock;
            }

            @Override
            public Logger logger() {
                return LoggerFactory.getLogger("storage");
            }

            @Override
            public Thread startThread(String purpose, Runnable work) {
                return Thread.ofVirtual().name(purpose).start(work);
            }
        };
    }

    QuietChat chat() {
        return chat;
    }

    Bot bot() {
        return bot;
    }

    /** Loads a plugin whose class has this body. */
    void load(String id, String version, String body) throws Exception {
        load(jar(id, version, body));
    }

    PluginJar jar(String id, String version, String body) throws Exception {
        Path file =
                PluginJarBuilder.plugin(id, version, "x.P")
                        .source(
                                "x.P",
                                "package x; import dev.errand.api.*; import java.util.*; public final class P implements"
                                        + " Plugin {\n"
                                        + body
                                        + "\n}")
                        .write(folder.resolve(id + ++jars + ".jar"));
        return read(file);
    }

    /**
     * A plugin with many commands, {@code cmd0 <text>} and so on, all of which do nothing but
     * answer.
     */
    void loadCommands(int count) throws Exception {
        PluginJarBuilder builder = PluginJarBuilder.plugin("many", "1.0.0", "x.P");
        StringBuilder handlers = new StringBuilder();
        for (int from = 0; from < count; from += PER_CLASS) {
            StringBuilder body = new StringBuilder();
            for (int i = from; i < Math.min(count, from + PER_CLASS); i++) {
                body.append("@Command(value = \"cmd")
                        .append(i)
                        .append("\", description = \"Answers\") String c")
                        .append(i)
                        .append("(String text) { return text; }\n");
            }
            builder.source(
                    "x.H" + from,
                    "package x; import dev.errand.api.*; public final class H"
                            + from
                            + " {\n"
                            + body
                            + "}");
            handlers.append(handlers.isEmpty() ? "" : ", ")
                    .append("new H")
                    .append(from)
                    .append("()");
        }
        builder.source(
                "x.P",
                "package x; import dev.errand.api.*; import java.util.*; public final class P implements Plugin { public List<Object>"
                        + " handlers() { return List.of(new Object[] {"
                        + handlers
                        + "}); } }");
        load(read(builder.write(folder.resolve("many.jar"))));
    }

    private PluginJar read(Path file) {
        if (bot.plugins().intake().read(file, PluginJar.Origin.HOME)
                instanceof JarReading.Good(PluginJar jar)) {
            return jar;
        }
        throw new IllegalStateException(file + " is no plugin");
    }

    void load(PluginJar jar) throws InterruptedException {
        if (!(bot.plugins().load(jar) instanceof LoadResult.Serving)) {
            throw new IllegalStateException("not loaded: " + bot.plugins().statuses());
        }
    }

    void close() throws InterruptedException {
        bot.close(Duration.ofSeconds(5));
    }
}
