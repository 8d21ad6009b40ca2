package dev.errand.testkit;

import dev.errand.api.PersonId;
import dev.errand.api.Plugin;
import dev.errand.backend.spi.Feature;
import dev.errand.platform.boot.Bot;
import dev.errand.platform.boot.Ground;
import dev.errand.platform.config.AccessSettings;
import dev.errand.platform.config.AuditSettings;
import dev.errand.platform.config.BackupSettings;
import dev.errand.platform.config.Binding;
import dev.errand.platform.config.ByteSize;
import dev.errand.platform.config.ConfigResult;
import dev.errand.platform.config.ErrandConfig;
import dev.errand.platform.config.FarewellSettings;
import dev.errand.platform.config.IsolationSettings;
import dev.errand.platform.config.LimitSettings;
import dev.errand.platform.config.LogSettings;
import dev.errand.platform.config.PluginPolicy;
import dev.errand.platform.config.Problem;
import dev.errand.platform.config.Section;
import dev.errand.platform.log.LogBook;
import dev.errand.platform.operate.Backups;
import dev.errand.platform.plugin.PluginFolders;
import dev.errand.platform.reply.Redaction;
import dev.errand.platform.repository.RepositoryPlaces;
import dev.errand.storage.memory.MemorySettings;
import dev.errand.storage.memory.MemoryStorageFactory;
import dev.errand.storage.spi.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What can be set of a {@link TestBot} before it starts. */
public final class TestSetup {

    /** Where plugins run: {@code process}, or in the test's own if it is not set. */
    static final String ISOLATION = "errand.test.isolation";

    static final PersonId ADMIN = new PersonId(TestChat.NAME, "admin");

    private final Map<String, Class<? extends Plugin>> classes = new LinkedHashMap<>();
    private final List<Path> jars = new ArrayList<>();
    private final Map<String, Section> settings = new HashMap<>();
    private int longestMessage = Integer.MAX_VALUE;
    private Set<Feature> features = Set.of();
    private final List<String> chats = new ArrayList<>(List.of(TestChat.NAME));
    private Duration deadline = Duration.ofSeconds(10);
    private Duration patience = Duration.ofSeconds(1);
    private Duration drain = Duration.ofSeconds(2);
    private int threads = 64;
    private PluginPolicy policy = PluginPolicy.standard();
    private Optional<Path> home = Optional.empty();
    private Path bundled = Path.of("nowhere");
    private AccessSettings access = unlimited();
    private LimitSettings limits = LimitSettings.USUAL;
    private boolean isolated;
    private Duration leakPatience = Duration.ofSeconds(20);

    private UnaryOperator<Storage> storages = memory -> memory;

    TestSetup() {}

    /** Another storage in place of the one in memory, or around it. */
    TestSetup storage(UnaryOperator<Storage> wrapping) {
        storages = wrapping;
        return this;
    }

    /**
     * Adds plugins from the class path. The id of {@code DemoPlugin} is {@code demo}.
     *
     * @param plugins their classes
     * @return this
     */
    @SafeVarargs
    public final TestSetup plugins(Class<? extends Plugin>... plugins) {
        for (Class<? extends Plugin> plugin : plugins) {
            classes.put(id(plugin), plugin);
        }
        return this;
    }

    private static String id(Class<?> plugin) {
        String name = plugin.getSimpleName().toLowerCase(Locale.ROOT);
        return name.endsWith("plugin") && name.length() > 6
                ? name.substring(0, name.length() - 6)
                : name;
    }

    /**
     * Adds plugins from their JARs.
     *
     * @param files the JARs
     * @return this
     */
    public TestSetup jars(Path... files) {
        jars.addAll(List.of(files));
        return this;
    }

    /**
     * Adds chats beside the one called {@code test}; see {@link TestPerson#on}.
     *
     * @param names what {@code errand.conf} would call them
     * @return this
     */
    public TestSetup chats(String... names) {
        chats.addAll(List.of(names));
        return this;
    }

    /**
     * What the chats take; without this, messages of any length, and nothing beside text.
     *
     * @param longest how many characters one message has at most, 100 or more
     * @param beside what they show beside text
     * @return this
     */
    public TestSetup messages(int longest, Feature... beside) {
        longestMessage = longest;
        features = Set.of(beside);
        return this;
    }

    /**
     * Says what {@code errand.conf} would say under {@code plugins.<id>}.
     *
     * @param id the plugin's id
     * @param values text, numbers, booleans, lists and maps of these, by kebab-case key
     * @return this
     */
    public TestSetup settings(String id, Map<String, ?> values) {
        settings.put(id, Section.of("plugins." + id, values));
        return this;
    }

    /**
     * How long a command may run that declares nothing itself, 10 seconds by default.
     *
     * @param longest a positive duration
     * @return this
     */
    public TestSetup deadline(Duration longest) {
        deadline = longest;
        return this;
    }

    /**
     * How long a command keeps the next one of the same person waiting, 1 second by default.
     *
     * @param longest zero or more
     * @return this
     */
    public TestSetup patience(Duration longest) {
        patience = longest;
        return this;
    }

    /**
     * How long calls under way may go on when their plugin is unloaded, 2 seconds by default.
     *
     * @param longest zero or more
     * @return this
     */
    public TestSetup drain(Duration longest) {
        drain = longest;
        return this;
    }

    /**
     * How many calls of one plugin may run at once, 64 by default.
     *
     * @param most at least 1
     * @return this
     */
    public TestSetup threadsPerPlugin(int most) {
        threads = most;
        return this;
    }

    /**
     * Where plugins may be installed from; the standard policy by default.
     *
     * @param rules the policy
     * @return this
     */
    public TestSetup policy(PluginPolicy rules) {
        policy = rules;
        return this;
    }

    /**
     * Says what {@code errand.conf} would say under {@code access}. Without it nothing limits how
     * much a person says.
     *
     * @param values text, numbers, booleans, lists and maps of these, by kebab-case key
     * @return this
     * @throws AssertionError with everything that is wrong with it
     */
    public TestSetup access(Map<String, ?> values) {
        access = accessOf(values);
        return this;
    }

    static AccessSettings accessOf(Map<String, ?> values) {
        return switch (Section.of("access", values).bind(AccessSettings.class)) {
            case Binding.Bound<AccessSettings>(AccessSettings settings) -> settings;
            case Binding.Rejected<AccessSettings>(List<Problem> problems) ->
                    throw new AssertionError(Problem.describe(problems));
        };
    }

    /**
     * Says what {@code errand.conf} would say under {@code limits}.
     *
     * @param values text, numbers, booleans, lists and maps of these, by kebab-case key
     * @return this
     * @throws AssertionError with everything that is wrong with it
     */
    public TestSetup limits(Map<String, ?> values) {
        limits =
                switch (Section.of("limits", values).bind(LimitSettings.class)) {
                    case Binding.Bound<LimitSettings>(LimitSettings settings) -> settings;
                    case Binding.Rejected<LimitSettings>(List<Problem> problems) ->
                            throw new AssertionError(Problem.describe(problems));
                };
        return this;
    }

    /**
     * Runs each plugin in a process of its own, as {@code limits.isolation} does, unless {@link
     * #limits} says where; what the test sees is the same. The system property {@code
     * errand.test.isolation=process} asks it of every bot: so one suite runs in both ways. A
     * process sees the test's class path and clock. Its static state is its own, so a test must not
     * hand things to its plugin by static fields; and threads or classes that a plugin leaves
     * behind are gone with it and fail no test.
     *
     * @return this
     */
    public TestSetup isolated() {
        isolated = true;
        return this;
    }

    private LimitSettings limitsAsAsked() {
        boolean asked = isolated || "process".equals(System.getProperty(ISOLATION));
        return asked && limits.isolation().isEmpty()
                ? new LimitSettings(
                        limits.output(),
                        limits.rules(),
                        limits.quarantine(),
                        Map.of(
                                "*",
                                new IsolationSettings(
                                        IsolationSettings.Mode.PROCESS, new ByteSize(64 << 20))))
                : limits;
    }

    private static AccessSettings unlimited() {
        return accessOf(Map.of("per-minute", 1_000_000, "burst", 1_000_000));
    }

    /**
     * How long an unloaded plugin may take to leave memory before it counts as leaked, 20 seconds
     * by default.
     *
     * @param longest a positive duration
     * @return this
     */
    public TestSetup leakPatience(Duration longest) {
        leakPatience = longest;
        return this;
    }

    /**
     * A home whose plugins, installed or put into its {@code plugins} folder, are loaded at the
     * start; that folder is watched. None by default. A {@code settings.xml} in it says what
     * Maven's own would say.
     *
     * @param folder the home
     * @return this
     */
    public TestSetup home(Path folder) {
        home = Optional.of(folder);
        return this;
    }

    /**
     * A folder of JARs that came with the distribution, none by default; only with a {@link #home}.
     *
     * @param folder the folder
     * @return this
     */
    TestSetup bundled(Path folder) {
        bundled = folder;
        return this;
    }

    private PluginFolders folders(Bot bot) {
        Path own = home.orElse(bundled).resolve("plugins");
        return new PluginFolders(bot.plugins(), bundled, own, bot.repositories());
    }

    /** A test's repository is on this machine, where nobody has a certificate. */
    private RepositoryPlaces places() {
        RepositoryPlaces usual = RepositoryPlaces.of(home.orElseGet(TestSetup::workFolder));
        return new RepositoryPlaces(
                usual.lock(),
                usual.folder(),
                Set.of("http", "https", "file"),
                home.map(folder -> folder.resolve("settings.xml")).filter(Files::isRegularFile));
    }

    /**
     * Starts the bot and loads the plugins.
     *
     * @return the running bot
     * @throws AssertionError with everything that is wrong if a plugin cannot be put in service
     */
    public TestBot start() {
        QuietLog.unlessConfigured();
        TestClock clock = new TestClock();
        Map<String, TestChat> open = new LinkedHashMap<>();
        chats.forEach(name -> open.put(name, new TestChat(name, clock, longestMessage, features)));
        Queue<String> incidents = new ConcurrentLinkedQueue<>();
        Queue<String> complaints = new ConcurrentLinkedQueue<>();
        AtomicReference<ConfigResult> file =
                new AtomicReference<>(new ConfigResult.Loaded(config()));
        Storage storage =
                storages.apply(
                        new MemoryStorageFactory()
                                .open(new MemorySettings(), new TestStorageContext(clock)));
        Path folder = home.map(own -> own.resolve("data")).orElseGet(TestSetup::workFolder);
        ErrandConfig config = config();
        Bot bot =
                new Bot(
                        config,
                        new Ground(
                                storage,
                                new Redaction(),
                                folder.resolve("work"),
                                folder.resolve("plugins.last"),
                                folder.resolve("audit"),
                                places(),
                                Bot.apiVersion(),
                                clock,
                                new Random(42),
                                entry -> {},
                                entry -> {},
                                incident ->
                                        incidents.add(
                                                incident.what()
                                                        + " of "
                                                        + incident.plugin()
                                                        + ": "
                                                        + incident.trace()),
                                complaints::add,
                                new LogBook(line -> line),
                                new Backups(
                                        storage,
                                        folder.resolve("backups"),
                                        config.backup(),
                                        clock,
                                        complaints::add),
                                file::get,
                                leakPatience));
        TestBot test =
                new TestBot(
                        bot,
                        folders(bot),
                        open,
                        clock,
                        incidents,
                        complaints,
                        this,
                        file,
                        leakPatience);
        TestBot.uninterrupted(() -> {
            bot.prepare();
            return bot;
        });
        classes.forEach(test::loadClass);
        if (home.isPresent()) {
            test.loadInstalled();
            test.watchFolders();
        }
        jars.forEach(test::load);
        open.forEach((name, chat) -> join(bot, name, chat));
        bot.begin();
        return test;
    }

    private static void join(Bot bot, String name, TestChat chat) {
        try {
            bot.join(name, chat);
        } catch (Exception e) {
            throw new AssertionError("The test's own chat cannot start", e);
        }
    }

    private static Path workFolder() {
        try {
            Path folder = Files.createTempDirectory("errand-test");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new AssertionError("A test needs a temporary folder", e);
        }
    }

    ErrandConfig config() {
        return new ErrandConfig(
                "errand",
                "!",
                Set.of(ADMIN),
                chats.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        name -> name,
                                        name ->
                                                new ErrandConfig.Chat(
                                                        "test", Section.empty("chats." + name)))),
                new ErrandConfig.Storage("memory", Section.empty("storage")),
                Map.copyOf(settings),
                Set.of(),
                new ErrandConfig.Execution(deadline, patience, threads, 5000, drain),
                new ErrandConfig.Replies(8),
                new ErrandConfig.StoreLimits(new ByteSize(1 << 20)),
                new ErrandConfig.HealthDoor(0, "127.0.0.1"),
                new BackupSettings(Duration.ZERO, 7),
                LogSettings.USUAL,
                FarewellSettings.NONE,
                access,
                policy,
                limitsAsAsked(),
                AuditSettings.USUAL);
    }
}
