package dev.errand.platform.limit;

import dev.errand.api.Caller;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.platform.command.CommandDefinition;
import dev.errand.platform.command.Durations;
import dev.errand.platform.config.AccessSettings;
import dev.errand.platform.config.ErrandConfig;
import dev.errand.platform.config.Rate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Holds every call to its limits, at the moment it would begin. Safe for use by any thread. */
public final class Limits {

    private static final Duration PLACE_TOLD = Duration.ofSeconds(10);

    private final Supplier<ErrandConfig> config;
    private final Buckets buckets;
    private final Places places = new Places();
    private final Told told;

    /**
     * Made once.
     *
     * @param config the limits at the moment of asking
     * @param clock tells the time
     */
    public Limits(Supplier<ErrandConfig> config, InstantSource clock) {
        this.config = config;
        this.buckets = new Buckets(clock);
        this.told = new Told(clock);
    }

    /**
     * Counts a command that somebody gives, whatever becomes of it. Admins are not counted.
     *
     * @param caller who
     * @return what to say instead of an answer, empty if it may be dealt with
     */
    public Optional<Admission.Over> tooMany(Caller caller) {
        if (caller.isAdmin()) {
            return Optional.empty();
        }
        AccessSettings access = config.get().access();
        PersonId person = caller.identity();
        Duration wait =
                buckets.take(
                        person,
                        new Rate(access.perMinute(), Duration.ofMinutes(1)),
                        access.burst());
        return wait.isZero()
                ? Optional.empty()
                : Optional.of(
                        new Admission.Over(
                                "access.per-minute",
                                "That is more commands than I take from one person."
                                        + " I do not answer more of them until you have paused for a moment.",
                                told.already(person, atLeastASecond(wait))));
    }

    /**
     * Asks for leave to run a command that the access rules allow.
     *
     * @param caller who
     * @param room where
     * @param command what
     * @return leave, or what to say instead
     */
    public Admission admit(Caller caller, Room room, CommandDefinition command) {
        ErrandConfig now = config.get();
        Ceilings ceilings = new Ceilings(now.limits(), caller, room, command);
        Deque<Runnable> undo = new ArrayDeque<>();
        Deque<Runnable> giveBack = new ArrayDeque<>();
        for (Ceiling ceiling : ceilings.all()) {
            Optional<Admission.Over> over = take(ceiling, caller, command, undo, giveBack);
            if (over.isPresent()) {
                undo.forEach(Runnable::run);
                return over.get();
            }
        }
        return new Admission.Admitted(
                new Pass(
                        ceilings.deadline(now.execution().deadline()),
                        ceilings.output(),
                        () -> giveBack.forEach(Runnable::run)));
    }

    private Optional<Admission.Over> take(
            Ceiling ceiling,
            Caller caller,
            CommandDefinition command,
            Deque<Runnable> undo,
            Deque<Runnable> giveBack) {
        if (ceiling.concurrent().isPresent()) {
            int most = ceiling.concurrent().get();
            if (!places.take(ceiling.counted(), most)) {
                return Optional.of(over(ceiling, caller, full(ceiling, command, most), PLACE_TOLD));
            }
            Runnable back = () -> places.giveBack(ceiling.counted());
            undo.push(back);
            giveBack.push(back);
        }
        if (ceiling.rate().isPresent()) {
            Rate rate = ceiling.rate().get();
            Duration wait = buckets.take(ceiling.counted(), rate, rate.count());
            if (!wait.isZero()) {
                Duration shown = atLeastASecond(wait);
                return Optional.of(
                        over(ceiling, caller, often(ceiling, command, rate, shown), shown));
            }
            undo.push(() -> buckets.giveBack(ceiling.counted(), rate, rate.count()));
        }
        return Optional.empty();
    }

    private Admission.Over over(Ceiling ceiling, Caller caller, String words, Duration quiet) {
        boolean already = told.already(List.of(ceiling.counted(), caller.person().id()), quiet);
        return new Admission.Over(ceiling.rule(), words, already);
    }

    private static Duration atLeastASecond(Duration wait) {
        return Duration.ofSeconds(Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    private static String full(Ceiling ceiling, CommandDefinition command, int most) {
        return command.name()
                + " cannot run now: "
                + what(ceiling)
                + " at most "
                + most
                + " at once. Try again when one has ended; I do not say this again for a while.";
    }

    private static String often(
            Ceiling ceiling, CommandDefinition command, Rate rate, Duration wait) {
        return command.name()
                + " cannot run now: "
                + what(ceiling)
                + " "
                + rate.count()
                + " in "
                + Durations.write(rate.period())
                + ". Try again in "
                + Durations.write(wait)
                + "; I do not say this again before.";
    }

    private static String what(Ceiling ceiling) {
        return switch (ceiling.per()) {
            case PERSON -> "each person may run it";
            case COMMAND -> "it may be run";
            default ->
                    "what may be run by the "
                            + ceiling.per().name().toLowerCase(Locale.ROOT)
                            + " is";
        };
    }

    /**
     * What holds for a command, as help shows it to somebody.
     *
     * @param caller who asks
     * @param room where
     * @param command what
     * @return lines without a full stop
     */
    public List<String> describe(Caller caller, Room room, CommandDefinition command) {
        Ceilings ceilings = new Ceilings(config.get().limits(), caller, room, command);
        List<String> lines = new ArrayList<>();
        for (Ceiling ceiling : ceilings.all()) {
            ceiling.rate()
                    .ifPresent(rate ->
                            lines.add(
                                    rate.count()
                                            + " in "
                                            + Durations.write(rate.period())
                                            + " for "
                                            + ceiling.whose()));
            ceiling.concurrent()
                    .ifPresent(most -> lines.add(most + " at once for " + ceiling.whose()));
        }
        ceilings.deadline(config.get().execution().deadline())
                .ifPresent(deadline -> lines.add("at most " + Durations.write(deadline)));
        return lines;
    }
}
