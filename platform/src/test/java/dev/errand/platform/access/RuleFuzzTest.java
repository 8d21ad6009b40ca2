package dev.errand.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.errand.api.Caller;
import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.platform.config.AccessSettings;
import dev.errand.platform.config.Binding;
import dev.errand.platform.config.Problem;
import dev.errand.platform.config.Section;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Rules that nobody means, and requests that no chat would make: what is read is understood or
 * refused with words, never a crash, never for long, and a rule that denies all denies all.
 */
class RuleFuzzTest {

    private static final int ROUNDS = Integer.getInteger("errand.rounds", 10_000);
    private static final String[] PIECES = {
        "allow",
        "deny",
        "confirm",
        "freeze",
        "to",
        "in",
        "with",
        "when",
        "except",
        "because",
        "unasked",
        "deploy",
        "*",
        "?",
        "deploy *",
        "x:y",
        ":",
        "::",
        "role",
        "role admin",
        "person office:ann",
        "account office:*",
        "chat office",
        "everyone",
        "direct",
        "rooms",
        "threads",
        "room office:#ops",
        "anywhere",
        "mon-fri 09:00-17:00",
        "22:00-06:00",
        "2026-12-20..2027-01-02",
        "outside sat",
        "sun-mon",
        "99:99-00:00",
        "true",
        "{",
        "}",
        "[",
        "]",
        "=",
        ",",
        "\"",
        "\\",
        "\n",
        "#",
        "//",
        "${x}",
        "${?x}",
        "\u0000",
        "\ud800",
        "аnn",
        "\u202e",
        "%s",
        "''",
        "env",
        "prod",
        "0",
        "-1",
        "1e9",
        "NaN",
        "\t",
        " ",
        "é",
        "include"
    };

    private final Random random = new Random(Long.getLong("errand.seed", 7L));

    @Test
    void whatIsWrittenIsUnderstoodOrRefusedWithWords() {
        int understood = 0;
        int refused = 0;
        Duration longest = Duration.ZERO;
        for (int round = 0; round < ROUNDS; round++) {
            String text = round % 2 == 0 ? soup() : bent();
            long began = System.nanoTime();
            Optional<AccessSettings> read = read(text);
            if (read.isPresent()) {
                understood++;
                decide(read.get(), text);
            } else {
                refused++;
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            longest = longest.compareTo(took) < 0 ? took : longest;
        }
        assertThat(understood).isPositive();
        assertThat(refused).isPositive();
        assertThat(longest).isLessThan(Duration.ofSeconds(5));
    }

    private static Optional<AccessSettings> read(String text) {
        Map<String, Object> values;
        try {
            values = ConfigFactory.parseString("rules=[" + text + "]").resolve().root().unwrapped();
        } catch (ConfigException notEvenThat) {
            return Optional.empty();
        }
        return switch (Section.of("access", values).bind(AccessSettings.class)) {
            case Binding.Bound<AccessSettings>(AccessSettings bound) -> Optional.of(bound);
            case Binding.Rejected<AccessSettings>(List<Problem> problems) -> {
                assertThat(problems).isNotEmpty().allMatch(problem -> !problem.message().isBlank());
                yield Optional.empty();
            }
        };
    }

    /** Whatever the rules say: the gate answers, and more of them deny no less. */
    private void decide(AccessSettings settings, String text) {
        Request request = request();
        Verdict verdict = Scene.gate(settings, "2026-06-03T12:00:00Z").check(request);
        assertThat(verdict.rule()).as(text).doesNotContain("the check failed");
        if (verdict instanceof Verdict.Allowed && settings.rules().isEmpty()) {
            assertThat(request.command().roles()).isEmpty();
        }
        if (settings.rules().stream()
                .anyMatch(rule -> rule.toString().equals("freeze *") && rule.with().isEmpty())) {
            assertThat(verdict).isInstanceOf(Verdict.Denied.class);
        }
    }

    @Test
    void aRuleThatDeniesAllDeniesWhateverIsAsked() {
        Gate gate =
                Scene.gate(Scene.settings(List.of(Map.of("deny", "*"))), "2026-06-03T12:00:00Z");
        Gate one =
                Scene.gate(
                        Scene.settings(
                                List.of(
                                        Map.of("deny", "deploy"),
                                        Map.of("allow", "*"),
                                        Map.of("confirm", "d*", "in", "threads"))),
                        "2026-06-03T12:00:00Z");
        for (int round = 0; round < ROUNDS; round++) {
            Request request = request();
            assertThat(gate.check(request)).isInstanceOf(Verdict.Denied.class);
            assertThat(one.check(request)).isInstanceOf(Verdict.Denied.class);
        }
    }

    private String soup() {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(14); n >= 0; n--) {
            text.append(pick());
        }
        return text.toString();
    }

    /** A rule that could be meant, with a letter or two bent. */
    private String bent() {
        StringBuilder text =
                new StringBuilder("{")
                        .append(PIECES[random.nextInt(4)])
                        .append("=\"")
                        .append(random.nextBoolean() ? "*" : pick())
                        .append('"');
        for (int n = random.nextInt(3); n > 0; n--) {
            text.append(", ")
                    .append(PIECES[4 + random.nextInt(7)])
                    .append("=\"")
                    .append(pick())
                    .append('"');
        }
        text.append('}');
        for (int n = random.nextInt(3); n > 0; n--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, pick());
                default -> text.setCharAt(at, (char) random.nextInt(0x250));
            }
        }
        return text.toString();
    }

    private String pick() {
        return PIECES[random.nextInt(PIECES.length)];
    }

    private String odd() {
        return switch (random.nextInt(4)) {
            case 0 -> pick();
            case 1 -> pick() + pick();
            case 2 -> String.valueOf((char) random.nextInt(0x10000));
            default -> pick().repeat(1 + random.nextInt(40));
        };
    }

    private Request request() {
        Caller caller =
                new Caller(
                        new Person(new PersonId("office", "x" + odd()), odd()),
                        random.nextBoolean() ? Set.of() : Set.of(odd()));
        Room room = new Room(new RoomId("office", "x" + odd()), odd(), random.nextBoolean());
        return new Request(
                caller,
                room,
                random.nextBoolean(),
                Scene.DEPLOY,
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of(facts()));
    }

    private Map<String, List<String>> facts() {
        Map<String, List<String>> facts = new HashMap<>();
        facts.put(odd(), List.of(odd(), odd()));
        facts.put("env", List.of(odd()));
        return facts;
    }
}
