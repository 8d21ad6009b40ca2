package dev.errand.platform.boot;

import dev.errand.platform.audit.AuditRecord;
import dev.errand.platform.audit.AuditTrail;
import dev.errand.platform.config.ErrandConfig;
import dev.errand.platform.config.Problem;
import dev.errand.platform.execution.HostThreads;
import dev.errand.platform.execution.Incidents;
import dev.errand.platform.plugin.ApiVersion;
import dev.errand.platform.reply.Redaction;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Random;

/** {@code errand audit}: reads the audit of a bot that does not run. */
final class AuditReading {

    /** What is wanted. */
    enum Task {
        /** Whether a record was changed or removed. */
        VERIFY,
        /** Every record as a line of JSON. */
        JSON,
        /** Every record as a line of CSV. */
        CSV
    }

    private final Place place;

    AuditReading(Place place) {
        this.place = place;
    }

    int call(Task task) {
        Logging.setUpForErrors();
        ErrandConfig config = place.config();
        Clock clock = Clock.systemUTC();
        HomeLock lock = HomeLock.take(place.home(), place.data(), clock.instant());
        int status = locked(config, clock, task);
        try {
            lock.close();
        } catch (IOException e) {
            throw new CannotStart(Main.FAILED, "The lock cannot be given back: " + Place.reason(e));
        }
        return status;
    }

    private int locked(ErrandConfig config, Clock clock, Task task) {
        Redaction redaction = new Redaction();
        Foundations foundations =
                Foundations.find(
                        config,
                        Distribution.here(),
                        place.home(),
                        new ApiVersion(Distribution.version()),
                        redaction::hide);
        if (!foundations.problems().isEmpty()) {
            throw new CannotStart(Main.BAD_CONFIGURATION, Problem.describe(foundations.problems()));
        }
        Incidents incidents =
                new Incidents(clock, new Random(), incident -> Main.say(incident.trace()));
        HostContexts contexts = new HostContexts(place, config, new HostThreads(incidents), clock);
        try (Storage storage = foundations.openStorage(contexts.storage())) {
            return read(new AuditTrail(storage, redaction::redact), task, System.out);
        } catch (StorageException e) {
            throw new CannotStart(Main.FAILED, String.valueOf(e.getMessage()));
        } finally {
            contexts.interruptAll();
            foundations.close();
        }
    }

    static int read(AuditTrail trail, Task task, PrintStream out) {
        return switch (task) {
            case VERIFY -> verify(trail, out);
            case JSON -> {
                trail.all(kept -> out.println(kept.json()));
                yield 0;
            }
            case CSV -> {
                out.println("n,at,who,where,command,arguments,rule,outcome,incident,ms");
                trail.all(kept -> out.println(csv(kept)));
                yield 0;
            }
        };
    }

    private static int verify(AuditTrail trail, PrintStream out) {
        AuditTrail.Verified verified = trail.verify();
        if (verified.broken().isPresent()) {
            Main.say("The audit is NOT whole. " + verified.broken().get());
            return Main.FAILED;
        }
        out.println("The audit is whole: " + verified.records() + " records, " + verified.head());
        return 0;
    }

    private static String csv(AuditTrail.Kept kept) {
        AuditRecord entry = kept.entry();
        return String.join(
                ",",
                Long.toString(kept.number()),
                entry.at().toString(),
                cell(entry.who().toString()),
                cell(entry.where().toString()),
                cell(entry.command()),
                cell(entry.arguments()),
                cell(entry.rule()),
                cell(entry.outcome()),
                cell(entry.incident().orElse("")),
                Long.toString(entry.took().toMillis()));
    }

    /** A spreadsheet must not take what somebody typed for a formula. */
    private static String cell(String text) {
        String harmless = text.matches("(?s)[=+@\\t\\r-].*") ? "'" + text : text;
        return "\"" + harmless.replace("\"", "\"\"") + "\"";
    }
}
