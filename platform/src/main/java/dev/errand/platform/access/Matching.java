package dev.errand.platform.access;

import dev.errand.platform.config.AccessRule;
import dev.errand.platform.config.AccessRule.Kind;
import dev.errand.platform.config.Glob;
import dev.errand.platform.config.What;
import dev.errand.platform.config.Where;
import dev.errand.platform.config.Who;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a rule is about a request, and how closely. The order of closeness is that of the
 * components; docs/access.md tells it to operators.
 *
 * @param rule the rule
 * @param kind what it decides here; a confirmation that fits only some of several values denies
 * @param what how narrowly it names the command
 * @param with how many arguments it names
 * @param who how narrowly it names the person
 * @param where how narrowly it names the place
 * @param timed whether it names a time
 */
record Matching(AccessRule rule, Kind kind, int what, int with, int who, int where, boolean timed) {

    private enum Fit {
        NONE,
        SOME,
        ALL
    }

    /** A freeze before all, then the closest; of equally close ones the strictest. */
    static final Comparator<Matching> CLOSEST =
            Comparator.comparing((Matching match) -> match.kind() == Kind.FREEZE)
                    .thenComparingInt(Matching::what)
                    .thenComparingInt(Matching::with)
                    .thenComparingInt(Matching::who)
                    .thenComparingInt(Matching::where)
                    .thenComparing(Matching::timed)
                    .thenComparing(Matching::kind);

    static Optional<Matching> of(AccessRule rule, Request request, LocalDateTime moment) {
        Kind kind = rule.kind();
        int what = what(rule, request);
        boolean permits = kind == Kind.ALLOW;
        int who = who(rule.to(), request, 0, permits);
        int where = where(rule.in(), request);
        if (what < 0 || who < 0 || where < 0 || who(rule.except(), request, -1, !permits) >= 0) {
            return Optional.empty();
        }
        if (!rule.when().isEmpty()
                && rule.when().stream().noneMatch(window -> window.holds(moment))) {
            return Optional.empty();
        }
        Fit fit = fit(rule, request);
        boolean restricts = kind == Kind.DENY || kind == Kind.FREEZE;
        if (fit == Fit.NONE || (fit == Fit.SOME && kind == Kind.ALLOW)) {
            return Optional.empty();
        }
        Kind decided = fit == Fit.SOME && !restricts ? Kind.DENY : kind;
        return Optional.of(
                new Matching(
                        rule,
                        decided,
                        what,
                        rule.with().size(),
                        who,
                        where,
                        !rule.when().isEmpty()));
    }

    /** A pattern never opens to others what a command keeps for some; its whole name does. */
    private static int what(AccessRule rule, Request request) {
        boolean guarded =
                !request.command().roles().isEmpty()
                        && Collections.disjoint(request.caller().roles(), request.command().roles())
                        && (rule.kind() == Kind.ALLOW || rule.kind() == Kind.CONFIRM);
        return rule.what().stream()
                .filter(what -> what.matches(request.command().plugin(), request.command().name()))
                .filter(what -> !guarded || what.isExact())
                .mapToInt(What::rank)
                .max()
                .orElse(-1);
    }

    /** What restricts finds a person behind each of their accounts. */
    private static int who(List<Who> people, Request request, int nobodyNamed, boolean permits) {
        return people.isEmpty()
                ? nobodyNamed
                : people.stream()
                        .filter(who ->
                                permits
                                        ? who.permits(request.caller())
                                        : who.restricts(request.caller()))
                        .mapToInt(Who::rank)
                        .max()
                        .orElse(-1);
    }

    private static int where(List<Where> places, Request request) {
        return places.isEmpty()
                ? 0
                : places.stream()
                        .filter(where -> where.matches(request.room(), request.inThread()))
                        .mapToInt(Where::rank)
                        .max()
                        .orElse(-1);
    }

    private static Fit fit(AccessRule rule, Request request) {
        if (rule.with().isEmpty()) {
            return Fit.ALL;
        }
        boolean restricts = rule.kind() == Kind.DENY || rule.kind() == Kind.FREEZE;
        if (request.arguments().isEmpty()) {
            return restricts ? Fit.NONE : Fit.ALL;
        }
        Fit fit = Fit.ALL;
        for (Map.Entry<String, List<Glob>> wanted : rule.with().entrySet()) {
            Fit one =
                    fit(
                            wanted.getValue(),
                            Optional.ofNullable(request.arguments().get().get(wanted.getKey())),
                            restricts && rule.what().stream().anyMatch(What::isExact));
            fit = one.compareTo(fit) < 0 ? one : fit;
        }
        return fit;
    }

    /**
     * A deny that names one command and an argument which that does not have is a slip; it must not
     * open anything.
     */
    private static Fit fit(
            List<Glob> patterns, Optional<List<String>> values, boolean slipRestricts) {
        if (values.isEmpty()) {
            return slipRestricts ? Fit.ALL : Fit.NONE;
        }
        long fitting =
                values.get().stream()
                        .filter(value -> patterns.stream().anyMatch(glob -> glob.matches(value)))
                        .count();
        if (fitting == 0) {
            return Fit.NONE;
        }
        return fitting == values.get().size() ? Fit.ALL : Fit.SOME;
    }
}
