package dev.errand.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Without any configuration Logback shows everything; a test fails of what matters, so the host's
 * own lines are left out.
 */
final class QuietLog {

    private QuietLog() {}

    static void unlessConfigured() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                && context.getLogger(Logger.ROOT_LOGGER_NAME).getLevel() == Level.DEBUG) {
            List.of("dev.errand", "errand", "org.pf4j")
                    .forEach(name -> context.getLogger(name).setLevel(Level.OFF));
        }
    }
}
