package dev.errand.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator is told when the home or its configuration is not as it should be. */
class ConfigurationIT {

    private static final int BAD_CONFIGURATION = 78;
    private static final String NOBODY = "65534";

    @TempDir Path home;

    @Test
    void checkFindsNothingWrongWithAGoodFile() throws Exception {
        configure("prefix = \"?\"\nexecution.deadline = 30s\n");

        Finished check = Finished.run(Bot.command(home, "check"), "");

        assertThat(check.err()).isEmpty();
        assertThat(check.out()).contains("good", home.resolve("errand.conf").toString());
        assertThat(check.exit()).isZero();
    }

    @Test
    void checkLooksIntoWhatStoragesAndPluginsAreToldToo() throws Exception {
        configure("storage.type = redsi\nplugins.dns.resolvr = \"192.0.2.1\"\n");

        Finished check = Finished.run(Bot.command(home, "check"), "");

        assertThat(check.exit()).isEqualTo(BAD_CONFIGURATION);
        assertThat(check.err()).contains("'redsi'", "h2", "'resolvr'", "resolver");
    }

    @Test
    void theExampleInTheDistributionIsGood() throws Exception {
        Path example = Bot.DISTRIBUTION.resolve("conf/errand.conf.example");

        Finished check =
                Finished.run(Bot.command(home, "--config", example.toString(), "check"), "");

        assertThat(check.err()).isEmpty();
        assertThat(check.exit()).isZero();
    }

    @Test
    void everySettingOfEveryChatAndStorageIsTaken() throws Exception {
        Files.writeString(home.resolve("ca.pem"), "");
        String chats =
                """
                chats.irc {
                  type = irc, server = irc.example.org, port = 6697, tls = true, ca = "HOME/ca.pem"
                  certificate = "HOME/ca.pem", nick = errand, user = errand, real-name = "A bot"
                  password = "a1", channels = ["#ops"], channel-keys = { "#ops" = "a2" }
                  login { method = nickserv, account = errand, password = "a3", service = NickServ }
                  line-pause = 1s, line-burst = 5, queue = 10, formatting = false, keep-alive = 20s
                }
                chats.xmpp {
                  type = xmpp, jid = "errand@example.org", password = "a4", host = "127.0.0.1"
                  port = 5222, ca-file = "HOME/ca.pem", resource = r, nick = n
                  rooms = ["ops@rooms.example.org"], room-passwords = { "ops@rooms.example.org" = "a5" }
                  bots = ["robot@example.org"], plain-login = true, queue = 10
                }
                chats.slack {
                  type = slack, app-token = "xapp-a6", bot-token = "xoxb-a7"
                  api-url = "https://slack.example.org/api/", ca-file = "HOME/ca.pem"
                  proxy = "http://proxy.example.org:3128", timeout = 10s, rooms = [general]
                  queue-limit = 10
                }
                chats.discord {
                  type = discord, token = "a8", message-content = false, slash-commands = false
                  servers = ["1234567890"], queue = 10, keep-alive = 10s
                  api = "https://discord.example.org/", gateway = "wss://discord.example.org/"
                }
                """;
        for (String storage :
                List.of(
                        "storage { type = h2, file = bot, connections = 4 }",
                        """
                        storage {
                          type = redis, servers = ["a.example.org:6379", "b.example.org:6379"]
                          master = main, user = bot, password = "a9", sentinel-user = s
                          sentinel-password = "a10", tls = true, ca-file = "HOME/ca.pem"
                          database = 1, prefix = bots, connections = 4
                        }
                        """)) {
            configure((chats + storage).replace("HOME", home.toString()));

            Finished check = Finished.run(Bot.command(home, "check"), "");

            assertThat(check.err()).isEmpty();
            assertThat(check.exit()).isZero();
        }
    }

    @Test
    void checkSaysAllThatIsWrongAtOnce() throws Exception {
        configure(
                """
                prefx = "?"
                execution { deadline = soon, threads-per-plugin = 0 }
                """);

        Finished check = Finished.run(Bot.command(home, "check"), "");

        assertThat(check.exit()).isEqualTo(BAD_CONFIGURATION);
        assertThat(check.err())
                .contains("errand.conf:1: prefx: ", "Did you mean 'prefix'?")
                .contains("errand.conf:2: execution.deadline: 'soon'")
                .contains("errand.conf:2: execution.threads-per-plugin: '0'");
    }

    @Test
    void aBotWithABadFileDoesNotStart() throws Exception {
        configure("prefx = \"?\"\n");

        Finished run = Bot.converse(home, "!help");

        assertThat(run.exit()).isEqualTo(BAD_CONFIGURATION);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("'prefx'", "Did you mean");
    }

    @Test
    void aSyntaxErrorIsToldWithItsLine() throws Exception {
        configure("name = errand\nexecution {\n  deadline = 5s\n");

        Finished run = Bot.converse(home, "!help");

        assertThat(run.exit()).isEqualTo(BAD_CONFIGURATION);
        assertThat(run.err()).contains("errand.conf");
    }

    @Test
    void aFileThatCannotBeReadIsNoMissingFile() throws Exception {
        Files.createDirectories(home.resolve("errand.conf"));

        Finished run = Bot.converse(home, "!help");

        assertThat(run.exit()).isEqualTo(BAD_CONFIGURATION);
        assertThat(run.err()).contains("errand.conf");
    }

    @Test
    void aMisspeltVariableIsAMistakeToo() throws Exception {
        ProcessBuilder start = Bot.command(home, "check");
        start.environment().put("ERRAND_PREFX", "?");

        Finished check = Finished.run(start, "");

        assertThat(check.exit()).isEqualTo(BAD_CONFIGURATION);
        assertThat(check.err()).contains("'ERRAND_PREFX'", "ERRAND_PREFIX");
    }

    @Test
    void aDataFolderThatCannotBeWrittenIsNamed() throws Exception {
        Path data = Files.createDirectories(home.resolve("data"));
        Files.createDirectories(home.resolve("logs"));
        Files.createDirectories(home.resolve("plugins"));
        mode(data, "r-xr-xr-x");
        mode(home.resolve("logs"), "rwxrwxrwx");
        mode(home, "rwxrwxrwx");

        Finished run = Finished.run(asNobody(Bot.command(home)), "!help\n");
        mode(data, "rwxr-xr-x");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(data.toString()).doesNotContain("\tat ");
    }

    @Test
    void twoBotsDoNotShareAHomeAndTheSecondIsToldWhoHasIt() throws Exception {
        try (Bot first = Bot.start(home)) {
            assertThat(first.ask("!democmd add a b")).isEqualTo("Remembered a.");

            Finished second = Bot.converse(home, "!democmd get a");

            assertThat(second.exit()).isEqualTo(1);
            assertThat(second.out()).isEmpty();
            assertThat(second.err()).contains(home.toString(), "process").doesNotContain("\tat ");
            assertThat(first.ask("!democmd get a")).isEqualTo("b");
        }
    }

    @Test
    void twoHomesDoNotShareADatabaseAndTheSecondIsToldWhoHasIt(@TempDir Path other)
            throws Exception {
        try (Bot first = Bot.start(home)) {
            first.ask("!democmd add a b");
            Files.createDirectories(other.resolve("data"));
            for (String file : List.of("errand.mv.db", "errand.owner")) {
                Files.createSymbolicLink(
                        other.resolve("data").resolve(file), home.resolve("data").resolve(file));
            }

            Finished second = Bot.converse(other, "!democmd get a");

            assertThat(second.exit()).isEqualTo(1);
            assertThat(second.err()).contains("errand.mv.db", "in use", "process");
        }
    }

    private void configure(String text) throws IOException {
        Files.writeString(home.resolve("errand.conf"), text);
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    /** Root may write everywhere, so where the tests run as root the bot runs as somebody else. */
    private static ProcessBuilder asNobody(ProcessBuilder process) throws InterruptedException {
        if (!System.getProperty("user.name").equals("root")) {
            return process;
        }
        List<String> command =
                new ArrayList<>(
                        List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"));
        List<String> probe = new ArrayList<>(command);
        probe.addAll(List.of("test", "-r", Bot.DISTRIBUTION.resolve("bin/errand").toString()));
        assumeThat(Finished.run(new ProcessBuilder(probe), "").exit())
                .as("somebody who is not root can read the distribution")
                .isZero();
        command.addAll(process.command());
        return process.command(command);
    }
}
