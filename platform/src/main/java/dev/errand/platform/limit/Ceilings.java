package dev.errand.platform.limit;

import dev.errand.api.Caller;
import dev.errand.api.Room;
import dev.errand.platform.command.CommandDefinition;
import dev.errand.platform.command.CommandLimits;
import dev.errand.platform.config.LimitRule;
import dev.errand.platform.config.LimitRule.Per;
import dev.errand.platform.config.LimitSettings;
import dev.errand.platform.config.Rate;
import dev.errand.platform.config.What;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Which limits are about a call: those that the operator wrote, and what the command declares. */
final class Ceilings {

    private record Counted(Object limit, Object by) {}

    private final LimitSettings settings;
    private final Caller caller;
    private final Room room;
    private final CommandDefinition command;

    Ceilings(LimitSettings settings, Caller caller, Room room, CommandDefinition command) {
        this.settings = settings;
        this.caller = caller;
        this.room = room;
        this.command = command;
    }

    private List<LimitRule> rules() {
        return settings.rules().stream().filter(this::isAbout).toList();
    }

    private boolean isAbout(LimitRule rule) {
        return rule.of().stream().anyMatch(what -> what.matches(command.plugin(), command.name()))
                && (rule.to().isEmpty()
                        || rule.to().stream().anyMatch(who -> who.restricts(caller)))
                && rule.except().stream().noneMatch(who -> who.permits(caller));
    }

    /** Everything that must hold. */
    List<Ceiling> all() {
        List<Ceiling> all = new ArrayList<>();
        List<LimitRule> rules = rules();
        for (LimitRule rule : rules) {
            rule.per()
                    .filter(per -> rule.rate().isPresent() || rule.concurrent().isPresent())
                    .ifPresent(per ->
                            all.add(
                                    new Ceiling(
                                            new Counted(rule, counted(per)),
                                            per,
                                            rule.rate(),
                                            rule.concurrent(),
                                            place(rule))));
        }
        CommandLimits own = command.limits();
        boolean rate = isReplaced(rules, Per.COMMAND, LimitRule::rate);
        boolean places = isReplaced(rules, Per.COMMAND, LimitRule::concurrent);
        boolean perPerson = isReplaced(rules, Per.PERSON, LimitRule::rate);
        declared(
                all,
                Per.COMMAND,
                rate ? Optional.empty() : own.rate(),
                places ? Optional.empty() : own.concurrent());
        declared(all, Per.PERSON, perPerson ? Optional.empty() : own.perPerson(), Optional.empty());
        return all;
    }

    private void declared(
            List<Ceiling> all, Per per, Optional<Rate> rate, Optional<Integer> concurrent) {
        if (rate.isPresent() || concurrent.isPresent()) {
            String rule = "@Limit of " + command.name();
            all.add(
                    new Ceiling(
                            new Counted(rule + " of " + command.plugin(), counted(per)),
                            per,
                            rate,
                            concurrent,
                            rule));
        }
    }

    private static boolean isReplaced(
            List<LimitRule> rules, Per per, Function<LimitRule, Optional<?>> part) {
        return rules.stream()
                .anyMatch(rule ->
                        rule.namesOneCommand()
                                && rule.per().equals(Optional.of(per))
                                && part.apply(rule).isPresent());
    }

    private Object counted(Per per) {
        return switch (per) {
            case PERSON -> caller.identity();
            case COMMAND -> command.plugin() + ":" + command.name();
            case PLUGIN -> command.plugin();
            case ROOM -> room.id();
            case CHAT -> room.id().chat();
        };
    }

    /** How long one may take: an own word on this command, else the least of all that fit. */
    Optional<Duration> deadline(Duration usual) {
        Optional<Duration> exact = closest(LimitRule::deadline);
        if (exact.isPresent()) {
            return exact;
        }
        Duration own = command.deadline().orElse(usual);
        return rules().stream()
                .flatMap(rule -> rule.deadline().stream())
                .min(Comparator.naturalOrder())
                .map(least -> least.compareTo(own) < 0 ? least : own)
                .or(command::deadline);
    }

    /** How much one may say. */
    long output() {
        return closest(LimitRule::output)
                .or(() ->
                        rules().stream()
                                .flatMap(rule -> rule.output().stream())
                                .min(Comparator.comparingLong(size -> size.bytes())))
                .orElse(settings.output())
                .bytes();
    }

    private <T> Optional<T> closest(Function<LimitRule, Optional<T>> part) {
        return rules().stream()
                .filter(LimitRule::namesOneCommand)
                .filter(rule -> part.apply(rule).isPresent())
                .max(Comparator.comparingInt(this::rank))
                .flatMap(part);
    }

    private int rank(LimitRule rule) {
        return rule.of().stream()
                .filter(what -> what.matches(command.plugin(), command.name()))
                .mapToInt(What::rank)
                .max()
                .orElse(0);
    }

    private static String place(LimitRule rule) {
        return "limit at " + rule.written().brief();
    }
}
