package dev.errand.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.errand.api.Default;
import dev.errand.api.PersonId;
import dev.errand.api.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {

    private static final String PLANTED = "hunter2-and-more";

    record Irc(
            @Default("irc.example.org") String server,
            @Default("6697") int port,
            Secret password) {}

    @TempDir Path folder;

    @Test
    void withoutAFileEverythingTakesItsDefault() {
        ErrandConfig config =
                loaded(ConfigFile.loadIfPresent(folder.resolve("errand.conf"), Map.of()));

        assertThat(config)
                .isEqualTo(
                        new ErrandConfig(
                                "errand",
                                "!",
                                Set.of(),
                                Map.of(
                                        "console",
                                        new ErrandConfig.Chat(
                                                "console", Section.empty("chats.console"))),
                                new ErrandConfig.Storage("h2", Section.empty("storage")),
                                Map.of(),
                                Set.of(),
                                new ErrandConfig.Execution(
                                        Duration.ofSeconds(60),
                                        Duration.ofSeconds(1),
                                        64,
                                        5000,
                                        Duration.ofSeconds(10)),
                                new ErrandConfig.Replies(8),
                                new ErrandConfig.StoreLimits(new ByteSize(1 << 20)),
                                new ErrandConfig.HealthDoor(0, "127.0.0.1"),
                                new BackupSettings(Duration.ofDays(1), 7),
                                LogSettings.USUAL,
                                new FarewellSettings(
                                        Set.of(),
                                        "I am being stopped; what you have asked for so far is done."),
                                dev.errand.platform.config.AccessSettings.NONE,
                                PluginPolicy.standard(),
                                LimitSettings.USUAL,
                                AuditSettings.USUAL));
    }

    @Test
    void aFileThatSomebodyNamedMustExist() {
        Path file = folder.resolve("other.conf");

        assertThat(rejected(ConfigFile.load(file, Map.of())))
                .containsExactly(new Problem("", file.toString(), "The file does not exist."));
    }

    @Test
    void aLinkThatLeadsNowhereIsNoAbsentFile() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("errand.conf"), folder.resolve("gone"));

        assertThat(rejected(ConfigFile.loadIfPresent(link, Map.of())))
                .extracting(Problem::message)
                .containsExactly("The file does not exist.");
    }

    @Test
    void everySettingOfAFileArrives() {
        ErrandConfig config =
                loaded(
                        """
                        name = ops-bot
                        prefix = "."
                        admins = ["office:ann", "office:bob"]
                        chats {
                          office { type = irc, server = irc.example.net, password = ${?IRC_PASSWORD} }
                        }
                        storage { type = redis, address = "redis://localhost" }
                        plugins.dns.resolver = "192.0.2.53"
                        disabled-plugins = [demo]
                        execution { deadline = 2 minutes, threads-per-plugin = 8 }
                        replies.max-parts = 3
                        store.max-value-size = 64KiB
                        """,
                        Map.of("IRC_PASSWORD", PLANTED));

        assertThat(config.name()).isEqualTo("ops-bot");
        assertThat(config.prefix()).isEqualTo(".");
        assertThat(config.admins())
                .containsExactly(new PersonId("office", "ann"), new PersonId("office", "bob"));
        assertThat(config.chats()).containsOnlyKeys("office");
        assertThat(config.storage())
                .isEqualTo(
                        new ErrandConfig.Storage(
                                "redis",
                                Section.of("storage", Map.of("address", "redis://localhost"))));
        assertThat(config.plugins())
                .isEqualTo(
                        Map.of("dns", Section.of("plugins.dns", Map.of("resolver", "192.0.2.53"))));
        assertThat(config.disabledPlugins()).containsExactly("demo");
        assertThat(config.execution().deadline()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.execution().threadsPerPlugin()).isEqualTo(8);
        assertThat(config.replies().maxParts()).isEqualTo(3);
        assertThat(config.store().maxValueSize()).isEqualTo(new ByteSize(64 << 10));
        Binding<Irc> irc = config.chats().get("office").settings().bind(Irc.class);
        assertThat(((Binding.Bound<Irc>) irc).settings().password().reveal()).isEqualTo(PLANTED);
        assertThat(config.toString()).doesNotContain(PLANTED).doesNotContain("redis://");
    }

    @Test
    void allThatIsWrongIsToldAtOnceWithItsPlace() {
        Path file =
                write(
                        """
                        perfix = "?"
                        name = "two words"
                        admins = ["ann"]
                        chats {
                          OFFICE { type = irc }
                          lab { server = irc.example.org }
                        }
                        execution {
                          deadline = 5 parsecs
                          threads-per-plugin = ${?THREADS}
                        }
                        storage = h2
                        replies.max-parts = 0
                        """);

        String f = file.toString();
        assertThat(Problem.describe(rejected(ConfigFile.load(file, Map.of("THREADS", "many")))))
                .isEqualTo(
                        String.join(
                                "\n",
                                "8 problems in the configuration:",
                                "  "
                                        + f
                                        + ":3: admins[0]: A person is written chat:account, such as irc:ann; not 'ann'",
                                "  "
                                        + f
                                        + ":6: chats.lab.type: This is needed and missing. Write type = …, or set the"
                                        + " environment variable ERRAND_CHATS__LAB__TYPE.",
                                "  "
                                        + f
                                        + ":12: storage: This is a single value. Write a group of settings in braces.",
                                "  "
                                        + f
                                        + ":9: execution.deadline: '5 parsecs' is not a length of time. Write it like"
                                        + " 500ms, 90s, 1h30m or 10 minutes.",
                                "  environment variable THREADS: execution.threads-per-plugin: 'many' is not a whole"
                                        + " number from -2147483648 to 2147483647.",
                                "  "
                                        + f
                                        + ":13: replies.max-parts: '0' is not possible. It is a whole number from 1 to 100.",
                                "  "
                                        + f
                                        + ":1: perfix: 'perfix' is not known here. Did you mean 'prefix'?",
                                "  "
                                        + f
                                        + ":2: name: 'two words' is no name. It has 1 to 32 visible characters, no spaces."));
    }

    @Test
    void theRecordsOwnChecksAreToldTogether() {
        Path file =
                write(
                        """
                        name = "two words"
                        prefix = ""
                        admins = ["office:ann"]
                        chats.OFFICE.type = irc
                        execution { deadline = 0s, patience = 2h, queue-per-person = 0, drain = 1d }
                        """);

        assertThat(rejected(ConfigFile.load(file, Map.of())))
                .extracting(problem -> problem.toString().replace(folder + "/", ""))
                .containsExactly(
                        "errand.conf:5: execution.deadline: '0s' is not possible. It is 100ms to 1 day.",
                        "errand.conf:5: execution.patience: '2h' is not possible. It is 0s to 1 minute.",
                        "errand.conf:5: execution.queue-per-person: '0' is not possible. It is a whole number from 1 to"
                                + " 100000.",
                        "errand.conf:5: execution.drain: '24h' is not possible. It is 0s to 10 minutes.",
                        "errand.conf:1: name: 'two words' is no name. It has 1 to 32 visible characters, no spaces.",
                        "errand.conf:2: prefix: '' is no prefix. It has 1 to 8 visible characters, no spaces, such as '!'.",
                        "errand.conf:4: chats: 'OFFICE' is no name for a chat. It has 1 to 32 characters of a-z, 0-9"
                                + " and -.",
                        "errand.conf:3: admins: 'office:ann' is on a chat that is not configured. Configured: OFFICE.");
    }

    static Stream<Arguments> syntaxErrors() {
        return Stream.of(
                Arguments.of(
                        "\nchats {\n",
                        3,
                        "Something is still open where the file ends. Look for a missing }, ] or \"."),
                Arguments.of(
                        "name = errand\n}\n", 2, "There is a closing bracket or brace too many."),
                Arguments.of(
                        "\npassword \"" + PLANTED + "\"\n",
                        3,
                        "Here or on the lines before, a key has no value. Write key = value, or key { … }."),
                Arguments.of(
                        "a = " + PLANTED + "`\n",
                        1,
                        "A character here needs quotes around its text (one of $ { } [ ] : = , + # ` ^ ? ! @ * & \\)."),
                Arguments.of(
                        "a = " + PLANTED + "$x\n",
                        1,
                        "A $ stands alone. Put the text it belongs to in quotes."),
                Arguments.of(
                        "a = \"" + PLANTED + "\n\"",
                        1,
                        "A text in quotes does not end on its line. Close it, or use three quotes for several lines."),
                Arguments.of(
                        "a = \"" + PLANTED + "\\q\"",
                        1,
                        "A backslash in quotes begins an escape. Write two of them for one."),
                Arguments.of(
                        "a = " + PLANTED + " {x = 1}",
                        1,
                        "A text, a list and a group cannot be joined to one value. Is a comma or a line break missing?"),
                Arguments.of(
                        "[1, 2]", 1, "The file holds a list. It must hold settings: key = value."),
                Arguments.of(
                        "include more.conf",
                        1,
                        "An include names a file in quotes. Write include \"more.conf\"."),
                Arguments.of("a = ${B", 1, "A ${ is not closed. Write ${NAME}."),
                Arguments.of(
                        "name = ${NAME}",
                        1,
                        "'${NAME}' has no value: no setting and no environment variable is called so. Set it, or write ${?NAME} if it may be absent."),
                Arguments.of("a = ${b}\nb = ${a}", 2, "'${a}' leads back to itself."));
    }

    @ParameterizedTest
    @MethodSource("syntaxErrors")
    void aMistakeOfWritingIsToldInPlainWords(String text, int line, String message) {
        Path file = write(text);

        assertThat(rejected(ConfigFile.load(file, Map.of())))
                .first()
                .isEqualTo(new Problem("", file + ":" + line, message));
        assertThat(Problem.describe(rejected(ConfigFile.load(file, Map.of()))))
                .doesNotContain(PLANTED);
    }

    @Test
    void ofAFileThatIsNotUnderstoodNothingElseIsTold() {
        Path file = write("name = ${?ERRAND_BOT}\nchats.office { type = irc");

        assertThat(
                        rejected(
                                ConfigFile.load(
                                        file,
                                        Map.of(
                                                "ERRAND_CHATS__OFFICE__NICK",
                                                "x",
                                                "ERRAND_BOT",
                                                "y"))))
                .hasSize(1);
    }

    @Test
    void everySubstitutionWithoutAValueIsTold() {
        Path file = write("name = ${A}\nprefix = ${B}\nexecution.drain = ${C}\nnaem = x");

        assertThat(rejected(ConfigFile.load(file, Map.of())))
                .extracting(Problem::message)
                .satisfiesExactlyInAnyOrder(
                        a -> assertThat(a).startsWith("'${A}' has no value"),
                        b -> assertThat(b).startsWith("'${B}' has no value"),
                        c -> assertThat(c).startsWith("'${C}' has no value"),
                        d -> assertThat(d).startsWith("'naem' is not known here"));
    }

    @Test
    void nothingButTheGivenEnvironmentIsLookedAt() {
        assertThat(loaded("name = errand${?user.home}${?java.version}${?PATH}", Map.of()).name())
                .isEqualTo("errand");
    }

    @Test
    void aNumberKeepsItsWrittenFormAndAnEmptyValueItsDefault() {
        ErrandConfig config =
                loaded("name = 1.10\nprefix = null\nplugins.dns.version = 2.0", Map.of());

        assertThat(config.name()).isEqualTo("1.10");
        assertThat(config.prefix()).isEqualTo("!");
        assertThat(config.plugins().get("dns"))
                .isEqualTo(Section.of("plugins.dns", Map.of("version", "2.0")));
    }

    @Test
    void aSettingOfALaterStageKeepsItsPlace() {
        Path file = write("chats.office {\n  type = irc\n  port = x${?PORT}\n  pasword = a\n}");

        Section office =
                loaded(ConfigFile.load(file, Map.of("PORT", "y"))).chats().get("office").settings();

        assertThat(((Binding.Rejected<Irc>) office.bind(Irc.class)).problems())
                .extracting(problem -> problem.toString().replace(file.toString(), "errand.conf"))
                .containsExactly(
                        "errand.conf:3: chats.office.port: 'xy' is not a whole number from -2147483648 to 2147483647.",
                        "errand.conf:1: chats.office.password: This is needed and missing. Is 'pasword' meant to be it?"
                                + " Write password = …, or set the environment variable ERRAND_CHATS__OFFICE__PASSWORD.",
                        "errand.conf:4: chats.office.pasword: 'pasword' is not known here. Did you mean 'password'?");
    }

    @Test
    void whatIsNoTextFileIsRefused() throws Exception {
        Path file = folder.resolve("errand.conf");
        Files.write(file, "name = a\nprefix = \"\u00a7\"".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(rejected(ConfigFile.load(file, Map.of())))
                .containsExactly(
                        new Problem(
                                "",
                                file.toString(),
                                "The file is not UTF-8: line 2 holds a byte that is no character. Save it as UTF-8."));
        Files.writeString(file, "#".repeat((1 << 20) + 1));
        assertThat(rejected(ConfigFile.load(file, Map.of())))
                .containsExactly(
                        new Problem("", file.toString(), "The file is larger than 1048576 bytes."));
        assertThat(rejected(ConfigFile.load(folder, Map.of())))
                .containsExactly(
                        new Problem(
                                "", folder.toString(), "The file is a folder. A file is needed."));
        Files.writeString(file, "a=" + "[".repeat(500_000));
        assertThat(rejected(ConfigFile.load(file, Map.of())))
                .containsExactly(
                        new Problem(
                                "", file.toString(), "Brackets or braces are nested too deep."));
    }

    @Test
    void aFileThatMayNotBeReadIsRefused() throws Exception {
        Path file = write("name = x");
        Files.setPosixFilePermissions(file, Set.of());
        assumeThat(Files.isReadable(file)).as("nobody keeps root from reading").isFalse();

        assertThat(rejected(ConfigFile.load(file, Map.of())))
                .extracting(Problem::message)
                .containsExactly(
                        "The file may not be read by the user who runs the bot. Check its permissions.");
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertThat(loaded("\uFEFFname = x", Map.of()).name()).isEqualTo("x");
    }

    @Test
    void aFileBelowTheFolderCanBeIncluded() throws Exception {
        Files.createDirectories(folder.resolve("more/deep"));
        Files.writeString(
                folder.resolve("more/a.conf"), "include \"deep/b.conf\"\nexecution.drain = x");
        Files.writeString(folder.resolve("more/deep/b.conf"), "\nreplies.max-parts = y");
        Path file = write("include file(\"more/a.conf\")\ninclude \"absent.conf\"");

        assertThat(rejected(ConfigFile.load(file, Map.of())))
                .extracting(problem -> problem.place().replace(folder + "/", ""))
                .containsExactly("more/a.conf:2", "more/deep/b.conf:2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include \"../outside.conf\"",
                "include file(\"/etc/hostname\")",
                "include \"link.conf\"",
                "include \"http://localhost:1/x.conf\"",
                "include url(\"file:///etc/hostname\")",
                "include classpath(\"reference.conf\")",
                "include required(\"absent.conf\")",
                "include \"errand.conf\"",
                "include \"bad.conf\""
            })
    void nothingElseCanBeIncluded(String line) throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Files.writeString(folder.resolve("outside.conf"), "name = outside");
        Files.writeString(inner.resolve("bad.conf"), "name = {");
        Files.createSymbolicLink(inner.resolve("link.conf"), folder.resolve("outside.conf"));
        Path file = Files.writeString(inner.resolve("errand.conf"), "\n" + line);

        assertThat(rejected(ConfigFile.load(file, Map.of()))).hasSize(1);
    }

    @Test
    void aRefusedIncludeIsToldWithItsLine() {
        Path file = write("\ninclude \"../x.conf\"");

        assertThat(rejected(ConfigFile.load(file, Map.of())))
                .containsExactly(
                        new Problem(
                                "",
                                file + ":2",
                                "Include '../x.conf' leads out of the folder of the configuration. Only files in it can"
                                        + " be included."));
    }

    @Test
    void theTemplateWithoutItsCommentSignsSaysTheDefaults() {
        String uncommented = uncommented();

        assertThat(uncommented)
                .contains("\n  drain = 10s\n")
                .contains("\n  console { type = console }\n");
        assertThat(loaded(uncommented, Map.of()))
                .isEqualTo(loaded(ConfigFile.loadIfPresent(folder.resolve("absent"), Map.of())));
        assertThat(loaded(ConfigFile.template(), Map.of()))
                .isEqualTo(loaded(ConfigFile.loadIfPresent(folder.resolve("absent"), Map.of())));
    }

    @Test
    void theTemplateHoldsEverySettingAndItsExamplesLoad() {
        String settings = uncommented();
        assertThat(
                        Stream.of(
                                        ErrandConfig.class,
                                        ErrandConfig.Execution.class,
                                        ErrandConfig.Replies.class,
                                        ErrandConfig.StoreLimits.class)
                                .flatMap(type -> Shape.Setting.of(type).stream()))
                .allSatisfy(setting ->
                        assertThat(settings)
                                .containsPattern("(?m)^ *" + setting.key() + " (=|\\{)"));

        String examples =
                ConfigFile.template()
                        .lines()
                        .filter(line -> line.startsWith("#   "))
                        .map(line -> line.substring(1))
                        .collect(Collectors.joining("\n"));
        assertThat(loaded(examples, Map.of()).chats()).containsOnlyKeys("office", "partners");
    }

    private static String uncommented() {
        return ConfigFile.template().replaceAll("(?m)^#(?=[^ \n#]|  [a-z])", "");
    }

    private ErrandConfig loaded(String text, Map<String, String> environment) {
        return loaded(ConfigFile.load(write(text), environment));
    }

    private Path write(String text) {
        try {
            return Files.writeString(folder.resolve("errand.conf"), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ErrandConfig loaded(ConfigResult result) {
        return switch (result) {
            case ConfigResult.Loaded(ErrandConfig config) -> config;
            case ConfigResult.Rejected(List<Problem> problems) ->
                    throw new AssertionError(Problem.describe(problems));
        };
    }

    private static List<Problem> rejected(ConfigResult result) {
        return switch (result) {
            case ConfigResult.Loaded(ErrandConfig config) ->
                    throw new AssertionError("Loaded: " + config);
            case ConfigResult.Rejected(List<Problem> problems) -> problems;
        };
    }
}
