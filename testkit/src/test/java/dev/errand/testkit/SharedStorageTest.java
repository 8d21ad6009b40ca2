package dev.errand.testkit;

import static org.awaitility.Awaitility.await;

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
