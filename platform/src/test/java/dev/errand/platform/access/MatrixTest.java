package dev.errand.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.errand.api.Caller;
import dev.errand.api.Room;
import dev.errand.platform.command.CommandDefinition;
import dev.errand.platform.config.AccessSettings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The whole matrix by hand: each row has twelve expectations, for ann (on call), bob (nobody) and
 * root (admin), each directly, in #ops, in #random and in a thread of #ops. y is yes, n is no, ? is
 * yes after a question.
 */
class MatrixTest {

    private static final String FREEZE =
            "{freeze=\"deploy *\", when=\"2026-12-20..2027-01-02\", except=\"role oncall\"},"
                    + "{allow=deploy, to=\"person office:bob\"}";
    private static final String HOURS = "{deny=deploy, when=\"outside mon-fri 09:00-17:00\"}";
    private static final String NIGHT = "{deny=deploy, when=\"fri 22:00-06:00\"}";

    /** rules | command | arguments | moment | expectations */
    private static final String[][] ROWS = {
        {"", "deploy", "", "", "yyyy yyyy yyyy"},
        {"", "wipe", "", "", "nnnn nnnn yyyy"},
        {"", "page", "", "", "yyyy nnnn nnnn"},
        {"", "drop table", "", "", "???? ???? ????"},
        // Errbot: denyusers = *
        {"{deny=deploy}", "deploy", "", "", "nnnn nnnn nnnn"},
        // allowprivate False, allowmuc False
        {"{deny=deploy, in=direct}", "deploy", "", "", "nyyy nyyy nyyy"},
        {"{deny=deploy, in=rooms}", "deploy", "", "", "ynnn ynnn ynnn"},
        // allowusers
        {
            "{deny=deploy},{allow=deploy,to=\"person office:ann\"}",
            "deploy",
            "",
            "",
            "yyyy nnnn nnnn"
        },
        {"{deny=deploy},{allow=deploy,to=\"role oncall\"}", "deploy", "", "", "yyyy nnnn nnnn"},
        {
            "{deny=deploy},{allow=deploy,to=\"account office:?o*\"}",
            "deploy",
            "",
            "",
            "nnnn yyyy yyyy"
        },
        // denyusers
        {"{deny=deploy,to=\"account office:a*\"}", "deploy", "", "", "nnnn yyyy yyyy"},
        {"{deny=deploy,to=\"person office:ANN\"}", "deploy", "", "", "yyyy yyyy yyyy"},
        {"{deny=deploy,to=\"chat partners\"}", "deploy", "", "", "yyyy yyyy yyyy"},
        {
            "{deny=deploy,to=\"chat office\",except=\"role admin\"}",
            "deploy",
            "",
            "",
            "nnnn nnnn yyyy"
        },
        // allowrooms never restricts direct messages
        {
            "{deny=deploy,in=rooms},{allow=deploy,in=\"room office:#ops\"}",
            "deploy",
            "",
            "",
            "yyny yyny yyny"
        },
        // denyrooms
        {"{deny=deploy,in=\"room office:#ran*\"}", "deploy", "", "", "yyny yyny yyny"},
        {"{deny=deploy,in=\"room partners:#ops\"}", "deploy", "", "", "yyyy yyyy yyyy"},
        // patterns of commands, Plugin:command
        {"{deny=\"deploy:*\"}", "deploy", "", "", "nnnn nnnn nnnn"},
        {"{deny=\"deploy:*\"}", "restart", "", "", "yyyy yyyy yyyy"},
        {"{deny=\"drop *\"}", "drop table", "", "", "nnnn nnnn nnnn"},
        {"{deny=\"deploy *\"}", "deploy", "", "", "nnnn nnnn nnnn"},
        {"{deny=\"dep?oy\"}", "deploy", "", "", "nnnn nnnn nnnn"},
        {"{deny=\"deplo\"}", "deploy", "", "", "yyyy yyyy yyyy"},
        // deny by default
        {"{deny=\"*\"}", "deploy", "", "", "nnnn nnnn nnnn"},
        {"{deny=\"*\"},{allow=\"*\",to=\"role admin\"}", "deploy", "", "", "nnnn nnnn yyyy"},
        {"{deny=\"*\"},{allow=\"*\",to=\"role admin\"}", "wipe", "", "", "nnnn nnnn yyyy"},
        // a pattern opens nothing that is kept for some; the whole name does
        {"{allow=\"*\"}", "wipe", "", "", "nnnn nnnn yyyy"},
        {"{allow=\"*\"}", "page", "", "", "yyyy nnnn nnnn"},
        {"{confirm=\"w*\"}", "wipe", "", "", "nnnn nnnn ????"},
        {"{allow=wipe}", "wipe", "", "", "yyyy yyyy yyyy"},
        {"{allow=wipe,in=direct}", "wipe", "", "", "ynnn ynnn yyyy"},
        // admin_only in a direct message only
        {"{deny=wipe,in=rooms}", "wipe", "", "", "nnnn nnnn ynnn"},
        // ties
        {"{allow=deploy},{deny=deploy}", "deploy", "", "", "nnnn nnnn nnnn"},
        {"{allow=deploy},{confirm=deploy}", "deploy", "", "", "???? ???? ????"},
        {"{deny=deploy},{confirm=deploy}", "deploy", "", "", "nnnn nnnn nnnn"},
        // closeness
        {
            "{deny=\"*\",to=\"person office:ann\"},{allow=deploy}",
            "deploy",
            "",
            "",
            "yyyy yyyy yyyy"
        },
        {
            "{allow=deploy,to=\"person office:ann\"},{deny=deploy,in=\"room office:#ops\"}",
            "deploy",
            "",
            "",
            "yyyy ynyn ynyn"
        },
        {"{deny=deploy,in=threads}", "deploy", "", "", "yyyn yyyn yyyn"},
        {
            "{allow=deploy,in=threads},{deny=deploy,in=\"room office:#ops\"}",
            "deploy",
            "",
            "",
            "ynyn ynyn ynyn"
        },
        {"{deny=deploy,in=rooms},{allow=deploy,in=threads}", "deploy", "", "", "ynny ynny ynny"},
        // questions
        {"{allow=\"*\"}", "drop table", "", "", "???? ???? ????"},
        {"{allow=\"drop table\",unasked=true}", "drop table", "", "", "yyyy yyyy yyyy"},
        {"{confirm=deploy,in=rooms}", "deploy", "", "", "y??? y??? y???"},
        // allowargs, denyargs
        {"{confirm=deploy,with{env=prod}}", "deploy", "env=prod", "", "???? ???? ????"},
        {"{confirm=deploy,with{env=prod}}", "deploy", "env=dev", "", "yyyy yyyy yyyy"},
        {"{deny=deploy,with{env=\"prod*\"}}", "deploy", "env=PROD-eu", "", "nnnn nnnn nnnn"},
        {
            "{deny=deploy},{allow=deploy,with{env=[dev,test]}}",
            "deploy",
            "env=test",
            "",
            "yyyy yyyy yyyy"
        },
        {
            "{deny=deploy},{allow=deploy,with{env=[dev,test]}}",
            "deploy",
            "env=prod",
            "",
            "nnnn nnnn nnnn"
        },
        {
            "{deny=deploy,with{env=prod}},{allow=deploy,to=\"person office:ann\"}",
            "deploy",
            "env=prod",
            "",
            "nnnn nnnn nnnn"
        },
        {"{deny=restart,with{name=a}}", "restart", "name=a+b", "", "nnnn nnnn nnnn"},
        {
            "{deny=restart},{allow=restart,with{name=a}}",
            "restart",
            "name=a+b",
            "",
            "nnnn nnnn nnnn"
        },
        {
            "{deny=restart},{allow=restart,with{name=a}}",
            "restart",
            "name=a+a",
            "",
            "yyyy yyyy yyyy"
        },
        {"{confirm=restart,with{name=a}}", "restart", "name=a+b", "", "nnnn nnnn nnnn"},
        {"{confirm=restart,with{name=a}}", "restart", "name=a", "", "???? ???? ????"},
        // an argument that the command does not have
        {"{deny=deploy,with{envv=prod}}", "deploy", "env=dev", "", "nnnn nnnn nnnn"},
        {"{deny=\"deploy *\",with{envv=prod}}", "deploy", "env=dev", "", "yyyy yyyy yyyy"},
        {
            "{deny=deploy},{allow=deploy,with{envv=prod}}",
            "deploy",
            "env=prod",
            "",
            "nnnn nnnn nnnn"
        },
        // times
        {FREEZE, "deploy", "", "2026-12-24T12:00:00Z", "yyyy nnnn nnnn"},
        {FREEZE, "deploy", "", "2027-01-02T23:59:59Z", "yyyy nnnn nnnn"},
        {FREEZE, "deploy", "", "2027-01-03T00:00:00Z", "yyyy yyyy yyyy"},
        {FREEZE, "deploy", "", "2026-12-19T23:59:59Z", "yyyy yyyy yyyy"},
        {HOURS, "deploy", "", "2026-12-18T09:00:00Z", "yyyy yyyy yyyy"},
        {HOURS, "deploy", "", "2026-12-18T17:00:00Z", "nnnn nnnn nnnn"},
        {HOURS, "deploy", "", "2026-12-19T12:00:00Z", "nnnn nnnn nnnn"},
        {NIGHT, "deploy", "", "2026-12-18T22:00:00Z", "nnnn nnnn nnnn"},
        {NIGHT, "deploy", "", "2026-12-19T05:59:00Z", "nnnn nnnn nnnn"},
        {NIGHT, "deploy", "", "2026-12-19T22:00:00Z", "yyyy yyyy yyyy"},
        {NIGHT, "deploy", "", "2026-12-18T05:00:00Z", "yyyy yyyy yyyy"},
        {
            "{allow=deploy},{deny=deploy,when=sat}",
            "deploy",
            "",
            "2026-12-19T12:00:00Z",
            "nnnn nnnn nnnn"
        },
    };

    private static final List<CommandDefinition> COMMANDS =
            List.of(Scene.DEPLOY, Scene.RESTART, Scene.WIPE, Scene.PAGE, Scene.DROP);

    private static final List<Caller> CALLERS = List.of(Scene.ANN, Scene.BOB, Scene.ROOT);

    private record Spot(String name, Room room, boolean thread) {}

    private static final List<Spot> SPOTS =
            List.of(
                    new Spot("directly", Scene.direct(), false),
                    new Spot("in #ops", Scene.room("#ops"), false),
                    new Spot("in #random", Scene.room("#random"), false),
                    new Spot("in a thread of #ops", Scene.room("#ops"), true));

    @Test
    void thereAreAtLeastEightHundredExpectations() {
        assertThat(ROWS.length * CALLERS.size() * SPOTS.size()).isGreaterThanOrEqualTo(800);
        assertThat(Arrays.stream(ROWS).map(row -> String.join("|", row))).doesNotHaveDuplicates();
    }

    /**
     * Each expectation of each row is a test of its own: twelve times as many as there are rows.
     */
    @TestFactory
    Stream<DynamicTest> everyExpectationHolds() {
        return Arrays.stream(ROWS).flatMap(MatrixTest::row);
    }

    private static Stream<DynamicTest> row(String[] row) {
        String letters = row[4].replace(" ", "");
        assertThat(letters).hasSize(CALLERS.size() * SPOTS.size());
        return IntStream.range(0, letters.length()).mapToObj(n -> expectation(row, letters, n));
    }

    private static DynamicTest expectation(String[] row, String letters, int n) {
        Caller caller = CALLERS.get(n / SPOTS.size());
        Spot spot = SPOTS.get(n % SPOTS.size());
        return DynamicTest.dynamicTest(
                caller.person().name() + " " + spot.name() + ": " + String.join(" | ", row),
                () -> assertThat(found(row, caller, spot)).isEqualTo(letters.charAt(n)));
    }

    private static char found(String[] row, Caller caller, Spot spot) {
        Map<String, Object> rules =
                ConfigFactory.parseString("rules=[" + row[0] + "]").root().unwrapped();
        Map<String, Object> values = new HashMap<>(rules);
        values.put("roles", Map.of("oncall", Map.of()));
        AccessSettings settings = Scene.settings(values);
        Gate gate = Scene.gate(settings, row[3].isEmpty() ? "2026-06-03T12:00:00Z" : row[3]);
        CommandDefinition command =
                COMMANDS.stream()
                        .filter(one -> one.name().equals(row[1]))
                        .findFirst()
                        .orElseThrow();
        return ask(gate, caller, spot.room(), spot.thread(), command, row[2]);
    }

    private static char ask(
            Gate gate,
            Caller caller,
            Room room,
            boolean thread,
            CommandDefinition command,
            String arguments) {
        Map<String, List<String>> facts =
                arguments.isEmpty()
                        ? Map.of()
                        : Map.of(
                                arguments.substring(0, arguments.indexOf('=')),
                                List.of(
                                        arguments
                                                .substring(arguments.indexOf('=') + 1)
                                                .split("\\+", -1)));
        return Scene.letter(
                gate.check(new Request(caller, room, thread, command, Optional.of(facts))));
    }
}
