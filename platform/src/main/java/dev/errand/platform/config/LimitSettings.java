package dev.errand.platform.config;

import dev.errand.api.Default;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much may be run, and when a plugin is taken out of service.
 *
 * @param output how much text one call may say, unless a rule says otherwise
 * @param rules the limits
 * @param quarantine when a plugin is taken out of service
 * @param isolation where the code of a plugin runs, by its id, {@code *} for all that are not
 *     named; in the host's own process without
 */
public record LimitSettings(
        @Default("1MiB") ByteSize output,
        List<LimitRule> rules,
        Quarantine quarantine,
        Map<String, IsolationSettings> isolation) {

    /** The usual: nothing but the default output and quarantine. */
    public static final LimitSettings USUAL =
            new LimitSettings(
                    new ByteSize(1 << 20),
                    List.of(),
                    new Quarantine(3, 20, Duration.ofSeconds(2)),
                    Map.of());

    public LimitSettings {
        new Faults()
                .expect(output.bytes() >= 1000, "An output is at least 1000B.", "output")
                .throwIfAny();
    }

    /** Stands for all plugins that have no section of their own. */
    private static final String ALL = "*";

    /**
     * Where the code of a plugin runs.
     *
     * @param plugin its id
     * @return what its own section says, else what the section {@code "*"} says; empty for the
     *     host's own process
     */
    public Optional<IsolationSettings> placeOf(String plugin) {
        return Optional.ofNullable(isolation.getOrDefault(plugin, isolation.get(ALL)))
                .filter(settings -> settings.mode() == IsolationSettings.Mode.PROCESS);
    }

    /**
     * When a plugin is taken out of service.
     *
     * @param ignoredInterrupts after how many calls that go on in spite of their interrupt, 0 for
     *     never
     * @param failures after how many failures in a row, 0 for never
     * @param grace how long a call may take to heed its interrupt before it counts as ignored
     */
    public record Quarantine(
            @Default("3") int ignoredInterrupts,
            @Default("20") int failures,
            @Default("2s") Duration grace) {

        public Quarantine {
            new Faults()
                    .expect(
                            ignoredInterrupts >= 0,
                            "It is 0, for never, or more.",
                            "ignored-interrupts")
                    .expect(failures >= 0, "It is 0, for never, or more.", "failures")
                    .expect(
                            !grace.isNegative() && grace.compareTo(Duration.ofMinutes(10)) <= 0,
                            "It is 0s to 10 minutes.",
                            "grace")
                    .throwIfAny();
        }
    }
}
