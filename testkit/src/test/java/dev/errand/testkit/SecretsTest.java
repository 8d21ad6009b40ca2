package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Call;
import dev.errand.api.Command;
import dev.errand.api.Plugin;
import dev.errand.api.Reply;
import dev.errand.api.Rest;
import dev.errand.api.Secret;
import dev.errand.api.Sensitive;
import dev.errand.api.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Secrets are planted everywhere, and every output is searched for them. The log has its own test.
 */
class SecretsTest {

    private static final String SETTING = "s3cr3t-of-the-settings";
    private static final String NESTED = "n3sted-of-the-settings";
    private static final String TYPED = "typ3d-by-a-person";
    private static final String PATTERN = "ghp_0123456789abcdefghij0123456789abcdef";
    private static final List<String> ALL = List.of(SETTING, NESTED, TYPED, PATTERN);

    /** A plugin that is careless with its secrets. */
    public static final class LeakyPlugin implements Plugin {

        /** Its settings. */
        public record Settings(Secret token, Map<String, Secret> hosts) {}

        private final Settings settings;

        public LeakyPlugin(Settings settings) {
            this.settings = settings;
        }

        private String secrets() {
            return settings.token().reveal()
                    + " "
                    + settings.hosts().get("db").reveal()
                    + " "
                    + PATTERN;
        }

        @Command(value = "leak say", description = "Says them")
        List<Reply> say(Call call) {
            call.say(Reply.plain("said " + secrets()));
            return List.of(
                    Reply.text("*" + settings.token().reveal() + "* `" + secrets() + "`"),
                    Reply.code(secrets()),
                    Reply.table("a").row(secrets()),
                    Reply.card(secrets(), "**" + secrets() + "**").field("x", secrets()),
                    Reply.file("x.txt", secrets()),
                    Reply.plain(String.valueOf(settings)));
        }

        @Command(value = "leak throw", description = "Throws them")
        void fail() {
            throw new IllegalStateException(
                    secrets(), new IllegalArgumentException("by " + secrets()));
        }

        @Command(value = "leak refuse", description = "Refuses with them")
        void refuse() {
            throw new UserError("no " + secrets());
        }

        @Command(value = "leak ask", description = "Asks with them")
        String ask(Call call) throws InterruptedException {
            return "got " + call.ask("really " + secrets() + "?").length();
        }

        @Command(value = "leak login", description = "Takes one")
        String login(String user, @Sensitive String password) {
            return "hello " + user;
        }

        @Command(value = "leak echo", description = "Takes what it should not")
        String echo(@Rest String text) {
            return text;
        }
    }

    @Test
    void noSecretComesOutAnywhere() {
        try (TestBot bot =
                TestBot.setup()
                        .plugins(LeakyPlugin.class)
                        .settings("leaky", Map.of("token", SETTING, "hosts", Map.of("db", NESTED)))
                        .start()) {
            List<String> outputs = new ArrayList<>();
            TestPerson admin = bot.admin();
            outputs.addAll(admin.says("!leak say").replies());
            assertThat(outputs).hasSizeGreaterThan(5);
            outputs.add(searchable(admin.says("!leak throw").fails(), bot));
            outputs.addAll(admin.says("!leak refuse").replies());
            outputs.addAll(admin.says("!leak ask").replies());
            outputs.addAll(admin.says("yes " + SETTING).replies());
            outputs.addAll(admin.says("!leak login ann " + TYPED).replies());
            outputs.addAll(
                    admin.says("!leak login ann " + TYPED + " more than it takes").replies());
            outputs.addAll(admin.says("!leak echo " + SETTING + " token=" + PATTERN).replies());
            outputs.addAll(admin.says("!leak nothing " + SETTING).replies());
            for (String line :
                    List.of(
                            "!audit --lines 100",
                            "!audit --lines 100 --as json",
                            "!audit --lines 100 --as csv",
                            "!history",
                            "!plugins",
                            "!plugins info leaky",
                            "!plugins config leaky",
                            "!plugins config leaky set token " + SETTING + "x",
                            "!config diff",
                            "!ps --all",
                            "!help leak login",
                            "!why",
                            "!status",
                            "!more")) {
                outputs.addAll(admin.says(line).replies());
            }
            bot.writeSettings(
                    "leaky", Map.of("token", SETTING + "2", "hosts", Map.of("db", NESTED + "2")));
            outputs.addAll(admin.says("!config diff").replies());
            outputs.addAll(admin.says("!config reload").replies());
            outputs.addAll(admin.says("!audit --lines 100 --as json").replies());
            assertThat(outputs)
                    .allSatisfy(output ->
                            ALL.forEach(secret -> assertThat(output).doesNotContain(secret)));
            assertThat(String.join("\n", outputs)).contains("***", "leak throw", "hello ann");
        }
    }

    /**
     * What an admin sees of an incident; the trace itself is for the log, which hides on its own.
     */
    private static String searchable(String trace, TestBot bot) {
        assertThat(trace).contains(SETTING);
        String all = bot.admin().says("!audit --outcome failed").replies().toString();
        String id = all.replaceAll("(?s).*failed ([0-9a-f]{4}).*", "$1");
        String shown =
                String.join("\n", bot.admin().says("!incident " + id + " --lines 100").replies());
        assertThat(shown).contains("IllegalStateException");
        return shown;
    }
}
