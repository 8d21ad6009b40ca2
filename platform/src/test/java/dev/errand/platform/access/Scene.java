package dev.errand.platform.access;

import dev.errand.api.Caller;
import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.platform.command.CommandDefinition;
import dev.errand.platform.command.CommandLimits;
import dev.errand.platform.config.AccessSettings;
import dev.errand.platform.config.Binding;
import dev.errand.platform.config.Problem;
import dev.errand.platform.config.Section;
import dev.errand.platform.execution.Incidents;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** People, places and commands that the tests of access share. */
final class Scene {

    static final Caller ANN = caller("ann", "oncall");
    static final Caller BOB = caller("bob");
    static final Caller ROOT = caller("root", "admin");

    static final CommandDefinition DEPLOY = command("deploy", "deploy", Set.of(), false);
    static final CommandDefinition RESTART = command("ops", "restart", Set.of(), false);
    static final CommandDefinition WIPE = command("ops", "wipe", Set.of("admin"), false);
    static final CommandDefinition PAGE = command("ops", "page", Set.of("oncall"), false);
    static final CommandDefinition DROP = command("ops", "drop table", Set.of(), true);

    private Scene() {}

    static Caller caller(String name, String... roles) {
        return new Caller(new Person(new PersonId("office", name), name), Set.of(roles));
    }

    static CommandDefinition command(String plugin, String name, Set<String> roles, boolean asks) {
        return new CommandDefinition(
                plugin,
                name,
                "Does it",
                List.of(),
                List.of(),
                false,
                roles,
                Optional.empty(),
                asks ? Optional.of("Really?") : Optional.empty(),
                false,
                CommandLimits.NONE,
                List.of());
    }

    static Room direct() {
        return new Room(new RoomId("office", "d"), "direct", true);
    }

    static Room room(String key) {
        return new Room(new RoomId("office", key), key, false);
    }

    static AccessSettings settings(List<? extends Map<String, ?>> rules) {
        return settings(
                Map.of("rules", rules, "roles", Map.of("oncall", Map.of(), "release", Map.of())));
    }

    static AccessSettings settings(Map<String, ?> values) {
        return switch (Section.of("access", values).bind(AccessSettings.class)) {
            case Binding.Bound<AccessSettings>(AccessSettings bound) -> bound;
            case Binding.Rejected<AccessSettings>(List<Problem> problems) ->
                    throw new AssertionError(Problem.describe(problems));
        };
    }

    static Gate gate(AccessSettings settings, String moment) {
        return gate(() -> settings, moment);
    }

    static Gate gate(Supplier<AccessSettings> settings, String moment) {
        InstantSource clock = InstantSource.fixed(Instant.parse(moment));
        return new Gate(
                settings, () -> true, clock, new Incidents(clock, new Random(1), incident -> {}));
    }

    static char letter(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allowed allowed -> 'y';
            case Verdict.Asked asked -> '?';
            case Verdict.Denied denied -> 'n';
        };
    }
}
