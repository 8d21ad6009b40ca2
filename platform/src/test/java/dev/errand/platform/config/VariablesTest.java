package dev.errand.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Default;
import dev.errand.api.PersonId;
import dev.errand.api.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariablesTest {

    private static final String PLANTED = "hunter2-and-more";

    record Irc(@Default("irc.example.org") String server, Secret password) {}

    @TempDir Path folder;

    @Test
    void aVariableSetsWhatItsNameSpells() {
        ErrandConfig config =
                loaded(
                        Map.of(
                                "ERRAND_NAME", "ops",
                                "ERRAND_ADMINS", "office:ann,office:bob",
                                "ERRAND_EXECUTION__THREADS_PER_PLUGIN", "9",
                                "ERRAND_CHATS__OFFICE__TYPE", "irc",
                                "ERRAND_CHATS__OFFICE__PASSWORD", PLANTED,
                                "ERRAND_STORAGE__TYPE", "memory",
                                "ERRAND_PLUGINS__DNS__RESOLVER", "192.0.2.53",
                                "ERRAND_HOME", "/srv/errand",
                                "ERRAND_TEST_REDIS", "localhost",
                                "HOME", "/root"));

        assertThat(config.name()).isEqualTo("ops");
        assertThat(config.admins())
                .containsExactly(new PersonId("office", "ann"), new PersonId("office", "bob"));
        assertThat(config.execution().threadsPerPlugin()).isEqualTo(9);
        assertThat(config.storage().type()).isEqualTo("memory");
        assertThat(config.plugins())
                .isEqualTo(
                        Map.of("dns", Section.of("plugins.dns", Map.of("resolver", "192.0.2.53"))));
        assertThat(password(config)).isEqualTo(PLANTED);
    }

    @Test
    void aVariableWinsOverTheFile() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("errand.conf"),
                        "prefix = a\nexecution { drain = 1s, deadline = 2s }");

        ErrandConfig config =
                loaded(ConfigFile.load(file, Map.of("ERRAND_EXECUTION__DRAIN", "3s")));

        assertThat(config.prefix()).isEqualTo("a");
        assertThat(config.execution().drain()).hasSeconds(3);
        assertThat(config.execution().deadline()).hasSeconds(2);
    }

    @Test
    void yesAndNoAreTakenAsPeopleWriteThem() {
        for (String yes : new String[] {"true", "YES", "on", "1", " True "}) {
            assertThat(allowsSnapshots(yes)).as(yes).isTrue();
        }
        for (String no : new String[] {"false", "No", "OFF", "0"}) {
            assertThat(allowsSnapshots(no)).as(no).isFalse();
        }
        assertThat(loaded(Map.of("ERRAND_LOG__FORMAT", "JSON")).log().format())
                .isEqualTo(LogSettings.Format.JSON);
    }

    private boolean allowsSnapshots(String text) {
        return loaded(Map.of("ERRAND_PLUGIN_POLICY__ALLOW_SNAPSHOTS", text))
                .pluginPolicy()
                .allowSnapshots();
    }

    @Test
    void aVariableMayNameAFileThatHoldsTheValue() throws Exception {
        String file = Files.writeString(folder.resolve("secret"), PLANTED + "\n").toString();

        assertThat(
                        password(
                                loaded(
                                        Map.of(
                                                "ERRAND_CHATS__OFFICE__TYPE",
                                                "irc",
                                                "ERRAND_CHATS__OFFICE__PASSWORD_FILE",
                                                file))))
                .isEqualTo(PLANTED);
        assertThat(
                        password(
                                loaded(
                                        Map.of(
                                                "ERRAND_CHATS__OFFICE__TYPE",
                                                "irc",
                                                "ERRAND_CHATS__OFFICE__PASSWORD__FILE",
                                                file))))
                .isEqualTo(PLANTED);
    }

    @Test
    void theFileOfAVariableMustBeReadable() {
        assertThat(problems(Map.of("ERRAND_NAME_FILE", folder.resolve("gone").toString())))
                .containsExactly(
                        "environment variable ERRAND_NAME_FILE: "
                                + Words.quoted(folder.resolve("gone").toString())
                                + " does not exist.");
        assertThat(problems(Map.of("ERRAND_NAME_FILE", "/x", "ERRAND_NAME", "x")))
                .containsExactly(
                        "environment variable ERRAND_NAME_FILE: Both ERRAND_NAME and ERRAND_NAME_FILE are set. Set one of"
                                + " them.");
    }

    @Test
    void aBadValueIsToldWithItsVariable() {
        assertThat(problems(Map.of("ERRAND_EXECUTION__DRAIN", "soon")))
                .containsExactly(
                        "environment variable ERRAND_EXECUTION__DRAIN: execution.drain: 'soon' is not a length of time."
                                + " Write it like 500ms, 90s, 1h30m or 10 minutes.");
    }

    @Test
    void anUnknownVariableIsToldWithoutItsValue() {
        assertThat(problems(Map.of("ERRAND_EXECUTION_DRAIN", PLANTED)))
                .containsExactly(
                        "environment variable ERRAND_EXECUTION_DRAIN: No setting belongs to 'ERRAND_EXECUTION_DRAIN'. Did"
                                + " you mean ERRAND_EXECUTION__DRAIN?");
        assertThat(problems(Map.of("ERRAND_SOMETHING_ELSE_ALTOGETHER", PLANTED)))
                .containsExactly(
                        "environment variable ERRAND_SOMETHING_ELSE_ALTOGETHER: No setting belongs to"
                                + " 'ERRAND_SOMETHING_ELSE_ALTOGETHER'. Two underscores stand for a dot and one for a dash,"
                                + " such as ERRAND_EXECUTION__DEADLINE for execution.deadline.");
        assertThat(
                        problems(
                                Map.of(
                                        "ERRAND_Name",
                                        "x",
                                        "ERRAND_",
                                        "x",
                                        "ERRAND_NAME__",
                                        "x",
                                        "ERRAND_NAME__X",
                                        "x")))
                .hasSize(4);
    }

    @Test
    void aVariableCannotSetAWholeGroup() {
        assertThat(problems(Map.of("ERRAND_EXECUTION", "x")))
                .containsExactly(
                        "environment variable ERRAND_EXECUTION: 'ERRAND_EXECUTION' names a group of settings. Set them one"
                                + " by one: ERRAND_EXECUTION__… = …");
        assertThat(problems(Map.of("ERRAND_CHATS__OFFICE", "x", "ERRAND_PLUGINS__DNS", "x")))
                .hasSize(2);
    }

    @Test
    void aVariableThatTheFileRefersToMayHaveAnyName() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("errand.conf"),
                        "name = ${?ERRAND_BOT}\nprefix = ${?ERRAND_P}");

        assertThat(loaded(ConfigFile.load(file, Map.of("ERRAND_BOT", "ops"))).name())
                .isEqualTo("ops");
    }

    private String password(ErrandConfig config) {
        Binding<Irc> irc = config.chats().get("office").settings().bind(Irc.class);
        return ((Binding.Bound<Irc>) irc).settings().password().reveal();
    }

    private ErrandConfig loaded(Map<String, String> environment) {
        return loaded(ConfigFile.loadIfPresent(folder.resolve("errand.conf"), environment));
    }

    private static ErrandConfig loaded(ConfigResult result) {
        return switch (result) {
            case ConfigResult.Loaded(ErrandConfig config) -> config;
            case ConfigResult.Rejected(List<Problem> problems) ->
                    throw new AssertionError(Problem.describe(problems));
        };
    }

    private List<String> problems(Map<String, String> environment) {
        return switch (ConfigFile.loadIfPresent(folder.resolve("errand.conf"), environment)) {
            case ConfigResult.Loaded(ErrandConfig config) ->
                    throw new AssertionError("Loaded: " + config);
            case ConfigResult.Rejected(List<Problem> problems) ->
                    problems.stream().map(Problem::toString).toList();
        };
    }
}
