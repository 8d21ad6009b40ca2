package dev.errand.platform.admin;

import dev.errand.api.Arg;
import dev.errand.api.Caller;
import dev.errand.api.Command;
import dev.errand.api.Default;
import dev.errand.api.Flag;
import dev.errand.api.Private;
import dev.errand.api.Reply;
import dev.errand.api.Requires;
import dev.errand.platform.audit.AuditRecord;
import dev.errand.platform.audit.AuditTrail;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Who did what: everybody sees their own, admins see all. */
final class AuditCommands {

    private static final long REACH = 50_000;

    private final AuditTrail trail;

    AuditCommands(AuditTrail trail) {
        this.trail = trail;
    }

    @Command(
            value = "audit",
            description = "Shows what you did lately; to an admin, what everyone did",
            examples = {"audit --outcome denied --lines 5"})
    @Private
    List<Reply> audit(
            Caller caller,
            @Flag @Arg(description = "an account, as chat:account") Optional<String> who,
            @Flag @Arg(description = "the first words of a command") Optional<String> command,
            @Flag @Arg(description = "a room, as chat:room") Optional<String> room,
            @Flag @Arg(description = "such as returned, denied, failed") Optional<String> outcome,
            @Flag @Default("10") int lines)
            throws InterruptedException {
        boolean current = trail.awaitWritten(Duration.ofSeconds(2));
        Predicate<AuditRecord> wanted =
                entry ->
                        (caller.isAdmin() || entry.who().equals(caller.person().id()))
                                && fits(who, entry.who().toString())
                                && fits(room, entry.where().toString())
                                && fits(outcome, entry.outcome())
                                && command.map(words ->
                                                entry.command()
                                                        .startsWith(words.toLowerCase(Locale.ROOT)))
                                        .orElse(true);
        List<AuditTrail.Kept> found = trail.latest(wanted, Math.clamp(lines, 1, 100), REACH);
        if (found.isEmpty()) {
            return List.of(Reply.plain("There is no such record among the last " + REACH + "."));
        }
        Reply.Table table = Reply.table("no", "at", "who", "where", "command", "outcome", "rule");
        for (AuditTrail.Kept kept : found) {
            AuditRecord entry = kept.entry();
            table =
                    table.row(
                            kept.number(),
                            entry.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                            entry.who().toString(),
                            entry.where().toString(),
                            (entry.command() + " " + entry.arguments()).strip(),
                            entry.outcome() + entry.incident().map(id -> " " + id).orElse(""),
                            entry.rule());
        }
        return current
                ? List.of(table)
                : List.of(table, Reply.plain("The newest records are not written yet."));
    }

    @Command(
            value = "audit verify",
            description = "Looks whether a record of the audit was changed or removed")
    @Requires(Requires.ADMIN)
    Reply verify() throws InterruptedException {
        trail.awaitWritten(Duration.ofSeconds(2));
        AuditTrail.Verified verified = trail.verify();
        return Reply.plain(
                verified.broken()
                        .map(broken -> "The audit is NOT whole. " + broken)
                        .orElse(
                                "The audit is whole: "
                                        + verified.records()
                                        + " records, the last with the hash "
                                        + verified.head()
                                        + "."));
    }

    private static boolean fits(Optional<String> wanted, String value) {
        return wanted.map(value::equalsIgnoreCase).orElse(true);
    }
}
