package dev.errand.platform.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One access rule. Exactly one of {@code allow}, {@code deny}, {@code confirm} and {@code freeze}
 * names the commands; everything else narrows it.
 *
 * @param written where it stands
 * @param allow commands that may run
 * @param deny commands that may not
 * @param confirm commands that may run once the person has said yes
 * @param freeze commands that may not, whatever other rules say
 * @param to whom, everyone if nobody is named
 * @param except whom not, although {@code to} names them
 * @param in where, anywhere if nothing is named
 * @param with arguments by their names; all must fit, each by one of its patterns
 * @param when at which times, always if none is named
 * @param because what a person is told who is denied or asked
 * @param unasked whether an {@code allow} also does away with the question that the plugin asks
 */
public record AccessRule(
        Written written,
        List<What> allow,
        List<What> deny,
        List<What> confirm,
        List<What> freeze,
        List<Who> to,
        List<Who> except,
        List<Where> in,
        Map<String, List<Glob>> with,
        List<Window> when,
        Optional<String> because,
        @dev.errand.api.Default("false") boolean unasked) {

    /** What a rule decides. */
    public enum Kind {
        /** It may run. */
        ALLOW,
        /** It may run after a yes. */
        CONFIRM,
        /** It may not run. */
        DENY,
        /** It may not run, and no other rule can say otherwise. */
        FREEZE
    }

    public AccessRule {
        long kinds =
                List.of(allow, deny, confirm, freeze).stream()
                        .filter(commands -> !commands.isEmpty())
                        .count();
        new Faults()
                .expect(
                        kinds == 1,
                        "A rule says exactly one of allow, deny, confirm and freeze, and for which commands, such as"
                                + " { deny = \"deploy *\", in = direct }.",
                        "allow",
                        "deny",
                        "confirm",
                        "freeze")
                .expect(
                        with.values().stream().noneMatch(List::isEmpty),
                        "An argument without a value fits nothing. Write * for any.",
                        "with")
                .expect(
                        !unasked || !allow.isEmpty(),
                        "Only a rule that says allow can do without the question.",
                        "unasked",
                        "allow")
                .throwIfAny();
        with = Map.copyOf(new LinkedHashMap<>(with));
    }

    /** What it decides. */
    public Kind kind() {
        if (!freeze.isEmpty()) {
            return Kind.FREEZE;
        }
        if (!deny.isEmpty()) {
            return Kind.DENY;
        }
        return confirm.isEmpty() ? Kind.ALLOW : Kind.CONFIRM;
    }

    /** The commands that it is about. */
    public List<What> what() {
        return switch (kind()) {
            case ALLOW -> allow;
            case CONFIRM -> confirm;
            case DENY -> deny;
            case FREEZE -> freeze;
        };
    }

    /** The rule in one line, as it reads aloud. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(kind().name().toLowerCase(java.util.Locale.ROOT));
        text.append(' ').append(joined(what()));
        add(text, "to", joined(to));
        add(text, "except", joined(except));
        add(text, "in", joined(in));
        add(
                text,
                "with",
                with.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getKey() + " " + joined(entry.getValue()))
                        .collect(Collectors.joining(" and ")));
        add(text, "when", joined(when));
        return text.toString();
    }

    private static String joined(List<?> parts) {
        return parts.stream().map(Object::toString).collect(Collectors.joining(" or "));
    }

    private static void add(StringBuilder text, String word, String what) {
        text.append(what.isEmpty() ? "" : " " + word + " " + what);
    }
}
