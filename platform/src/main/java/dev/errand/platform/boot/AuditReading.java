package dev.errand.platform.boot;

import dev.errand.platform.audit.AuditFilter;
import dev.errand.platform.audit.AuditRotation;
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
import java.util.function.Consumer;

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

    int call(Task task, AuditFilter filter) {
        Logging.setUpForErrors();
        ErrandConfig config = place.config();
        Clock clock = Clock.systemUTC();
        HomeLock lock = HomeLock.take(place.home(), place.data(), clock.instant());
        int status = locked(config, clock, task, filter);
        try {
            lock.close();
        } catch (IOException e) {
            throw new CannotStart(Main.FAILED, "The lock cannot be given back: " + Place.reason(e));
        }
        return status;
    }

    private int locked(ErrandConfig config, Clock clock, Task task, AuditFilter filter) {
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
            AuditRotation rotation =
                    new AuditRotation(
                            place.data().resolve("audit"),
                            config.audit().rotateSize().bytes(),
                            config.audit().rotateAge());
            return read(
                    new AuditTrail(storage, rotation, redaction::redact, clock, entry -> {}),
                    task,
                    filter,
                    System.out);
        } catch (StorageException e) {
            throw new CannotStart(Main.FAILED, String.valueOf(e.getMessage()));
        } finally {
            contexts.interruptAll();
            foundations.close();
        }
    }

    static int read(AuditTrail trail, Task task, AuditFilter filter, PrintStream out) {
        return switch (task) {
            case VERIFY -> verify(trail, out);
            case JSON -> {
                trail.all(fitting(filter, kept -> out.println(kept.json())));
                yield 0;
            }
            case CSV -> {
                out.println(AuditTrail.Kept.CSV_HEADINGS);
                trail.all(fitting(filter, kept -> out.println(kept.csv())));
                yield 0;
            }
        };
    }

    private static Consumer<AuditTrail.Kept> fitting(
            AuditFilter filter, Consumer<AuditTrail.Kept> reader) {
        return kept -> {
            if (filter.test(kept.entry())) {
                reader.accept(kept);
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
        out.print(
                verified.elsewhereInWords().strip() + (verified.elsewhere().isEmpty() ? "" : "\n"));
        return 0;
    }
}
