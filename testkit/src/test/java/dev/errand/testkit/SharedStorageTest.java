package dev.errand.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.platform.config.PluginPolicy;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Storage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A storage on another machine: it may not be there yet, and other bots change what is in it. */
class SharedStorageTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Pattern CODE = Pattern.compile("!link ([2-9A-Z]{4}-[2-9A-Z]{4})");

    @TempDir Path home;

    @Test
    void aBotStartsWithoutItsStorageAndGoesOnWhenItIsThere() throws Exception {
        Path plugins = Files.createDirectories(home.resolve("plugins"));
        counting(plugins);
        AtomicReference<FailingStorage> storage = new AtomicReference<>();
        try (TestBot bot =
                TestBot.setup()
                        .storage(memory -> {
                            FailingStorage failing = new FailingStorage(memory);
                            failing.fail(call -> true);
                            storage.set(failing);
                            return failing;
                        })
                        .home(home)
                        .access(
                                Map.of(
                                        "roles",
                                        Map.of("oncall", Map.of()),
                                        "rules",
                                        List.of(Map.of("deny", "history", "to", "role oncall"))))
                        .start()) {
            bot.admin().says("!whoami").repliesContaining("admin");
            bot.admin().says("!plugins").repliesContaining("The storage is away");
            bot.person("ann").says("!history").repliesContaining("cannot be told yet");
            bot.person("ann").says("!starts").repliesContaining("There is no command");

            storage.get().behave();

            await().atMost(SOON)
                    .untilAsserted(() -> bot.person("ann").says("!starts").repliesContaining("1"));
            bot.person("ann").says("!history").repliesContaining("!starts");
            bot.admin().says("!audit").repliesContaining("whoami");
            bot.takeComplaints();
        }
    }

    @Test
    void aStartWithoutTheStorageGoesByWhatItSaidLast() throws Exception {
        FailingStorage storage = shared();
        try (TestBot before = bot(storage, packs("one"))) {
            before.admin().says("!plugins config greet set word hello");
            before.admin().says("!plugins disable gone").repliesContaining("disabled");
            before.person("ann").says("!greet").repliesWith("hello");
        }
        storage.fail(call -> true);
        try (TestBot bot = bot(storage, home.resolve("one"))) {
            bot.person("ann").says("!greet").repliesWith("hello");
            bot.person("ann").says("!gone").repliesContaining("There is no command");
            bot.person("ann").says("!starts").repliesContaining("There is no command");
            bot.admin().says("!plugins enable gone").fails();

            storage.behave();
            try (TestBot other = bot(storage, packs("two"))) {
                other.admin().says("!plugins config greet set word bye");
                other.admin().says("!plugins enable gone").repliesContaining("in service");
            }

            await().atMost(SOON)
                    .untilAsserted(() -> {
                        bot.person("ann").says("!greet").repliesWith("bye");
                        bot.person("ann").says("!gone").repliesWith("back");
                        bot.person("ann").says("!starts").repliesContaining("3");
                    });
            bot.takeComplaints();
        }
    }

    @Test
    void aFirstStartWithoutTheStorageServesPluginsIfTheOperatorSaysSo() throws Exception {
        FailingStorage storage = shared();
        storage.fail(call -> true);
        try (TestBot bot = bot(storage, packs("one"))) {
            bot.admin()
                    .says("!plugins info greet")
                    .repliesContaining("plugin-policy.without-storage");
            bot.person("ann").says("!greet").repliesContaining("There is no command");
            storage.behave(); // or the end would wait for the audit
            bot.takeComplaints();
        }
        storage.fail(call -> true);
        PluginPolicy standard = PluginPolicy.standard();
        PluginPolicy serving =
                new PluginPolicy(
                        standard.repositories(),
                        standard.mavenRepositories(),
                        standard.trustedKeys(),
                        standard.requireSignature(),
                        standard.allowSources(),
                        standard.allowSnapshots(),
                        standard.maxJarSize(),
                        standard.downloadTime(),
                        PluginPolicy.WithoutStorage.SERVE);
        try (TestBot bot =
                TestBot.setup()
                        .storage(memory -> storage)
                        .policy(serving)
                        .home(packs("two"))
                        .start()) {
            bot.person("ann").says("!greet").repliesWith("hi");
            bot.person("ann").says("!starts").repliesContaining("There is no command");
            storage.behave();
            bot.takeComplaints();
        }
    }

    @Test
    void whatOneBotChoosesForAPluginTheOtherDoes() throws Exception {
        FailingStorage storage = shared();
        try (TestBot one = bot(storage, packs("one"));
                TestBot other = bot(storage, packs("two"))) {
            one.admin().says("!plugins disable gone").repliesContaining("disabled");
            one.admin().says("!plugins config greet set word hello");
            await().atMost(SOON)
                    .untilAsserted(() -> {
                        other.person("ann").says("!gone").repliesContaining("There is no command");
                        other.person("ann").says("!greet").repliesWith("hello");
                    });
            other.admin().says("!plugins enable gone").repliesContaining("in service");
            await().atMost(SOON)
                    .untilAsserted(() -> one.person("ann").says("!gone").repliesWith("back"));

            one.admin().says("!plugins unload gone");
            other.admin().says("!plugins config greet set word bye");
            await().atMost(SOON)
                    .untilAsserted(() -> one.person("ann").says("!greet").repliesWith("bye"));
            one.person("ann").says("!gone").repliesContaining("There is no command");
            other.person("ann").says("!gone").repliesWith("back");
        }
    }

    @Test
    void whatAPersonTypedAtAnyBotOrDuringAnOutageIsInTheirHistory() throws Exception {
        FailingStorage storage = shared();
        try (TestBot one = bot(storage, home.resolve("one"));
                TestBot other = bot(storage, home.resolve("two"))) {
            one.person("ann").says("!whoami").repliesContaining("ann");
            other.person("ann").says("!help whoami").repliesContaining("!whoami");
            await().atMost(SOON).until(() -> kept(storage).size() == 2);

            storage.fail(call -> true);
            one.person("ann").says("!help history").repliesContaining("!history");
            storage.behave();
            await().atMost(SOON).until(() -> kept(storage).size() == 3);

            one.person("ann").says("!whoami").repliesContaining("ann");
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(kept(storage))
                                    .containsExactly("!help whoami", "!help history", "!whoami"));
        }
    }

    private static List<String> kept(FailingStorage storage) {
        return storage.get(Namespace.of("host", "history"), "test:ann")
                .map(entry -> new String(entry.value(), UTF_8).replace("\"", ""))
                .map(json -> List.of(json.split("\\\\n")))
                .orElse(List.of());
    }

    private static FailingStorage shared() {
        AtomicReference<FailingStorage> storage = new AtomicReference<>();
        TestBot.setup()
                .storage(memory -> {
                    storage.set(new FailingStorage(memory));
                    return storage.get();
                })
                .start()
                .close();
        return storage.get();
    }

    private static TestBot bot(FailingStorage storage, Path home) {
        return TestBot.setup().storage(memory -> storage).home(home).start();
    }

    /** A home with a plugin that needs no storage, one that is disabled, and one that needs it. */
    private Path packs(String name) throws Exception {
        Path plugins = Files.createDirectories(home.resolve(name).resolve("plugins"));
        PluginJarBuilder.plugin("greet", "1.0.0", "test.GreetPlugin")
                .source(
                        "test.GreetPlugin",
                        """
                        package test;
                        import dev.errand.api.*;
                        public final class GreetPlugin implements Plugin {
                            public record Settings(@Default("hi") String word) {}
                            private final Settings settings;
                            public GreetPlugin(Settings settings) { this.settings = settings; }
                            @Command(value = "greet", description = "Greets")
                            String greet() { return settings.word(); }
                        }
                        """)
                .write(plugins.resolve("greet.jar"));
        PluginJarBuilder.plugin("gone", "1.0.0", "test.GonePlugin")
                .source(
                        "test.GonePlugin",
                        """
                        package test;
                        import dev.errand.api.*;
                        public final class GonePlugin implements Plugin {
                            @Command(value = "gone", description = "Says that it serves")
                            String gone() { return "back"; }
                        }
                        """)
                .write(plugins.resolve("gone.jar"));
        counting(plugins);
        return home.resolve(name);
    }

    private static void counting(Path plugins) throws Exception {
        PluginJarBuilder.plugin("count", "1.0.0", "test.CountPlugin")
                .source(
                        "test.CountPlugin",
                        """
                        package test;
                        import dev.errand.api.*;
                        public final class CountPlugin implements Plugin {
                            private final Store<Integer> store;
                            public CountPlugin(PluginContext context) { store = context.store("counts", Integer.class); }
                            @Override public void start() { store.put("starts", store.get("starts").orElse(0) + 1); }
                            @Command(value = "starts", description = "Says how often it started")
                            int starts() { return store.get("starts").orElseThrow(); }
                        }
                        """)
                .write(plugins.resolve("count.jar"));
    }

    @Test
    void whatOneBotGivesOrTakesTheOtherKnows() {
        AtomicReference<Storage> shared = new AtomicReference<>();
        Map<String, ?> access = Map.of("roles", Map.of("oncall", Map.of()));
        try (TestBot one =
                        TestBot.setup()
                                .storage(memory -> {
                                    shared.set(new FailingStorage(memory));
                                    return shared.get();
                                })
                                .chats("office")
                                .access(access)
                                .start();
                TestBot other =
                        TestBot.setup()
                                .storage(memory -> shared.get())
                                .chats("office")
                                .access(access)
                                .start()) {
            one.admin().says("!roles grant test:ann oncall --for 8h").repliesContaining("oncall");
            await().atMost(SOON)
                    .untilAsserted(
                            () -> other.person("ann").says("!whoami").repliesContaining("oncall"));

            other.admin().says("!roles revoke test:ann oncall").repliesContaining("oncall");
            await().atMost(SOON)
                    .untilAsserted(
                            () -> one.person("ann").says("!whoami").repliesContaining("no roles"));

            Matcher code =
                    CODE.matcher(one.person("ann").says("!link").privately().replies().toString());
            code.find();
            TestPerson elsewhere = one.person("annie").on("office");
            elsewhere.says("!link " + code.group(1)).repliesContaining("(yes/no)");
            elsewhere.says("yes").repliesContaining("are one person now");
            await().atMost(SOON)
                    .untilAsserted(() ->
                            other.person("ann").says("!whoami").repliesContaining("office:annie"));
        }
    }
}
