package dev.errand.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Default;
import dev.errand.api.PersonId;
import dev.errand.api.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordBinderTest {

    private static final String PLANTED = "hunter2-and-more";

    enum Level {
        READ_ONLY,
        READ_WRITE
    }

    record Scalars(
            String text,
            int whole,
            long large,
            double number,
            boolean flag,
            Duration time,
            Path path,
            Level level,
            Secret secret,
            ByteSize size,
            PersonId person) {}

    record Several(
            List<Integer> list,
            Set<String> set,
            Map<String, Duration> map,
            Optional<Level> maybe) {}

    record Defaults(
            @Default("7") int whole,
            @Default("a, b") List<String> list,
            @Default("") Set<String> none,
            @Default("read-only") Level level,
            @Default("5s") Optional<Duration> maybe,
            Inner inner) {}

    record Inner(@Default("deep") String value) {}

    record Open(String type, Section rest) {}

    record Picky(int least, int most) {
        Picky {
            if (least > most) {
                throw new IllegalArgumentException(
                        "least is " + least + ", more than most, which is " + most);
            }
        }
    }

    record Careless(@Default("x") String value) {
        Careless {
            Integer.parseInt(value.substring(5));
        }
    }

    record Telling(Secret token) {
        Telling {
            throw new IllegalArgumentException("Cannot use " + token.reveal());
        }
    }

    record Guarded(
            Secret token, Optional<Secret> spare, Map<String, Secret> more, List<Secret> many) {}

    record One<T>(T value) {}

    record WholeOnly(int value) {}

    record DurationOnly(Duration value) {}

    record FlagOnly(boolean value) {}

    record Odd(java.util.regex.Pattern value) {}

    record Chain(Optional<Chain> next) {}

    record Endless(Endless next) {}

    @Test
    void everyTypeIsReadFromItsWrittenForm() {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("text", "hello");
        written.put("whole", "-3");
        written.put("large", 9_000_000_000L);
        written.put("number", "0.5");
        written.put("flag", "on");
        written.put("time", "1h30m");
        written.put("path", "/var/lib");
        written.put("level", "Read-Only");
        written.put("secret", PLANTED);
        written.put("size", "2 KiB");
        written.put("person", "irc:ann");

        Scalars bound = bound(Scalars.class, written);

        assertThat(bound.secret().reveal()).isEqualTo(PLANTED);
        assertThat(bound)
                .isEqualTo(
                        new Scalars(
                                "hello",
                                -3,
                                9_000_000_000L,
                                0.5,
                                true,
                                Duration.ofMinutes(90),
                                Path.of("/var/lib"),
                                Level.READ_ONLY,
                                bound.secret(),
                                new ByteSize(2048),
                                new PersonId("irc", "ann")));
    }

    @Test
    void secretsAreFoundWhereverTheyAreAndAPathIsNoListOfThem() {
        record WithFiles(Path ca, Optional<Path> more, List<Path> all, Guarded guarded) {}
        Map<String, Object> written =
                Map.of(
                        "ca",
                        "/etc/ca.pem",
                        "more",
                        "b.pem",
                        "all",
                        List.of("/c", "d"),
                        "guarded",
                        Map.of(
                                "token",
                                "one",
                                "spare",
                                "two",
                                "more",
                                Map.of("x", "three"),
                                "many",
                                List.of("four")));
        List<String> found = new ArrayList<>();
        switch (Section.of("here", written).bind(WithFiles.class)) {
            case Binding.Bound<WithFiles> bound ->
                    bound.eachSecret(secret -> found.add(secret.reveal()));
            case Binding.Rejected<WithFiles>(List<Problem> problems) ->
                    throw new AssertionError(problems);
        }
        assertThat(found).containsExactlyInAnyOrder("one", "two", "three", "four");
    }

    @Test
    void listsSetsMapsAndOptionalsAreReadInTheirOrder() {
        Several bound =
                bound(
                        Several.class,
                        Map.of(
                                "list",
                                List.of(3, 1, 3),
                                "set",
                                "b, a ,, b",
                                "map",
                                Map.of("x", "2s"),
                                "maybe",
                                "READ_WRITE"));

        assertThat(bound.list()).containsExactly(3, 1, 3);
        assertThat(bound.set()).containsExactly("b", "a");
        assertThat(bound.map()).containsExactly(Map.entry("x", Duration.ofSeconds(2)));
        assertThat(bound.maybe()).contains(Level.READ_WRITE);
        assertThat(bound(Several.class, Map.of()))
                .isEqualTo(new Several(List.of(), Set.of(), Map.of(), Optional.empty()));
    }

    @Test
    void anAbsentSettingTakesItsDefault() {
        assertThat(bound(Defaults.class, Map.of()))
                .isEqualTo(
                        new Defaults(
                                7,
                                List.of("a", "b"),
                                Set.of(),
                                Level.READ_ONLY,
                                Optional.of(Duration.ofSeconds(5)),
                                new Inner("deep")));
    }

    @Test
    void aSectionTakesWhatNobodyElseClaims() {
        Open open = bound(Open.class, Map.of("type", "irc", "value", "x"));

        assertThat(open.rest().bind(Inner.class)).isEqualTo(new Binding.Bound<>(new Inner("x")));
        assertThat(open.rest()).hasToString("Section[here, keys [value]]");
    }

    static Stream<Map.Entry<String, Duration>> durations() {
        return Stream.of(
                Map.entry("500ms", Duration.ofMillis(500)),
                Map.entry("90s", Duration.ofSeconds(90)),
                Map.entry("1h30m", Duration.ofMinutes(90)),
                Map.entry(" 1d 2h ", Duration.ofHours(26)),
                Map.entry("10 minutes", Duration.ofMinutes(10)),
                Map.entry("1.5 s", Duration.ofMillis(1500)),
                Map.entry("0s", Duration.ZERO),
                Map.entry("250 ns", Duration.ofNanos(250)));
    }

    @ParameterizedTest
    @MethodSource("durations")
    void aLengthOfTimeIsWrittenWithItsUnit(Map.Entry<String, Duration> example) {
        assertThat(bound(DurationOnly.class, Map.of("value", example.getKey())).value())
                .isEqualTo(example.getValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"60", "5 parsecs", "-5s", "s", "", "1h30", "1h x", "99999999999999999 d"})
    void whatIsNoLengthOfTimeIsRefused(String text) {
        assertThat(message(DurationOnly.class, Map.of("value", text))).contains("'");
    }

    @ParameterizedTest
    @CsvSource({
        "TRUE,true",
        "yes,true",
        "on,true",
        "1,true",
        "false,false",
        "No,false",
        "off,false",
        "0,false"
    })
    void aFlagCanBeSaidInSeveralWays(String text, boolean value) {
        assertThat(bound(FlagOnly.class, Map.of("value", text)).value()).isEqualTo(value);
    }

    @Test
    void everyWrongValueIsQuotedWithWhatWouldWork() {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("text", List.of("a"));
        written.put("whole", "3.5");
        written.put("large", "1e3");
        written.put("number", "NaN");
        written.put("flag", "maybe");
        written.put("time", "60");
        written.put("path", "");
        written.put("level", "read-olny");
        written.put("secret", "   ");
        written.put("size", "1 banana");
        written.put("person", "ann");

        assertThat(problems(Scalars.class, written))
                .extracting(Problem::toString)
                .containsExactly(
                        "here.text: This is a list. Write a single value.",
                        "here.whole: '3.5' is not a whole number from -2147483648 to 2147483647.",
                        "here.large: '1e3' is not a whole number from -9223372036854775808 to 9223372036854775807.",
                        "here.number: 'NaN' is not a number. Write it like 0.5 or 12.",
                        "here.flag: 'maybe' is neither true nor false (nor yes, no, on, off).",
                        "here.time: '60' is not a length of time. Write it like 500ms, 90s, 1h30m or 10 minutes.",
                        "here.path: '' is not a path.",
                        "here.level: 'read-olny' is not known here. Did you mean 'read-only'? Known: read-only, read-write.",
                        "here.secret: The secret is empty.",
                        "here.size: '1 banana' is not a size. Write it like 64B, 512KiB, 1MiB or 2GiB.",
                        "here.person: A person is written chat:account, such as irc:ann; not 'ann'");
    }

    @Test
    void whatIsMissingIsSaidWithItsVariableAndTheTypoThatMayBeIt() {
        assertThat(problems(Open.class, Map.of("tpye", "irc")))
                .containsExactly(
                        new Problem(
                                "here.type",
                                "",
                                "This is needed and missing. Is 'tpye' meant to be it? Write type = …, or set the"
                                        + " environment variable ERRAND_HERE__TYPE."));
    }

    @Test
    void anUnknownKeyComesWithANearOneOrAllThatAreKnown() {
        assertThat(problems(Picky.class, Map.of("least", 1, "most", 2, "laest", 1)))
                .extracting(Problem::message)
                .containsExactly("'laest' is not known here. Did you mean 'least'?");
        assertThat(problems(Picky.class, Map.of("least", 1, "most", 2, "colour", "red")))
                .extracting(Problem::message)
                .containsExactly("'colour' is not known here. Known: least, most.");
        assertThat(problems(ErrandConfig.Execution.class, Map.of("threadsPerPlugin", 3)))
                .extracting(Problem::message)
                .containsExactly(
                        "'threadsPerPlugin' is not known here. Did you mean 'threads-per-plugin'?");
    }

    @Test
    void anElementIsNamedByItsPlaceInTheListOrMap() {
        assertThat(
                        problems(
                                Several.class,
                                Map.of("list", List.of(1, "x", "y"), "map", Map.of("a.b", "1"))))
                .extracting(Problem::path)
                .containsExactly("here.list[1]", "here.list[2]", "here.map.\"a.b\"");
    }

    @Test
    void theRecordsOwnCheckIsReportedAtItsPath() {
        assertThat(problems(Picky.class, Map.of("least", 5, "most", 2)))
                .containsExactly(new Problem("here", "", "least is 5, more than most, which is 2"));
        assertThat(problems(Careless.class, Map.of()))
                .containsExactly(
                        new Problem(
                                "here",
                                "",
                                "Careless could not check these settings (StringIndexOutOfBoundsException)."));
    }

    @Test
    void aRecordThatCannotHoldSettingsIsSaidToBeSo() {
        assertThat(message(Odd.class, Map.of("value", "x")))
                .startsWith(
                        "Odd.value is of type java.util.regex.Pattern, which no setting can be. Possible: String,");
        assertThat(message(One.class, Map.of("value", "x"))).startsWith("One.value is of type T");
    }

    @Test
    void aRecordOfItsOwnKindEndsWhereTheSettingsEnd() {
        assertThat(bound(Chain.class, Map.of("next", Map.of())))
                .isEqualTo(new Chain(Optional.of(new Chain(Optional.empty()))));
        assertThat(message(Endless.class, Map.of()))
                .isEqualTo("Settings are nested more than 32 deep here.");
    }

    @Test
    void aHostileValueIsShownHarmlesslyAndCut() {
        assertThat(message(WholeOnly.class, Map.of("value", "a\u001b[31m\u202e\n")))
                .startsWith("'a\\u001b[31m\\u202e\\u000a' is not");
        assertThat(message(WholeOnly.class, Map.of("value", "x".repeat(500))))
                .startsWith("'" + "x".repeat(60) + "…' is");
    }

    @Test
    void aSecretMayStandInAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("token"), PLANTED + "\n");

        Guarded bound = bound(Guarded.class, Map.of("token", Map.of("file", file.toString())));

        assertThat(bound.token().reveal()).isEqualTo(PLANTED);
        assertThat(bound.toString()).doesNotContain(PLANTED);
    }

    @Test
    void aSecretsFileThatCannotBeReadIsAProblem(@TempDir Path folder) throws Exception {
        Path gone = folder.resolve("gone");
        Path empty = Files.writeString(folder.resolve("empty"), "\n");

        assertThat(message(Guarded.class, Map.of("token", Map.of("file", gone.toString()))))
                .isEqualTo(Words.quoted(gone.toString()) + " does not exist.");
        assertThat(message(Guarded.class, Map.of("token", Map.of("file", folder.toString()))))
                .isEqualTo(Words.quoted(folder.toString()) + " is a folder. A file is needed.");
        assertThat(message(Guarded.class, Map.of("token", Map.of("file", empty.toString()))))
                .isEqualTo("The secret is empty.");
        assertThat(message(Guarded.class, Map.of("token", Map.of("file", "token"))))
                .isEqualTo("This is not a full path to a file, such as /run/secrets/token.");
        assertThat(message(Guarded.class, Map.of("token", Map.of("file", "\0"))))
                .isEqualTo("This is not a full path to a file, such as /run/secrets/token.");
    }

    static Stream<Map<String, Object>> secretsInWrongPlaces() {
        return Stream.of(
                Map.of("token", List.of(PLANTED)),
                Map.of("token", Map.of("file", PLANTED)),
                Map.of("token", Map.of("value", PLANTED)),
                Map.of("token", Map.of("file", List.of(PLANTED))),
                Map.of("token", PLANTED, "spare", List.of(PLANTED)),
                Map.of("token", PLANTED, "more", PLANTED),
                Map.of("token", PLANTED, "more", Map.of("a", Map.of("b", PLANTED))),
                Map.of("token", PLANTED, "many", Map.of("a", PLANTED)),
                Map.of("tokn", PLANTED),
                Map.of("token", PLANTED, "unknown", PLANTED));
    }

    @ParameterizedTest
    @MethodSource("secretsInWrongPlaces")
    void noProblemShowsASecret(Map<String, Object> written) {
        assertThat(Problem.describe(problems(Guarded.class, written))).doesNotContain(PLANTED);
    }

    @Test
    void aSecretIsTakenOutOfTheRecordsOwnMessage() {
        assertThat(message(Telling.class, Map.of("token", PLANTED))).isEqualTo("Cannot use ***");
    }

    private static <R extends Record> R bound(Class<R> type, Map<String, ?> written) {
        return switch (Section.of("here", written).bind(type)) {
            case Binding.Bound<R>(R settings) -> settings;
            case Binding.Rejected<R>(List<Problem> problems) ->
                    throw new AssertionError(Problem.describe(problems));
        };
    }

    private static <R extends Record> List<Problem> problems(
            Class<R> type, Map<String, ?> written) {
        return switch (Section.of("here", written).bind(type)) {
            case Binding.Bound<R>(R settings) -> throw new AssertionError("Bound: " + settings);
            case Binding.Rejected<R>(List<Problem> problems) -> problems;
        };
    }

    private static String message(Class<? extends Record> type, Map<String, ?> written) {
        List<Problem> problems = problems(type, written);
        assertThat(problems).hasSize(1);
        return problems.getFirst().message();
    }
}
