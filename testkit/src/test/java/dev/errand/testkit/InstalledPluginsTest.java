package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that were installed beside those that lie in folders, and beside other undertakings. */
class InstalledPluginsTest {

    @TempDir Path temp;
    private Path web;
    private Path home;
    private Path bundled;
    private RepositoryServer server;

    @BeforeEach
    void serve() throws IOException {
        web = Files.createDirectories(temp.resolve("web"));
        home = Files.createDirectories(temp.resolve("home"));
        Files.createDirectories(home.resolve("plugins"));
        bundled = Files.createDirectories(temp.resolve("bundled"));
        server = new RepositoryServer(web);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static PluginJarBuilder tide(String version) {
        return PluginJarBuilder.plugin("tide", version, "test.tide.TidePlugin")
                .attribute("Plugin-Description", "Tells the tide")
                .source(
                        "test.tide.TidePlugin",
                        """
                        package test.tide;
                        import dev.errand.api.*;
                        import java.util.Optional;
                        public final class TidePlugin implements Plugin {
                            public record Settings(Optional<Secret> token) {}
                            private final Settings settings;
                            public TidePlugin(Settings settings) { this.settings = settings; }
                            @Override public void selfCheck() {
                                settings.token().map(Secret::reveal).filter(token -> token.startsWith("bad"))
                                    .ifPresent(token -> { throw new UserError("the harbour refuses " + token); });
                            }
                            @Command(value = "tide", description = "Says it")
                            String tide() { return "%s with " + settings.token().map(Secret::reveal).orElse("nothing"); }
                        }
                        """
                                .formatted(version));
    }

    private void publish(String version) throws Exception {
        tide(version).write(web.resolve("tide-" + version + ".jar"));
        server.index();
    }

    private TestBot bot() {
        return TestBot.setup().home(home).bundled(bundled).start();
    }

    private TestBot installed() throws Exception {
        publish("2.0.0");
        TestBot bot = bot();
        bot.admin().says("!repos add " + server.url()).repliesContaining("1 plugin");
        bot.admin().says("!repos install tide").repliesContaining("2.0.0");
        return bot;
    }

    @Test
    void aSearchAndAnInstallationAtTheSameTimeLeaveEachOtherAlone() throws Exception {
        publish("1.0.0");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch installed = new CountDownLatch(1);
        try (TestBot bot = bot()) {
            bot.admin().says("!repos add " + server.url());
            server.trickOnce(
                    "index.json",
                    exchange -> {
                        byte[] bytes = Files.readAllBytes(web.resolve("index.json"));
                        exchange.sendResponseHeaders(200, bytes.length);
                        exchange.getResponseBody().write(bytes, 0, 10);
                        exchange.getResponseBody().flush();
                        begun.countDown();
                        await().until(() -> installed.await(5, TimeUnit.SECONDS));
                        exchange.getResponseBody().write(bytes, 10, bytes.length - 10);
                    });
            Thread installing =
                    Thread.ofVirtual()
                            .start(() -> {
                                await().until(() -> begun.await(5, TimeUnit.SECONDS));
                                bot.admin()
                                        .in("other")
                                        .says("!repos install tide")
                                        .repliesContaining("in service");
                                installed.countDown();
                            });
            bot.admin().says("!repos search tide").repliesContaining("Tells the tide");
            installing.join();
            bot.admin().says("!tide").repliesContaining("1.0.0");
        }
    }

    @Test
    void anUpdateComesOnlyFromTheRepositoryThatThePluginIsFrom() throws Exception {
        Path foreign = Files.createDirectories(temp.resolve("foreign"));
        tide("9.0.0").write(foreign.resolve("tide-9.0.0.jar"));
        try (RepositoryServer other = new RepositoryServer(foreign);
                TestBot bot = installed()) {
            other.index();
            bot.admin().says("!repos add " + other.url()).repliesContaining("1 plugin");
            bot.admin().says("!repos outdated").repliesContaining("Nothing installed has a newer");
            publish("2.1.0");
            bot.admin().says("!repos update tide").repliesContaining("2.1.0 has replaced 2.0.0");
        }
    }

    @Test
    void aJarBesideAnInstalledPluginIsLeftAloneAndItIsSaidWhy() throws Exception {
        try (TestBot bot = installed()) {
            Path dropped = tide("3.0.0").write(temp.resolve("tide-3.jar"));
            Files.move(dropped, home.resolve("plugins/tide-3.jar"));
            await().untilAsserted(() ->
                    bot.admin()
                            .says("!plugins")
                            .repliesContaining(
                                    "tide-3.jar (version 3.0.0) in plugins/ is left alone",
                                    "!repos uninstall tide lets the file in"));
            bot.admin().says("!tide").repliesContaining("2.0.0");
            bot.admin().says("!repos uninstall tide").repliesContaining("is removed");
            await().untilAsserted(() -> bot.admin().says("!tide").repliesContaining("3.0.0"));
            assertThat(bot.admin().says("!plugins").replies().toString())
                    .doesNotContain("left alone");
        }
    }

    @Test
    void anInstalledPluginThatIsNotWhatItWasGivesWayToTheBundledOne() throws Exception {
        tide("1.0.0").write(bundled.resolve("tide.jar"));
        installed().close();
        Path jars = home.resolve("data/repository/jars");
        try (Stream<Path> all = Files.list(jars)) {
            for (Path jar : all.toList()) {
                Files.writeString(jar, "damaged");
            }
        }
        try (TestBot bot = bot()) {
            bot.admin().says("!tide").repliesContaining("1.0.0");
            bot.admin()
                    .says("!plugins")
                    .repliesContaining(
                            "bundled", "serving, update broken", "differs from plugins.lock");
            bot.admin().says("!repos install tide@2.0.0").repliesContaining("2.0.0 has replaced");
            assertThat(bot.admin().says("!plugins").replies().toString()).doesNotContain("broken");
            bot.admin().says("!repos uninstall tide").repliesContaining("is removed");
            await().untilAsserted(() -> bot.admin().says("!tide").repliesContaining("1.0.0"));
        }
    }

    @Test
    void anInstalledPluginThatDoesNotStartGivesWayToTheBundledOne() throws Exception {
        tide("1.0.0").write(bundled.resolve("tide.jar"));
        PluginJarBuilder.plugin("tide", "2.0.0", "test.tide.TidePlugin")
                .source(
                        "test.tide.TidePlugin",
                        """
                        package test.tide;
                        import dev.errand.api.*;
                        public final class TidePlugin implements Plugin {
                            public TidePlugin() {
                                if (!java.nio.file.Files.exists(java.nio.file.Path.of("%s")))
                                    throw new UserError("the harbour is closed");
                            }
                        }
                        """
                                .formatted(web.resolve("open")))
                .write(web.resolve("tide-2.0.0.jar"));
        Files.createFile(web.resolve("open"));
        server.index();
        try (TestBot bot = bot()) {
            bot.admin().says("!repos add " + server.url());
            bot.admin().says("!repos install tide").repliesContaining("2.0.0");
        }
        Files.delete(web.resolve("open"));
        try (TestBot bot = bot()) {
            bot.admin().says("!tide").repliesContaining("1.0.0");
            bot.admin()
                    .says("!plugins")
                    .repliesContaining("update broken", "the harbour is closed");
        }
    }

    @Test
    void aSecretThatIsSetInChatIsHiddenFromThenOn() throws Exception {
        try (TestBot bot = installed()) {
            Said refused = bot.admin().says("!plugins config tide set token badger-1234");
            refused.repliesContaining("the harbour refuses ***");
            bot.admin().says("!tide").repliesContaining("with nothing");
            bot.admin()
                    .says("!plugins config tide set token otter-1234")
                    .repliesContaining("in force");
            bot.admin().says("!tide").repliesContaining("2.0.0 with ***");
            bot.admin().says("!plugins disable tide");
            bot.admin()
                    .says("!plugins config tide set token seal-1234")
                    .repliesContaining("disabled");
            bot.admin().says("!help seal-1234 otter-1234").repliesContaining("***");
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("otter-1234");
            }
        }
    }
}
