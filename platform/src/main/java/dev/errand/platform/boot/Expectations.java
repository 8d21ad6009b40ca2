package dev.errand.platform.boot;

import dev.errand.api.Caller;
import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Requires;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.platform.access.Gate;
import dev.errand.platform.access.Request;
import dev.errand.platform.access.Verdict;
import dev.errand.platform.command.CommandDefinition;
import dev.errand.platform.command.CommandLimits;
import dev.errand.platform.config.AccessRule;
import dev.errand.platform.config.ErrandConfig;
import dev.errand.platform.execution.Incidents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** {@code errand policy test}: a table of what the rules must say. Loads no plugin. */
final class Expectations {

    private final ErrandConfig config;

    Expectations(ErrandConfig config) {
        this.config = config;
    }

    /** One line that does not hold, or cannot be read. */
    record Miss(int line, String words) {}

    /** What came of a file. */
    record Result(int lines, List<Miss> misses) {}

    static int call(Place place, Path file) {
        Logging.setUpForErrors();
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new CannotStart(
                    Main.FAILED, "The file " + file + " cannot be read: " + Place.reason(e) + ".");
        }
        Result result = new Expectations(place.config()).check(lines);
        result.misses().forEach(miss -> Main.say(file + ":" + miss.line() + ": " + miss.words()));
        System.out.println(
                result.lines() - result.misses().size() + " of " + result.lines() + " hold");
        return result.misses().isEmpty() ? 0 : Main.FAILED;
    }

    Result check(List<String> lines) {
        List<Miss> misses = new ArrayList<>();
        int count = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            count++;
            int number = i + 1;
            try {
                check(line).ifPresent(words -> misses.add(new Miss(number, words)));
            } catch (IllegalArgumentException | java.time.DateTimeException e) {
                misses.add(new Miss(number, "This cannot be read: " + e.getMessage()));
            }
        }
        return new Result(count, misses);
    }

    private Optional<String> check(String line) {
        List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        if (cells.size() < 4 || cells.size() > 6) {
            throw new IllegalArgumentException(
                    "a line is expected | who | where | command | arguments | when");
        }
        String expected = cells.get(0).toLowerCase(Locale.ROOT);
        if (!Set.of("allow", "deny", "confirm", "default").contains(expected)) {
            throw new IllegalArgumentException(
                    "'" + expected + "' is neither allow, deny, confirm nor default");
        }
        String when = cells.size() > 5 ? cells.get(5) : "";
        InstantSource clock =
                when.isEmpty()
                        ? Clock.systemUTC()
                        : InstantSource.fixed(
                                LocalDateTime.parse(when)
                                        .atZone(config.access().zone().id())
                                        .toInstant());
        Gate gate =
                new Gate(
                        config::access,
                        () -> true,
                        clock,
                        new Incidents(clock, new Random(), incident -> Main.say(incident.trace())));
        Request request = request(cells);
        Optional<AccessRule> rule = gate.deciding(request);
        String found =
                rule.isEmpty()
                        ? "default"
                        : switch (gate.check(request)) {
                            case Verdict.Allowed allowed -> "allow";
                            case Verdict.Asked asked -> "confirm";
                            case Verdict.Denied denied -> "deny";
                        };
        return found.equals(expected)
                ? Optional.empty()
                : Optional.of(
                        "expected "
                                + expected
                                + ", but it is "
                                + found
                                + rule.map(by -> " by " + by.written().brief() + " (" + by + ")")
                                        .orElse(", for no rule is about it"));
    }

    private Request request(List<String> cells) {
        String[] place = cells.get(2).split("\\s+", 2);
        String target = place.length == 2 ? place[1] : "";
        if (!Set.of("direct", "room", "thread").contains(place[0])
                || target.isEmpty()
                || place[0].equals("direct") != (target.indexOf(':') < 0)) {
            throw new IllegalArgumentException(
                    "'"
                            + cells.get(2)
                            + "' is no place; write \"direct office\", \"room office:#ops\" or \"thread office:#ops\"");
        }
        int colon = target.indexOf(':');
        Room room =
                colon < 0
                        ? new Room(new RoomId(target, "direct"), "direct", true)
                        : new Room(
                                new RoomId(target.substring(0, colon), target.substring(colon + 1)),
                                target.substring(colon + 1),
                                false);
        return new Request(
                caller(cells.get(1)),
                room,
                place[0].equals("thread"),
                command(cells.get(3)),
                Optional.of(arguments(cells.size() > 4 ? cells.get(4) : "")));
    }

    private Caller caller(String text) {
        String[] parts = text.split("\\s+as\\s+", 2);
        PersonId id = PersonId.parse(parts[0]);
        Set<String> roles = new HashSet<>();
        config.access()
                .roles()
                .forEach((name, role) -> {
                    if (role.people().contains(id)) {
                        roles.add(name);
                    }
                });
        if (config.admins().contains(id)) {
            roles.add(Requires.ADMIN);
        }
        if (parts.length == 2) {
            roles.addAll(Arrays.asList(parts[1].split("\\s*,\\s*", -1)));
        }
        return new Caller(new Person(id, id.account()), roles);
    }

    /** What the command declares is not known here, so it declares nothing. */
    private static CommandDefinition command(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no command; write plugin:command");
        }
        return new CommandDefinition(
                text.substring(0, colon),
                text.substring(colon + 1),
                "",
                List.of(),
                List.of(),
                false,
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                CommandLimits.NONE,
                List.of());
    }

    private static Map<String, List<String>> arguments(String text) {
        Map<String, List<String>> arguments = new HashMap<>();
        for (String word : text.isEmpty() ? new String[0] : text.split("\\s+", -1)) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'" + word + "' is not name=value");
            }
            arguments
                    .computeIfAbsent(word.substring(0, equals), name -> new ArrayList<>())
                    .add(word.substring(equals + 1));
        }
        return arguments;
    }
}
