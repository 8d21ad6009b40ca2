package dev.errand.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.platform.config.ConfigFile;
import dev.errand.platform.config.ConfigResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {

    private static final String NOW = "2026-06-03T12:00:00Z";

    @TempDir Path folder;

    @Test
    void aCheckThatFailsDeniesWithAnIncident() {
        Gate gate =
                Scene.gate(
                        () -> {
                            throw new IllegalStateException("broken rules");
                        },
                        NOW);

        Verdict verdict = gate.check(Request.inGeneral(Scene.ROOT, Scene.direct(), Scene.DEPLOY));

        assertThat(verdict).isInstanceOf(Verdict.Denied.class);
        assertThat(((Verdict.Denied) verdict).reason())
                .contains("could not be checked", "incident")
                .doesNotContain("broken rules");
    }

    @Test
    void theRuleThatDecidedIsNamedWithFileAndLine() throws Exception {
        String text =
                """
                chats.office { type = console }
                access {
                  roles.oncall {}
                  rules = [
                    { allow = "deploy *", to = role oncall }
                    { deny = deploy, in = "room office:#ops", because = "use #deploys" }
                  ]
                }
                """;
        Path file = Files.writeString(folder.resolve("errand.conf"), text);
        ConfigResult.Loaded loaded = (ConfigResult.Loaded) ConfigFile.load(file, Map.of());
        Gate gate = Scene.gate(loaded.config().access(), NOW);

        Verdict verdict =
                gate.check(Request.inGeneral(Scene.ANN, Scene.room("#ops"), Scene.DEPLOY));

        assertThat(verdict)
                .isEqualTo(
                        new Verdict.Denied(
                                "errand.conf:6 (deny deploy in room office:#ops)",
                                "You may not run deploy here and now: use #deploys."));
        assertThat(gate.check(Request.inGeneral(Scene.ANN, Scene.direct(), Scene.DEPLOY)).rule())
                .isEqualTo("errand.conf:5 (allow deploy * to role oncall)");
    }

    @Test
    void whatCannotBeReadIsToldWithItsLineAndNothingIsLoaded() throws Exception {
        String text =
                """
                access.rules = [
                  { allow = "deploy", to = "oncall" }
                  { allow = "deploy", deny = "deploy" }
                  { deny = "deploy", when = "someday" }
                  { deny = "deploy", to = "role nobody" }
                  { denny = "deploy" }
                  { deny = "deploy", in = "room #ops" }
                  { to = everyone }
                ]
                """;
        Path file = Files.writeString(folder.resolve("errand.conf"), text);

        ConfigResult result = ConfigFile.load(file, Map.of());

        assertThat(result).isInstanceOf(ConfigResult.Rejected.class);
        String all = ((ConfigResult.Rejected) result).problems().toString();
        for (int line : List.of(2, 3, 4, 6, 7, 8)) {
            assertThat(all).contains("errand.conf:" + line);
        }
    }

    @Test
    void aRoleOrChatThatThereIsNotCannotBeNamed() throws Exception {
        assertThat(problems("access.rules = [{ deny = x, to = \"role oncal\" }]"))
                .contains("'oncal'", "not among access.roles");
        assertThat(problems("access.rules = [{ deny = x, in = \"room offce:#ops\" }]"))
                .contains("'offce'", "not configured");
        assertThat(problems("access.roles.admin.people = [\"console:me\"]"))
                .contains("Who is admin is said by admins");
    }

    private String problems(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("errand.conf"), text);
        return ((ConfigResult.Rejected) ConfigFile.load(file, Map.of())).problems().toString();
    }

    @Test
    void aRuleWithArgumentsShowsACommandButDoesNotHideIt() {
        Gate gate =
                Scene.gate(
                        Scene.settings(
                                List.of(
                                        Map.of("deny", "deploy", "with", Map.of("env", "prod")),
                                        Map.of("deny", "restart"),
                                        Map.of("allow", "restart", "with", Map.of("name", "a")))),
                        NOW);

        assertThat(gate.shows(Scene.BOB, Scene.direct(), Scene.DEPLOY)).isTrue();
        assertThat(gate.shows(Scene.BOB, Scene.direct(), Scene.RESTART)).isTrue();
        assertThat(gate.shows(Scene.BOB, Scene.direct(), Scene.WIPE)).isFalse();
    }

    @Test
    void timesAreThoseOfTheZone() {
        Map<String, Object> values =
                Map.of(
                        "zone",
                        "Asia/Tokyo",
                        "rules",
                        List.of(Map.of("deny", "deploy", "when", "21:00-22:00")));
        Gate gate = Scene.gate(Scene.settings(values), NOW);

        assertThat(gate.check(Request.inGeneral(Scene.BOB, Scene.direct(), Scene.DEPLOY)))
                .isInstanceOf(Verdict.Denied.class);
    }

    @Test
    void aDenialIsRememberedForTheOneWhoWasDenied() {
        Gate gate = Scene.gate(Scene.settings(List.of()), NOW);
        Verdict.Denied denied = new Verdict.Denied("errand.conf:1 (deny deploy)", "No.");

        gate.remember(Scene.BOB.person().id(), Scene.DEPLOY, denied);

        assertThat(gate.lastDenial(Scene.BOB.person().id()))
                .isEqualTo(Optional.of("deploy was denied by errand.conf:1 (deny deploy). No."));
        assertThat(gate.lastDenial(Scene.ANN.person().id())).isEmpty();
    }
}
