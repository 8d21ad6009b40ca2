package dev.errand.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.errand.api.Caller;
import dev.errand.api.Room;
import dev.errand.platform.command.CommandDefinition;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The 42 cases of Errbot's own {@code test_access_controls}, in its order, said in Errand's rules.
 * Where Errbot's answer comes from a default of its own, the rule that says the same stands there;
 * docs/access.md has the table.
 */
class ErrbotCasesTest {

    private static final CommandDefinition COMMAND =
            Scene.command("dummy", "command", Set.of(), false);
    private static final CommandDefinition ADMIN =
            Scene.command("dummy", "admin_command", Set.of("admin"), false);
    private static final CommandDefinition LISTENER =
            Scene.command("dummy", "listener regex", Set.of(), false);

    private static final String ADMIN_ONLY_DIRECTLY = "{deny=admin_command, in=rooms}";

    /** what Errbot says | rules | command and argument | caller | room, - for direct | expected */
    private static final String[][] CASES = {
        {"BOT_ADMINS=(noterr)", ADMIN_ONLY_DIRECTLY, "admin_command", "admin", "-", "y"},
        {"BOT_ADMINS=()", ADMIN_ONLY_DIRECTLY, "admin_command", "noterr", "-", "n"},
        {
            "BOT_ADMINS=(*err)",
            "{allow=admin_command, to=\"account office:*err\"}," + ADMIN_ONLY_DIRECTLY,
            "admin_command",
            "noterr",
            "-",
            "y"
        },
        {"admin_only in a room", ADMIN_ONLY_DIRECTLY, "admin_command", "admin", "room", "n"},
        {"admin_command: allowmuc True", "", "admin_command", "admin", "room", "y"},
        {"nothing", "", "command", "noterr", "-", "y"},
        {"nothing, a regex command", "", "listener", "noterr", "-", "y"},
        {
            "DEFAULT allowmuc False, allowprivate False",
            "{deny=\"*\"}",
            "command",
            "noterr",
            "-",
            "n"
        },
        {
            "DEFAULT allowmuc False, allowprivate False, a regex command",
            "{deny=\"*\"}",
            "listener",
            "noterr",
            "-",
            "n"
        },
        {
            "DEFAULT allowmuc True, allowprivate False",
            "{deny=\"*\", in=direct}",
            "command",
            "noterr",
            "-",
            "n"
        },
        {
            "DEFAULT allowmuc False, allowprivate True",
            "{deny=\"*\", in=rooms}",
            "command",
            "noterr",
            "-",
            "y"
        },
        {
            "command: allowprivate False over DEFAULT allowmuc False",
            "{deny=command, in=direct},{deny=\"*\", in=rooms}",
            "command",
            "noterr",
            "-",
            "n"
        },
        {
            "command: allowmuc True over DEFAULT allowprivate False",
            "{allow=command, in=rooms},{deny=\"*\", in=direct}",
            "command",
            "noterr",
            "-",
            "n"
        },
        {
            "command: allowprivate True over DEFAULT all False",
            "{allow=command, in=direct},{deny=\"*\"}",
            "command",
            "noterr",
            "-",
            "y"
        },
        {
            "allowrooms (room)",
            "{deny=command, in=rooms},{allow=command, in=\"room office:room\"}",
            "command",
            "someone",
            "room",
            "y"
        },
        {
            "allowrooms (room), a room with an id of its own",
            "{deny=command, in=rooms},{allow=command, in=\"room office:room\"}",
            "command",
            "someone",
            "room",
            "y"
        },
        {
            "allowrooms (room_*)",
            "{deny=command, in=rooms},{allow=command, in=\"room office:room_*\"}",
            "command",
            "someone",
            "room_1",
            "y"
        },
        {
            "allowrooms (anotherroom@localhost)",
            "{deny=command, in=rooms},{allow=command, in=\"room office:anotherroom@localhost\"}",
            "command",
            "someone",
            "room",
            "n"
        },
        {
            "allowrooms (anotherroom@localhost), a room with an id of its own",
            "{deny=command, in=rooms},{allow=command, in=\"room office:anotherroom@localhost\"}",
            "command",
            "someone",
            "room",
            "n"
        },
        {
            "denyrooms (room)",
            "{deny=command, in=\"room office:room\"}",
            "command",
            "someone",
            "room",
            "n"
        },
        {
            "denyrooms (*)",
            "{deny=command, in=\"room office:*\"}",
            "command",
            "someone",
            "room",
            "n"
        },
        {
            "denyrooms (anotherroom)",
            "{deny=command, in=\"room office:anotherroom\"}",
            "command",
            "someone",
            "room",
            "y"
        },
        {
            "allowusers (noterr)",
            "{deny=command},{allow=command, to=\"person office:noterr\"}",
            "command",
            "noterr",
            "-",
            "y"
        },
        {
            "allowusers noterr, not a tuple",
            "{deny=command},{allow=command, to=\"person office:noterr\"}",
            "command",
            "noterr",
            "-",
            "y"
        },
        {
            "allowusers (err)",
            "{deny=command},{allow=command, to=\"person office:err\"}",
            "command",
            "noterr",
            "-",
            "n"
        },
        {
            "allowusers (*err)",
            "{deny=command},{allow=command, to=\"account office:*err\"}",
            "command",
            "noterr",
            "-",
            "y"
        },
        {
            "denyusers (err)",
            "{deny=command, to=\"person office:err\"}",
            "command",
            "noterr",
            "-",
            "y"
        },
        {
            "denyusers (noterr)",
            "{deny=command, to=\"person office:noterr\"}",
            "command",
            "noterr",
            "-",
            "n"
        },
        {
            "denyusers noterr, not a tuple",
            "{deny=command, to=\"person office:noterr\"}",
            "command",
            "noterr",
            "-",
            "n"
        },
        {
            "denyusers (*err)",
            "{deny=command, to=\"account office:*err\"}",
            "command",
            "noterr",
            "-",
            "n"
        },
        {
            "allowargs (echo)",
            "{deny=command},{allow=command, with{text=echo}}",
            "command echo",
            "noterr",
            "-",
            "y"
        },
        {
            "allowargs (echo)",
            "{deny=command},{allow=command, with{text=echo}}",
            "command notallowed",
            "noterr",
            "-",
            "n"
        },
        {
            "denyargs (echodeny)",
            "{deny=command, with{text=echodeny}}",
            "command echodeny",
            "noterr",
            "-",
            "n"
        },
        {
            "denyargs (echodeny)",
            "{deny=command, with{text=echodeny}}",
            "command echo",
            "noterr",
            "-",
            "y"
        },
        {
            "DummyBackendRealName:command denyusers (noterr)",
            "{deny=\"dummy:command\", to=\"person office:noterr\"}",
            "command",
            "noterr",
            "-",
            "n"
        },
        {
            "*:command denyusers (noterr)",
            "{deny=\"*:command\", to=\"person office:noterr\"}",
            "command",
            "noterr",
            "-",
            "n"
        },
        {
            "DummyBackendRealName:* denyusers (noterr)",
            "{deny=\"dummy:*\", to=\"person office:noterr\"}",
            "command",
            "noterr",
            "-",
            "n"
        },
        {
            "allowargs (ec*)",
            "{deny=command},{allow=command, with{text=\"ec*\"}}",
            "command echo",
            "noterr",
            "-",
            "y"
        },
        {
            "allowargs (e*)",
            "{deny=command},{allow=command, with{text=\"e*\"}}",
            "command notallowed",
            "noterr",
            "-",
            "n"
        },
        {
            "denyargs (den*)",
            "{deny=command, with{text=\"den*\"}}",
            "command denied",
            "noterr",
            "-",
            "n"
        },
        {
            "the first of two patterns, whose second says nothing",
            "{deny=\"dummy:*\", to=\"person office:noterr\"}",
            "command",
            "noterr",
            "-",
            "n"
        },
        {
            "allowusers (1234)",
            "{deny=command},{allow=command, to=\"person office:1234\"}",
            "command",
            "1234",
            "-",
            "y"
        },
    };

    @Test
    void theyAreFortyTwo() {
        assertThat(List.of(CASES)).hasSize(42);
    }

    @TestFactory
    Stream<DynamicTest> everyCaseIsDecidedAsErrbotDoes() {
        return Arrays.stream(CASES)
                .map(row ->
                        DynamicTest.dynamicTest(
                                String.join(" | ", row),
                                () -> assertThat(found(row)).isEqualTo(row[5].charAt(0))));
    }

    private static char found(String[] row) {
        Map<String, Object> values =
                new HashMap<>(
                        ConfigFactory.parseString("rules=[" + row[1] + "]").root().unwrapped());
        Gate gate = Scene.gate(Scene.settings(values), "2026-06-03T12:00:00Z");
        String[] words = row[2].split(" ", -1);
        CommandDefinition command =
                switch (words[0]) {
                    case "command" -> COMMAND;
                    case "listener" -> LISTENER;
                    default -> ADMIN;
                };
        Caller caller =
                row[3].equals("admin") ? Scene.caller("noterr", "admin") : Scene.caller(row[3]);
        Room room = row[4].equals("-") ? Scene.direct() : Scene.room(row[4]);
        Map<String, List<String>> facts =
                words.length > 1 ? Map.of("text", List.of(words[1])) : Map.of();
        return Scene.letter(
                gate.check(new Request(caller, room, false, command, Optional.of(facts))));
    }
}
