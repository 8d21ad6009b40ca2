package dev.errand.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Caller;
import dev.errand.api.Room;
import dev.errand.platform.command.CommandDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random rules, people and commands, asked of the gate and of a reference that is written as
 * naively as docs/access.md reads: strings, regular expressions, and one number per rule.
 */
class ReferenceTest {

    private static final String[] WHAT = {
        "*",
        "deploy",
        "dep*",
        "deploy *",
        "deploy:*",
        "ops:*",
        "restart",
        "wipe",
        "w*",
        "page",
        "ops:p*",
        "deploy:deploy",
        "?ipe"
    };
    private static final String[] WHO = {
        "everyone",
        "chat office",
        "chat partners",
        "role oncall",
        "role admin",
        "account office:a*",
        "account office:*o*",
        "person office:ann",
        "person office:bob"
    };
    private static final String[] WHERE = {
        "anywhere",
        "chat office",
        "chat partners",
        "direct",
        "rooms",
        "threads",
        "room office:#o*",
        "room office:#ops",
        "room partners:#ops"
    };
    private static final String[] WHEN = {
        "2026-06-01..2026-06-30",
        "2026-07-01..2026-07-02",
        "wed",
        "thu",
        "wed 11:00-13:00",
        "18:00-24:00"
    };
    private static final List<String> HOLDING =
            List.of("2026-06-01..2026-06-30", "wed", "wed 11:00-13:00");
    private static final String[] KINDS = {"allow", "deny", "confirm", "freeze"};
    private static final CommandDefinition[] COMMANDS = {
        Scene.DEPLOY, Scene.RESTART, Scene.WIPE, Scene.PAGE
    };
    private static final Caller[] CALLERS = {Scene.ANN, Scene.BOB, Scene.ROOT};
    private static final Room[] ROOMS = {
        Scene.direct(), Scene.room("#ops"), Scene.room("#other"), Scene.room("#random")
    };

    @Test
    void theGateSaysWhatTheReferenceSays() {
        long seed = Long.getLong("errand.seed", 20260603L);
        Random random = new Random(seed);
        int[] seen = new int[128];
        for (int round = 0; round < Integer.getInteger("errand.rounds", 4_000); round++) {
            List<Map<String, Object>> rules = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                rules.add(rule(random));
            }
            Caller caller = CALLERS[random.nextInt(CALLERS.length)];
            Room room = ROOMS[random.nextInt(ROOMS.length)];
            boolean thread = random.nextBoolean();
            CommandDefinition command = COMMANDS[random.nextInt(COMMANDS.length)];
            String env = random.nextBoolean() ? "prod" : "dev";
            Gate gate = Scene.gate(Scene.settings(rules), "2026-06-03T12:00:00Z");
            char said =
                    Scene.letter(
                            gate.check(
                                    new Request(
                                            caller,
                                            room,
                                            thread,
                                            command,
                                            Optional.of(Map.of("env", List.of(env))))));
            char expected = reference(rules, caller, room, thread, command, env);
            assertThat(said)
                    .as(
                            "seed %s round %s: %s, %s in %s (thread %s), %s env=%s",
                            seed, round, rules, caller, room, thread, command.name(), env)
                    .isEqualTo(expected);
            seen[expected]++;
        }
        assertThat(seen['y']).isPositive();
        assertThat(seen['n']).isPositive();
        assertThat(seen['?']).isPositive();
    }

    private static Map<String, Object> rule(Random random) {
        Map<String, Object> rule = new LinkedHashMap<>();
        // a freeze beats all, so that it must be rare for the others to be seen
        rule.put(KINDS[random.nextInt(20) == 0 ? 3 : random.nextInt(3)], pick(random, WHAT));
        if (random.nextBoolean()) {
            rule.put("to", pick(random, WHO));
        }
        if (random.nextInt(8) == 0) {
            rule.put("except", pick(random, WHO));
        }
        if (random.nextBoolean()) {
            rule.put("in", pick(random, WHERE));
        }
        if (random.nextInt(4) == 0) {
            rule.put("when", pick(random, WHEN));
        }
        if (random.nextInt(4) == 0) {
            rule.put("with", Map.of("env", random.nextBoolean() ? "prod" : "d*"));
        }
        return rule;
    }

    private static String pick(Random random, String[] from) {
        return from[random.nextInt(from.length)];
    }

    private static char reference(
            List<Map<String, Object>> rules,
            Caller caller,
            Room room,
            boolean thread,
            CommandDefinition command,
            String env) {
        long best = -1;
        String verdict = "";
        for (Map<String, Object> rule : rules) {
            String kind =
                    List.of(KINDS).stream().filter(rule::containsKey).findFirst().orElseThrow();
            String what = (String) rule.get(kind);
            boolean kept =
                    !command.roles().isEmpty()
                            && command.roles().stream().noneMatch(caller.roles()::contains);
            boolean opens = kind.equals("allow") || kind.equals("confirm");
            String bare = what.substring(what.indexOf(':') + 1);
            boolean exact = !bare.contains("*") && !bare.contains("?");
            String to = (String) rule.getOrDefault("to", "everyone");
            String in = (String) rule.getOrDefault("in", "anywhere");
            if (!isWhat(what, command)
                    || (kept && opens && !exact)
                    || !isWho(to, caller)
                    || (rule.containsKey("except") && isWho((String) rule.get("except"), caller))
                    || !isWhere(in, room, thread)
                    || (rule.containsKey("when") && !HOLDING.contains((String) rule.get("when")))
                    || (rule.get("with") instanceof Map<?, ?> with
                            && !like((String) with.get("env"), env))) {
                continue;
            }
            long weight = kind.equals("freeze") ? 1 : 0;
            weight = weight * 10_000 + (exact ? 1000 : 0) + what.replaceAll("[*?:]", "").length();
            weight = weight * 10 + (rule.containsKey("with") ? 1 : 0);
            weight =
                    weight * 10
                            + List.of("everyone", "chat", "role", "account", "person")
                                    .indexOf(first(to));
            weight = weight * 10 + place(in);
            weight = weight * 10 + (rule.containsKey("when") ? 1 : 0);
            weight = weight * 10 + List.of("allow", "confirm", "deny", "freeze").indexOf(kind);
            if (weight > best) {
                best = weight;
                verdict = kind;
            }
        }
        return switch (verdict) {
            case "allow" -> 'y';
            case "confirm" -> '?';
            case "" ->
                    command.roles().isEmpty()
                                    || command.roles().stream().anyMatch(caller.roles()::contains)
                            ? 'y'
                            : 'n';
            default -> 'n';
        };
    }

    private static boolean isWhat(String what, CommandDefinition command) {
        String[] parts = what.split(":", -1);
        String words = parts[parts.length - 1];
        return (parts.length == 1 || like(parts[0], command.plugin()))
                && (like(words, command.name())
                        || (words.endsWith(" *")
                                && like(words.substring(0, words.length() - 2), command.name())));
    }

    private static boolean isWho(String who, Caller caller) {
        String account = caller.person().id().account();
        String value = who.substring(who.indexOf(' ') + 1);
        return switch (first(who)) {
            case "everyone" -> true;
            case "chat" -> value.equals("office");
            case "role" -> caller.roles().contains(value);
            default -> like(value, "office:" + account);
        };
    }

    private static boolean isWhere(String where, Room room, boolean thread) {
        String value = where.substring(where.indexOf(' ') + 1);
        return switch (first(where)) {
            case "anywhere" -> true;
            case "chat" -> value.equals("office");
            case "direct" -> room.direct();
            case "rooms" -> !room.direct();
            case "threads" -> thread;
            default -> !room.direct() && like(value, "office:" + room.id().key());
        };
    }

    private static int place(String where) {
        return switch (first(where)) {
            case "anywhere" -> 0;
            case "chat" -> 1;
            case "direct", "rooms" -> 2;
            case "threads" -> 3;
            default -> where.contains("*") ? 4 : 5;
        };
    }

    private static String first(String words) {
        return words.split(" ", -1)[0];
    }

    private static boolean like(String glob, String text) {
        return text.matches(glob.replace("*", ".*").replace("?", "."));
    }
}
