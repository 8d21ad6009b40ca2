package dev.errand.platform.boot;

import dev.errand.platform.audit.AuditLog;
import dev.errand.platform.config.ConfigResult;
import dev.errand.platform.execution.Incident;
import dev.errand.platform.log.LogBook;
import dev.errand.platform.operate.Backups;
import dev.errand.platform.plugin.ApiVersion;
import dev.errand.platform.reply.Redaction;
import dev.errand.platform.repository.RepositoryPlaces;
import dev.errand.storage.spi.Storage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What the bot stands on.
 *
 * @param storage where everything is kept; closed with the bot
 * @param redaction hides secrets in all that is said
 * @param workFolder for copies of JARs
 * @param lastChoices the file that notes what admins chose for plugins by commands, for a start
 *     while the storage is away
 * @param auditFolder for records of the audit that leave the storage
 * @param repositories where installed plugins are kept
 * @param api the version of plugin-api that is here
 * @param clock tells the time
 * @param random makes ids
 * @param audit told of what was done, before the next message of the same person
 * @param auditLines told of it a moment later, in order, by one thread
 * @param incidents told of every fault
 * @param complaints told in words of what a plugin left undone
 * @param log the log of this process
 * @param backups saves what the storage holds
 * @param reread reads the configuration anew
 * @param leakPatience how long an unloaded plugin may stay in memory before it is told
 */
public record Ground(
        Storage storage,
        Redaction redaction,
        Path workFolder,
        Path lastChoices,
        Path auditFolder,
        RepositoryPlaces repositories,
        ApiVersion api,
        InstantSource clock,
        RandomGenerator random,
        AuditLog audit,
        AuditLog auditLines,
        Consumer<Incident> incidents,
        Consumer<String> complaints,
        LogBook log,
        Backups backups,
        Supplier<ConfigResult> reread,
        Duration leakPatience) {}
