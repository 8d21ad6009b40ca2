package dev.errand.platform.audit;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which records are wanted; what is empty says nothing.
 *
 * @param who an account, as {@code chat:account}
 * @param command the first words of a command
 * @param room a room, as {@code chat:room}
 * @param outcome the outcome's word
 * @param from the first moment
 * @param until the moment after the last
 */
public record AuditFilter(
        Optional<String> who,
        Optional<String> command,
        Optional<String> room,
        Optional<String> outcome,
        Optional<Instant> from,
        Optional<Instant> until)
        implements Predicate<AuditRecord> {

    @Override
    public boolean test(AuditRecord entry) {
        return fits(who, entry.who().toString())
                && fits(room, entry.where().toString())
                && fits(outcome, entry.outcome())
                && command.map(words ->
                                entry.command()
                                        .toLowerCase(Locale.ROOT)
                                        .startsWith(words.toLowerCase(Locale.ROOT)))
                        .orElse(true)
                && from.map(first -> !entry.at().isBefore(first)).orElse(true)
                && until.map(end -> entry.at().isBefore(end)).orElse(true);
    }

    private static boolean fits(Optional<String> wanted, String value) {
        return wanted.map(value::equalsIgnoreCase).orElse(true);
    }
}
