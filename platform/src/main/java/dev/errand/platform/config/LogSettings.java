package dev.errand.platform.config;

import dev.errand.api.Default;

/**
 * How the log is written.
 *
 * @param format what standard error takes; files hold lines for people
 * @param level the least level that is written
 */
public record LogSettings(@Default("text") Format format, @Default("info") Level level) {

    /** As it is when nothing is said. */
    public static final LogSettings USUAL = new LogSettings(Format.TEXT, Level.INFO);

    /** What a line is. */
    public enum Format {
        /** Words for people. */
        TEXT,
        /** One object of JSON, for machines that collect logs. */
        JSON
    }

    /** How much a line matters. */
    public enum Level {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR
    }
}
