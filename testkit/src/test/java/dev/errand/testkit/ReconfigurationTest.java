package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Command;
import dev.errand.api.Default;
import dev.errand.api.Plugin;
import dev.errand.api.Secret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReconfigurationTest {

    /** A plugin with settings. */
    public static final class GreeterPlugin implements Plugin {

        /** Its settings. */
        public record Settings(
                @Default("hello") String word, @Default("none-at-all") Secret token) {

            /** Refuses a word. */
            public Settings {
                if (word.equals("damn")) {
                    throw new IllegalArgumentException("That is no greeting.");
                }
            }
        }

        private final Settings settings;

        public GreeterPlugin(Settings settings) {
            this.settings = settings;
        }

        @Command(value = "greet", description = "Greets")
        String greet() {
            return settings.word();
        }
    }

    /** Another one. */
    public static final class ParterPlugin implements Plugin {

        /** Its settings. */
        public record Words(@Default("bye") String word) {}

        private final Words settings;

        public ParterPlugin(Words settings) {
            this.settings = settings;
        }

        @Command(value = "part", description = "Parts")
        String part() {
            if (settings.word().equals("fail")) {
                throw new IllegalStateException("never");
            }
            return settings.word();
        }

        @Override
        public void start() {
            if (settings.word().equals("nothing")) {
                throw new IllegalStateException("no word");
            }
        }
    }

    @Test
    void settingsOfPluginsTakeEffectWithoutARestart() {
        try (TestBot bot = TestBot.running(GreeterPlugin.class, ParterPlugin.class)) {
            TestPerson ann = bot.person("ann");
            ann.says("!greet").repliesWith("hello");
            bot.admin().says("!config diff").repliesContaining("The file says what holds");
            bot.writeSettings("greeter", Map.of("word", "moin", "token", "s3cr3t-t0ken"));
            bot.admin()
                    .says("!config diff")
                    .repliesContaining(
                            "!config reload makes hold:",
                            "plugins.greeter.word is new",
                            "plugins.greeter.token");
            assertThat(bot.admin().says("!config diff").replies().toString())
                    .doesNotContain("moin", "s3cr3t");
            ann.says("!greet").repliesWith("hello");
            bot.admin()
                    .says("!config reload")
                    .repliesContaining("These plugins are as the file says: greeter.");
            ann.says("!greet").repliesWith("moin");
            ann.says("!part").repliesWith("bye");
            bot.admin().says("!config diff").repliesContaining("The file says what holds");
            bot.admin()
                    .says("!audit --command \"config reload\"")
                    .repliesContaining("plugins.greeter.word is new", "errand:file");
        }
    }

    @Test
    void oneWrongSettingChangesNothingAtAll() {
        try (TestBot bot = TestBot.running(GreeterPlugin.class, ParterPlugin.class)) {
            TestPerson ann = bot.person("ann");
            bot.writeSettings("parter", Map.of("word", "ciao"));
            bot.writeSettings("greeter", Map.of("word", "damn"));
            bot.admin()
                    .says("!config reload")
                    .repliesContaining(
                            "The old configuration still holds, as a whole", "That is no greeting");
            ann.says("!greet").repliesWith("hello");
            ann.says("!part").repliesWith("bye");
            bot.writeSettings("greeter", Map.of("word", "salut"));
            bot.admin().says("!config reload").repliesContaining("greeter, parter");
            ann.says("!greet").repliesWith("salut");
            ann.says("!part").repliesWith("ciao");
            bot.writeSettings("parter", Map.of("word", "nothing"));
            bot.writeSettings("greeter", Map.of("word", "hej"));
            assertThat(bot.admin().says("!config reload").fails()).contains("no word");
            ann.says("!greet").repliesWith("salut");
            bot.writeSettings("parter", Map.of());
            bot.admin().says("!config reload").repliesContaining("greeter, parter");
            ann.says("!greet").repliesWith("hej");
            ann.says("!part").repliesWith("bye");
        }
    }

    @Test
    void rulesAndPluginsChangeTogetherOrNotAtAll() {
        try (TestBot bot = TestBot.running(GreeterPlugin.class)) {
            bot.writeSettings("greeter", Map.of("word", "damn"));
            String words = bot.reconfigure(Map.of("rules", List.of(Map.of("deny", "greet"))));
            assertThat(words).contains("still holds");
            bot.person("ann").says("!greet").repliesWith("hello");
        }
    }

    @Test
    void whatNobodyAskedForIsInTheAuditToo() {
        try (TestBot bot = TestBot.running(GreeterPlugin.class)) {
            bot.unload("greeter");
            bot.admin()
                    .says("!audit --who errand:host")
                    .repliesContaining(
                            "chat connected",
                            "test",
                            "plugin in service",
                            "greeter",
                            "plugin gone");
            bot.person("ann").says("!audit --who errand:host").repliesContaining("no such record");
        }
    }
}
