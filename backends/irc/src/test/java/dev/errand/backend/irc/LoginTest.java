package dev.errand.backend.irc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.api.Message;
import dev.errand.api.PersonId;
import dev.errand.backend.irc.IrcSettings.Login;
import dev.errand.backend.irc.IrcSettings.Login.Method;
import dev.errand.backend.spi.Health;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Logging in, and who somebody is by the server's word. */
@Execution(ExecutionMode.CONCURRENT)
class LoginTest {

    private static final String TAGS =
            "sasl=PLAIN,EXTERNAL account-tag message-tags server-time extended-join account-notify";

    @TempDir Path folder;

    @Test
    void logsInBySaslBeforeItJoins() throws Exception {
        try (ScriptedServer server = server(TAGS, "right");
                RunningBackend bot = bot(server, Method.PLAIN, "right").up()) {
            List<String> lines = server.lines();

            assertThat(lines).contains("AUTHENTICATE PLAIN");
            assertThat(lines.indexOf("AUTHENTICATE PLAIN")).isLessThan(lines.indexOf("JOIN #ops"));
            assertThat(bot.backend.health().detail()).isEmpty();
        }
    }

    @Test
    void aRefusedLoginIsNotTriedAgain() throws Exception {
        try (ScriptedServer server = server(TAGS, "right");
                RunningBackend bot = bot(server, Method.PLAIN, "wrong-guess")) {
            Health health = bot.awaitHealth(now -> now.state() == Health.State.DOWN);

            assertThat(health.detail())
                    .contains("SASL authentication failed", "login.password", "start again")
                    .doesNotContain("wrong-guess");
            await().during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(4))
                    .until(() -> server.connections() == 1);
        }
    }

    @Test
    void aServerWithoutSaslIsNotJoinedAnonymously() throws Exception {
        try (ScriptedServer server = server("server-time", "right");
                RunningBackend bot = bot(server, Method.PLAIN, "right")) {
            Health health = bot.awaitHealth(now -> now.detail().contains("SASL"));

            assertThat(health.state()).isEqualTo(Health.State.CONNECTING);
            assertThat(server.lines()).doesNotContain("JOIN #ops");
        }
    }

    @Test
    void logsInByCertificateOverTls() throws Exception {
        Certificates ours = new Certificates(folder, "errand", "EC");
        Certificates theirs = new Certificates(folder, "server", "EC");
        ScriptedServer.Script script = new ScriptedServer.Script(TAGS, "", false);
        try (ScriptedServer server =
                        new ScriptedServer(script, theirs.server(ours).getServerSocketFactory());
                RunningBackend bot =
                        new RunningBackend(
                                TestSettings.tls(
                                        "localhost",
                                        server.port(),
                                        Optional.of(theirs.certificate()),
                                        Optional.of(ours.both()),
                                        TestSettings.login(Method.EXTERNAL, "", null)),
                                folder)) {
            bot.up();

            assertThat(server.lines()).contains("AUTHENTICATE EXTERNAL");
        }
    }

    @Test
    void logsInToNickServBeforeItJoins() throws Exception {
        try (ScriptedServer server = server("", "right");
                RunningBackend bot = bot(server, Method.NICKSERV, "right").up()) {
            List<String> lines = server.lines();

            assertThat(lines).contains("PRIVMSG NickServ :IDENTIFY errand right");
            assertThat(lines.indexOf("PRIVMSG NickServ :IDENTIFY errand right"))
                    .isLessThan(lines.indexOf("JOIN #ops"));
            assertThat(bot.backend.health().detail()).isEmpty();
        }
    }

    @Test
    void aPasswordThatNickServRefusedIsToldAndNotSaidAgain() throws Exception {
        try (ScriptedServer server = server("", "right");
                RunningBackend bot = bot(server, Method.NICKSERV, "wrong-guess").up()) {
            assertThat(bot.backend.health().detail())
                    .contains("NickServ refused", "login.password")
                    .doesNotContain("wrong-guess");

            server.dropClient();
            await().atMost(Duration.ofSeconds(20)).until(() -> server.connections() == 2);
            bot.up();

            assertThat(server.lines().stream().filter(line -> line.contains("IDENTIFY")))
                    .hasSize(1);
        }
    }

    @Test
    void theAccountIsWhoSomebodyIsAndTheNickIsNot() throws Exception {
        try (ScriptedServer server = server(TAGS, "right");
                RunningBackend bot = bot(server, Method.PLAIN, "right").up()) {
            server.say("@account=Ann :ann_away!a@host PRIVMSG #ops :by account");
            server.say(":Ann!a@host PRIVMSG #ops :by nick");
            server.say("@account=mallory :ann!m@host PRIVMSG #ops :by another account");
            server.say("@account=ann!x :x!m@host PRIVMSG #ops :by an odd account");

            assertThat(person(bot, "by account")).isEqualTo(new PersonId("irc", "ann"));
            assertThat(person(bot, "by nick")).isEqualTo(new PersonId("irc", "ann!a@host"));
            assertThat(person(bot, "by another account")).isEqualTo(new PersonId("irc", "mallory"));
            assertThat(person(bot, "by an odd account")).isEqualTo(new PersonId("irc", "x!m@host"));
        }
    }

    @Test
    void withoutTagsTheAccountIsWhatTheServerToldOfThePerson() throws Exception {
        String followed = "sasl=PLAIN extended-join account-notify";
        try (ScriptedServer server = server(followed, "right");
                RunningBackend bot = bot(server, Method.PLAIN, "right").up()) {
            server.say(":ann!a@host JOIN #ops Ann :Ann");
            server.say(":ann!a@host PRIVMSG #ops :logged in");
            server.say(":ann!a@host ACCOUNT *");
            server.say(":ann!a@host PRIVMSG #ops :logged out");
            server.say(":ann!a@host ACCOUNT ann");
            server.say(":ann!a@host QUIT :bye");
            server.say(":ann!m@elsewhere JOIN #ops * :Mallory");
            server.say(":ann!m@elsewhere PRIVMSG #ops :somebody else");

            assertThat(person(bot, "logged in")).isEqualTo(new PersonId("irc", "ann"));
            assertThat(person(bot, "logged out")).isEqualTo(new PersonId("irc", "ann!a@host"));
            assertThat(person(bot, "somebody else"))
                    .isEqualTo(new PersonId("irc", "ann!m@elsewhere"));
        }
    }

    @Test
    void idAndTimeAreTheServers() throws Exception {
        try (ScriptedServer server = server(TAGS, "right");
                RunningBackend bot = bot(server, Method.PLAIN, "right").up()) {
            server.say(
                    "@msgid=a\\:b;time=2026-01-02T03:04:05.678Z :ann!a@host PRIVMSG #ops :tagged");
            Message message = bot.heard("tagged").message();

            assertThat(message.id()).isEqualTo("a;b");
            assertThat(message.at()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
        }
    }

    @Test
    void anAnswerNeverGoesToWhoeverTookTheNickSince() throws Exception {
        try (ScriptedServer server = server(TAGS, "right");
                RunningBackend bot = bot(server, Method.PLAIN, "right").up()) {
            server.say("@account=ann :ann!a@host PRIVMSG errand :tell me");
            Message asked = bot.heard("tell me").message();
            server.say(":ann!a@host NICK :ann_away");
            server.say("@account=mallory :ann!m@host PRIVMSG errand :hello");
            bot.heard("hello");

            bot.answer(asked, "the answer");

            await().until(() ->
                    server.lines().stream().anyMatch(line -> line.endsWith(":the answer")));
            assertThat(server.lines()).contains("PRIVMSG ann_away :the answer");
        }
    }

    private static PersonId person(RunningBackend bot, String text) {
        return bot.heard(text).message().from().id();
    }

    private static ScriptedServer server(String capabilities, String password) throws Exception {
        return new ScriptedServer(
                new ScriptedServer.Script(capabilities, password, true),
                ServerSocketFactory.getDefault());
    }

    private RunningBackend bot(ScriptedServer server, Method method, String password)
            throws Exception {
        Login login = TestSettings.login(method, "errand", password);
        return new RunningBackend(TestSettings.with(server.port(), login), folder);
    }
}
