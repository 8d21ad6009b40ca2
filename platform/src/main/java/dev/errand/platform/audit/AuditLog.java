package dev.errand.platform.audit;

/** Keeps audit records. Called from many threads. */
@FunctionalInterface
public interface AuditLog {

    /**
     * Keeps one record.
     *
     * @param record what came of a command
     */
    void write(AuditRecord record);
}
