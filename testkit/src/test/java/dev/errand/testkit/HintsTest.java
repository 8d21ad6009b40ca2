package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Command;
import dev.errand.api.Plugin;
import dev.errand.platform.config.PluginPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told to type can be typed, and does what it is told to do. */
class HintsTest {

    @TempDir Path temp;

    /** Fails whenever it is asked. */
    public static final class BadPlugin implements Plugin {

        @Command(value = "bad", description = "Fails")
        String bad() {
            throw new IllegalStateException("of course");
        }
    }

    /** Wants a name that another has. */
    public static final class LatePlugin implements Plugin {

        @Command(value = "bad", description = "Is late")
        String bad() {
            return "late";
        }
    }

    @Test
    void aCommandThatAnotherPluginHasIsToldWithHowItIsReached() {
        try (TestBot bot = TestBot.setup().plugins(BadPlugin.class, LatePlugin.class).start()) {
            bot.admin()
                    .says("!plugins")
                    .repliesContaining("late: its command 'bad' is !late:bad, because bad had one");
            bot.admin().says("!late:bad").repliesWith("late");
        }
    }

    private TestBot bot() {
        return TestBot.setup().home(temp).plugins(BadPlugin.class).start();
    }

    private TestBot bot(PluginPolicy policy) {
        return TestBot.setup().home(temp).policy(policy).start();
    }

    private static PluginPolicy signed(Set<PluginPolicy.Source> sources, String... keys) {
        PluginPolicy standard = PluginPolicy.standard();
        return new PluginPolicy(
                List.of(),
                List.of(),
                Set.of(keys),
                true,
                sources,
                false,
                standard.maxJarSize(),
                standard.downloadTime(),
                standard.withoutStorage());
    }

    @Test
    void commandsAreNamedAsTheyAreTyped() {
        try (TestBot bot = bot()) {
            TestPerson admin = bot.admin();
            admin.says("!repos").repliesContaining("!repos add URL tells me of one");
            admin.says("!repos install weather").repliesContaining("!repos add URL tells me of");
            admin.says("!plugins unload bad").repliesContaining("!plugins reload bad brings it");
            admin.says("!plugins reload bad").repliesContaining("is in service");
            admin.says("!plugins disable bad");
            admin.says("!plugins reload bad").repliesContaining("!plugins enable bad lets it in");
            admin.says("!plugins enable bad").repliesContaining("is in service");
            admin.says("!plugins clear nobody").repliesContaining("!plugins lists them");
            admin.says("!repos uninstall errand").repliesContaining("is Errand itself");
            admin.says("!repos uninstall nobody").repliesContaining("nothing is installed");
        }
    }

    @Test
    void aWordThatIsNoSubcommandIsToldWithTheNearestOrWithThoseThereAre() {
        try (TestBot bot = bot()) {
            bot.admin().says("!plugins inof bad").repliesContaining("Did you mean !plugins info");
            bot.admin()
                    .says("!plugins foo")
                    .repliesContaining(
                            "There is no command !plugins foo. There are:",
                            "!plugins info <plugin>",
                            "!plugins reload <plugin>");
            bot.admin().says("!repos instal x").repliesContaining("Did you mean !repos install");
            bot.person("ann").says("!plugins foo").repliesWith("There is no command !plugins foo.");
        }
    }

    @Test
    void aDigestThatIsNoneIsRefusedBeforeAnythingIsAsked() throws Exception {
        try (TestBot bot = bot()) {
            for (String wrong : List.of("abc", "0".repeat(63), "g".repeat(64))) {
                bot.admin()
                        .says("!repos install https://no-such-host.invalid/a.jar --sha256 " + wrong)
                        .repliesContaining(
                                "'digest'", "'" + wrong + "' is no SHA-256", "64 digits");
            }
            bot.admin()
                    .says("!repos install https://no-such-host.invalid/a.jar")
                    .repliesContaining("--sha256 DIGEST");
        }
    }

    @Test
    void aDigestThatIsGivenHoldsForAPluginOfAnIndexToo() throws Exception {
        Path web = Files.createDirectories(temp.resolve("web"));
        PluginJarBuilder.plugin("tide", "1.0.0", "tide.Tide")
                .source(
                        "tide.Tide",
                        "package tide; public class Tide implements dev.errand.api.Plugin {}")
                .write(web.resolve("tide-1.0.0.jar"));
        try (RepositoryServer server = new RepositoryServer(web);
                TestBot bot = bot()) {
            server.index();
            bot.admin().says("!repos add " + server.url()).repliesContaining("1 plugin");
            bot.admin()
                    .says("!repos install tide --sha256 " + "0".repeat(64))
                    .repliesContaining("'digest'", "the index says", "Nothing was changed");
            bot.admin().says("!repos uninstall tide").repliesContaining("nothing is installed");
        }
    }

    @Test
    void whatIsNotSignedIsRefusedWithWhatReallyWouldWork() throws Exception {
        Path web = Files.createDirectories(temp.resolve("web"));
        String key = RepositoryServer.publishing().key(temp.resolve("key"));
        Set<PluginPolicy.Source> all = Set.of(PluginPolicy.Source.values());
        try (RepositoryServer server = new RepositoryServer(web)) {
            server.index();
            String add = "!repos add " + server.url();
            try (TestBot bot = bot(signed(all))) {
                bot.admin()
                        .says("!repos install org.example:thing")
                        .repliesContaining("errand repos sign DIR --key FILE");
                bot.admin()
                        .says(add)
                        .repliesContaining(
                                "is not signed",
                                "errand repos sign DIR",
                                "trusted-keys",
                                "errand.conf");
                RepositoryServer.publishing().sign(web, temp.resolve("key"));
                bot.admin()
                        .says(add)
                        .repliesContaining("not in plugin-policy.trusted-keys: " + key);
            }
            try (TestBot bot = bot(signed(all, key))) {
                bot.admin().says(add).repliesContaining("0 plugins");
            }
            // nobody trusts the key beforehand: it is remembered, and forgotten as the hint says
            try (TestBot bot = bot()) {
                server.index();
                String said = bot.admin().says("!repos add " + server.url()).replies().getFirst();
                assertThat(said)
                        .contains("not signed any more")
                        .contains("!repos remove " + server.url() + " and " + add);
                bot.admin().says("!repos remove " + server.url()).repliesWith("Removed.");
                bot.admin().says(add).repliesContaining("It is not signed.");
            }
        }
    }

    @Test
    void aPluginInQuarantineSaysSinceWhenAndWhyAndWhatPutsItBack() {
        try (TestBot bot =
                TestBot.setup()
                        .plugins(BadPlugin.class)
                        .limits(Map.of("quarantine", Map.of("failures", 2)))
                        .start()) {
            bot.admin().says("!bad").fails();
            bot.admin().says("!bad").fails();
            assertThat(bot.admin().says("").fails()).contains("2 times in a row");
            String said = bot.admin().says("!plugins info bad").replies().toString();
            assertThat(said)
                    .containsPattern(
                            "out of service since 20\\d\\d-\\d\\d-\\d\\dT\\S+ \\(incident \\w+\\)")
                    .contains("failed 2 times in a row", "!plugins clear bad puts it back");
            bot.admin().says("!plugins clear bad").repliesContaining("in service again");
            assertThat(bot.admin().says("!plugins info bad").replies().toString())
                    .doesNotContain("out of service");
        }
    }
}
