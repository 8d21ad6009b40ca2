package dev.errand.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * JARs that come, change and go in the home of one bot while it runs. Alone, because it looks at
 * the time.
 */
@Isolated
class PluginsIT {

    private static final Duration SOON = Duration.ofSeconds(2);

    @TempDir static Path home;

    private static Path plugins;
    private static Bot bot;

    @BeforeAll
    static void start() throws IOException {
        plugins = Files.createDirectories(home.resolve("plugins"));
        bot = Bot.start(home);
    }

    @AfterAll
    static void end() throws InterruptedException {
        assertThat(bot.leave().exit()).isZero();
        bot.close();
    }

    @Test
    void aJarThatIsDroppedInServesIsReplacedAndGoes() throws Exception {
        Path jar = plugins.resolve("news.jar");

        Jar.saying("news", "1.0.0", "one").renameTo(jar);
        soon(() -> bot.answer("!news say").equals("one"));

        Jar.saying("news", "1.1.0", "two").renameTo(jar);
        soon(() -> bot.answer("!news say").equals("two"));

        Jar.saying("news", "1.2.0", "three").overwrite(jar);
        soon(() -> bot.answer("!news say").equals("three"));

        Jar.saying("news", "1.2.0", "the same version").overwrite(jar);
        soon(() -> bot.answer("!news say").equals("the same version"));

        Files.delete(jar);
        soon(() -> bot.answer("!news say").startsWith("There is no command"));
    }

    @Test
    void aNewerVersionInTheHomeTakesThePlaceOfABundledPackUntilItGoes() throws Exception {
        Path jar = Jar.saying("dns", "99.0.0", "mine").renameTo(plugins.resolve("dns.jar"));
        soon(() -> bot.answer("!dns say").equals("mine"));
        assertThat(bot.answer("!dig")).startsWith("There is no command");

        Files.delete(jar);
        soon(() -> bot.answer("!dig").startsWith("The argument <name> is missing"));
    }

    @Test
    void aBrokenJarIsReportedWithAllItsMistakesAndDisturbsNothing() throws Exception {
        Path jar =
                Jar.plugin(
                                "broken",
                                "one",
                                """
                                @Command(value = "Broken ONE", description = "Has a bad name")
                                String one() { return ""; }
                                @Command(value = "broken two", description = "Has a bad parameter")
                                String two(Thread thread) { return ""; }
                                """)
                        .renameTo(plugins.resolve("broken.jar"));
        soon(() -> bot.log().contains("broken"));
        assertThat(bot.log()).contains("Plugin-Version", "'one'");

        Jar.plugin(
                        "broken",
                        "1.0.0",
                        """
                        @Command(value = "Broken ONE", description = "Has a bad name")
                        String one() { return ""; }
                        @Command(value = "broken two", description = "Has a bad parameter")
                        String two(Thread thread) { return ""; }
                        """)
                .renameTo(jar);
        soon(() -> bot.log().contains("Broken ONE") && bot.log().contains("Thread"));
        assertThat(bot.answer("!democmd list nothing")).contains("No key begins with");
        Files.delete(jar);
    }

    @Test
    void notAJarAndAJarWithoutAManifestAreReported() throws Exception {
        Path text = Files.writeString(plugins.resolve("text.jar"), "this is no JAR");
        Path empty = new Jar().renameTo(plugins.resolve("empty.jar"));

        soon(() ->
                bot.log().contains("text.jar")
                        && bot.log().contains("empty.jar")
                        && bot.log().contains("Plugin-Id"));
        Files.delete(text);
        Files.delete(empty);
    }

    @Test
    void aPluginThatThrowsInItsConstructorLeavesTheOldVersionServing() throws Exception {
        Path jar = plugins.resolve("steady.jar");
        Jar.saying("steady", "1.0.0", "old").renameTo(jar);
        soon(() -> bot.answer("!steady say").equals("old"));

        Jar.plugin("steady", "2.0.0", "public Pack() { throw new Error(\"no\"); }").renameTo(jar);

        soon(() -> bot.log().contains("goes on serving"));
        assertThat(bot.answer("!steady say")).isEqualTo("old");
        Files.delete(jar);
        soon(() -> bot.answer("!steady say").startsWith("There is no command"));
    }

    @Test
    void aCommandThatThrowsShowsAnIncidentAndNotItsText() throws Exception {
        Path jar =
                Jar.plugin(
                                "bad",
                                "1.0.0",
                                """
                                @Command(value = "bad", description = "Throws")
                                String bad() { throw new IllegalStateException("hidden words"); }
                                @Command(value = "worse", description = "Overflows the stack")
                                String worse() { return worse(); }
                                """)
                        .renameTo(plugins.resolve("bad.jar"));
        soon(() -> bot.answer("!bad").contains("incident"));

        assertThat(bot.answer("!bad")).doesNotContain("hidden words");
        assertThat(bot.answer("!worse")).contains("incident");
        Files.delete(jar);
    }

    private static void soon(Callable<Boolean> condition) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(condition);
    }
}
