package dev.errand.platform.admin;

import dev.errand.api.Arg;
import dev.errand.api.Caller;
import dev.errand.api.Command;
import dev.errand.api.Default;
import dev.errand.api.Flag;
import dev.errand.api.Private;
import dev.errand.api.Reply;
import dev.errand.api.Requires;
import dev.errand.platform.audit.AuditFilter;
import dev.errand.platform.audit.AuditMoment;
import dev.errand.platform.audit.AuditRecord;
import dev.errand.platform.audit.AuditTrail;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who did what: everybody sees their own, admins see all. */
final class AuditCommands {

    private static final long REACH = 50_000;
    private static final int MOST_SHOWN = 100;
    private static final int MOST_IN_A_FILE = 10_000;

    /** How records are shown. */
    enum Form {
        TABLE,
        JSON,
        CSV
    }

    private final AuditTrail trail;
    private final InstantSource clock;

    AuditCommands(AuditTrail trail, InstantSource clock) {
        this.trail = trail;
        this.clock = clock;
    }

    @Command(
            value = "audit",
            description = "Shows what you did lately; to an admin, what everyone did",
            examples = {"audit --outcome denied --lines 5", "audit --since 2h --as csv"})
    @Private
    List<Reply> audit(
            Caller caller,
            @Flag @Arg(description = "an account, as chat:account") Optional<String> who,
            @Flag @Arg(description = "the first words of a command") Optional<String> command,
            @Flag @Arg(description = "a room, as chat:room") Optional<String> room,
            @Flag @Arg(description = "such as returned, denied, failed") Optional<String> outcome,
            @Flag @Arg(description = "so long ago, or a day or time") Optional<AuditMoment> since,
            @Flag @Arg(description = "so long ago, or a day or time") Optional<AuditMoment> until,
            @Flag @Default("10") @Arg(description = "how many; a file holds up to 10000") int lines,
            @Flag("--as") @Default("table") @Arg(description = "table, or a file") Form form)
            throws InterruptedException {
        boolean current = trail.awaitWritten(Duration.ofSeconds(2));
        AuditFilter filter =
                new AuditFilter(
                        who,
                        command,
                        room,
                        outcome,
                        since.map(moment -> moment.seenFrom(clock.instant())),
                        until.map(moment -> moment.seenFrom(clock.instant())));
        Predicate<AuditRecord> wanted =
                filter.and(entry -> caller.isAdmin() || caller.is(entry.who()));
        int most = form == Form.TABLE ? MOST_SHOWN : MOST_IN_A_FILE;
        List<AuditTrail.Kept> found = trail.latest(wanted, Math.clamp(lines, 1, most), REACH);
        List<Reply> replies = new ArrayList<>();
        replies.add(
                found.isEmpty()
                        ? Reply.plain("There is no such record among the last " + REACH + ".")
                        : shown(found, form));
        if (!current) {
            replies.add(Reply.plain("The newest records are not written yet."));
        }
        return replies;
    }

    private static Reply shown(List<AuditTrail.Kept> found, Form form) {
        return switch (form) {
            case TABLE -> table(found);
            case JSON ->
                    file(
                            "audit.jsonl",
                            "application/jsonl",
                            found.reversed().stream().map(AuditTrail.Kept::json));
            case CSV ->
                    file(
                            "audit.csv",
                            "text/csv",
                            Stream.concat(
                                    Stream.of(AuditTrail.Kept.CSV_HEADINGS),
                                    found.reversed().stream().map(AuditTrail.Kept::csv)));
        };
    }

    private static Reply file(String name, String type, Stream<String> lines) {
        return new Reply.File(
                name,
                type,
                lines.collect(Collectors.joining("\n", "", "\n")).getBytes(StandardCharsets.UTF_8));
    }

    private static Reply table(List<AuditTrail.Kept> found) {
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
        return table;
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
                                        + "."
                                        + verified.elsewhereInWords()));
    }
}
