package dev.errand.platform.boot;

import dev.errand.platform.audit.LoggedAudit;
import dev.errand.platform.config.LogSettings;
import dev.errand.platform.log.LogBook;
import dev.errand.platform.log.LogPlan;
import dev.errand.platform.plugin.PluginHost;
import dev.errand.platform.reply.Redaction;
import java.nio.file.Path;

/**
 * What goes where: all that is written to {@code logs/errand.log}, the audit to {@code
 * logs/audit.log}, and to standard error what an operator should see now.
 */
final class Logging {

    private Logging() {}

    /**
     * Sets it up.
     *
     * @param logs the folder for files
     * @param settings what is configured
     * @param quiet whether standard error shows warnings only, because somebody reads replies on
     *     the same screen
     * @param notices whether it also shows what came and went
     * @param redaction hides secrets
     */
    static LogBook setUp(
            Path logs, LogSettings settings, boolean quiet, boolean notices, Redaction redaction) {
        LogBook log = new LogBook(redaction::redact);
        log.open(
                new LogPlan(
                        logs,
                        settings.format() == LogSettings.Format.JSON,
                        settings.level().name(),
                        quiet ? "WARN" : "TRACE",
                        notices,
                        PluginHost.NOTICES,
                        LoggedAudit.LOGGER));
        return log;
    }

    /** Where what matters is said in other ways. */
    static void setUpSilent() {
        new LogBook(text -> text).close();
    }

    /** Before there is a home, only mistakes are worth a line. */
    static void setUpForErrors() {
        new LogBook(new Redaction()::redact).openForErrors();
    }
}
