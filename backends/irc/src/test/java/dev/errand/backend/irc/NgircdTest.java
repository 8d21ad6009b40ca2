package dev.errand.backend.irc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.errand.api.Secret;
import dev.errand.backend.spi.Health;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What happens on a real server beside what every chat does. */
@Execution(ExecutionMode.CONCURRENT)
class NgircdTest {

    @TempDir Path folder;

    private Ircd server;

    @BeforeEach
    void startServer() throws IOException {
        server = Ircd.ngircd(folder, "");
    }

    @AfterEach
    void endServer() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aTakenNickIsTakenBackWhenItIsFree() throws Exception {
        IrcUser thief = new IrcUser(server.port(), "errand", "#ops");
        try (RunningBackend bot = new RunningBackend(TestSettings.plain(server.port()), folder)) {
            bot.up();
            assertThat(bot.backend.health().detail())
                    .isEqualTo("called errand_ while somebody else is errand");

            thief.close();

            bot.awaitHealth(health -> health.detail().isEmpty());
        }
    }

    @Test
    void aChannelWithAKeyIsJoinedAndAWrongKeyIsTold() throws Exception {
        try (IrcUser ann = new IrcUser(server.port(), "ann", "#ops", "#vault", "#locked")) {
            ann.send("MODE #vault +k sesame");
            ann.send("MODE #locked +k sesame");
            ann.lines();
            IrcSettings settings =
                    TestSettings.settings(
                            server.port(),
                            TestSettings.NO_LOGIN,
                            Map.of("#vault", new Secret("sesame"), "#locked", new Secret("barley")),
                            Optional.empty(),
                            Duration.ZERO);
            try (RunningBackend bot = new RunningBackend(settings, folder)) {
                bot.up();
                ann.say("#vault", "open");

                assertThat(bot.heard("open").message().room().name()).isEqualTo("#vault");
                assertThat(bot.backend.health().detail())
                        .startsWith("not in #locked: ")
                        .doesNotContain("barley");
            }
        }
    }

    @Test
    void whoIsKickedComesBack() throws Exception {
        try (IrcUser ann = new IrcUser(server.port(), "ann", "#ops");
                RunningBackend bot =
                        new RunningBackend(TestSettings.plain(server.port()), folder)) {
            bot.up();
            ann.send("KICK #ops errand :out");
            ann.awaitLine(" KICK #ops errand");

            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            ann.lines().stream()
                                            .filter(line ->
                                                    line.startsWith(":errand!")
                                                            && line.contains("JOIN"))
                                            .count()
                                    == 2);
        }
    }

    @Test
    void linesAreFilledToTheLastByteAndLoseNothing() throws Exception {
        try (IrcUser ann = new IrcUser(server.port(), "ann", "#ops");
                RunningBackend bot =
                        new RunningBackend(TestSettings.plain(server.port()), folder)) {
            bot.up();
            String words = "größer 東京 👩‍💻 ".repeat(60).strip();
            int limit = bot.backend.dialect().maxLength();
            for (String part : Splitter.split(words, limit)) {
                bot.send("#ops", part);
            }
            bot.send("#ops", "end");
            ann.awaitLine("PRIVMSG #ops :end");

            List<String> texts =
                    ann.lines().stream()
                            .filter(line -> line.startsWith(":errand!"))
                            .filter(line -> line.contains(" PRIVMSG "))
                            .toList();
            assertThat(texts).hasSizeGreaterThan(3);
            assertThat(texts).allMatch(line -> Bytes.length(line) <= 510);
            assertThat(
                            texts.subList(0, texts.size() - 1).stream()
                                    .map(line -> line.substring(line.indexOf(" :") + 2))
                                    .collect(Collectors.joining(" ")))
                    .isEqualTo(words);
        }
    }

    @Test
    void thePaceIsKept() throws Exception {
        Duration pause = Duration.ofMillis(300);
        IrcSettings settings =
                TestSettings.settings(
                        server.port(), TestSettings.NO_LOGIN, Map.of(), Optional.empty(), pause);
        try (IrcUser ann = new IrcUser(server.port(), "ann", "#ops");
                RunningBackend bot = new RunningBackend(settings, folder)) {
            bot.up();
            long start = System.nanoTime();
            for (int i = 0; i < 6; i++) {
                bot.send("#ops", "line " + i);
            }
            assertThat(System.nanoTime() - start).isLessThan(pause.toNanos());
            ann.awaitLine(":line 5");

            // Two at once, then four pauses.
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(4 * pause.toNanos());
        }
    }

    @Test
    void anActionIsToldAsSuchAndAVersionIsAnswered() throws Exception {
        try (IrcUser ann = new IrcUser(server.port(), "ann", "#ops");
                RunningBackend bot =
                        new RunningBackend(TestSettings.plain(server.port()), folder)) {
            bot.up();
            ann.say("#ops", "\u0001ACTION !waves\u0001");
            ann.say("errand", "\u0001VERSION\u0001");
            ann.say("errand", "\u0002\u000304,12re\u0003d\u000f");

            bot.heard("/me !waves");
            bot.heard("red");
            assertThat(ann.awaitLine(" NOTICE ann ")).endsWith(":\u0001VERSION Errand\u0001");
        }
    }

    @Test
    void aSilentConnectionIsGivenUp() throws Exception {
        try (Relay relay = new Relay(server.port());
                IrcUser ann = new IrcUser(server.port(), "ann", "#ops");
                RunningBackend bot = new RunningBackend(TestSettings.plain(relay.port()), folder)) {
            bot.up();
            relay.swallow();

            bot.awaitHealth(health -> health.state() == Health.State.CONNECTING);
            bot.up();
            ann.say("#ops", "are you there");
            bot.heard("are you there");
        }
    }

    @Test
    void aRestartedServerIsJoinedAgainAndGetsWhatWasDue() throws Exception {
        try (RunningBackend bot = new RunningBackend(TestSettings.plain(server.port()), folder)) {
            bot.up();
            server.close();
            bot.awaitHealth(health -> health.state() == Health.State.CONNECTING);
            bot.send("#ops", "due");
            assertThat(bot.backend.health().waiting()).isEqualTo(1);
            server.restart();
            bot.up();

            await().until(() -> !bot.backend.health().detail().contains("wait"));
        }
    }

    @Test
    void aRefusedServerPasswordIsNotTriedAgain() throws Exception {
        server.close();
        server = Ircd.ngircd(folder, "Password = sesame");
        IrcSettings settings =
                TestSettings.settings(
                        server.port(),
                        TestSettings.NO_LOGIN,
                        Map.of(),
                        Optional.of(new Secret("barley")),
                        Duration.ZERO);
        try (RunningBackend bot = new RunningBackend(settings, folder)) {
            Health health = bot.awaitHealth(now -> now.state() == Health.State.DOWN);

            assertThat(health.detail()).contains("password").doesNotContain("barley");
        }
    }

    @Test
    void aCertificateIsVerifiedAndItsNameToo() throws Exception {
        Certificates made = new Certificates(folder, "server", "RSA");
        server.close();
        int secure = Ircd.freePort();
        server =
                Ircd.ngircd(
                        folder,
                        "[SSL]\nCertFile = %s\nKeyFile = %s\nDHFile = %s\nPorts = %d"
                                .formatted(
                                        made.certificate(),
                                        made.key(),
                                        made.dhParameters(),
                                        secure));
        Optional<Path> ca = Optional.of(made.certificate());
        try (RunningBackend right = tls("localhost", secure, ca)) {
            right.up();
        }
        try (RunningBackend otherName = tls("127.0.0.1", secure, ca)) {
            otherName.awaitHealth(health -> health.detail().contains("127.0.0.1"));
            assertThat(otherName.backend.health().state()).isEqualTo(Health.State.CONNECTING);
        }
        try (RunningBackend untrusted = tls("localhost", secure, Optional.empty())) {
            Health health =
                    untrusted.awaitHealth(now -> now.detail().contains("certification path"));
            assertThat(health.detail()).contains("goes into ca").doesNotContain("PKIX");
        }
        Path nowhere = folder.resolve("nowhere.pem");
        assertThatThrownBy(() -> tls("localhost", secure, Optional.of(nowhere)))
                .hasMessageContaining(nowhere + "' of the settings is not there");
    }

    private RunningBackend tls(String name, int port, Optional<Path> ca) throws Exception {
        return new RunningBackend(
                TestSettings.tls(name, port, ca, Optional.empty(), TestSettings.NO_LOGIN), folder);
    }
}
