package dev.errand.platform.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.slf4j.LoggerFactory;

/**
 * The log of this process: where it goes, what of it is written, and its last lines. Built in code
 * and not from a file of Logback's, which would take its time at each start. Safe for use by any
 * thread.
 */
public final class LogBook {

    /**
     * Writes what people say, and a line for each try to connect; its backend says what matters.
     */
    private static final Set<String> ALWAYS_OFF = Set.of("net.dv8tion.jda");

    /** What libraries tell of their own life interests nobody here. */
    private static final Set<String> QUIET = Set.of("org.pf4j", "org.eclipse.jetty");

    private static final String DEFAULT = "DEFAULT";
    private static final List<String> LEVELS =
            List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");
    private static final int REMEMBERED = 500;

    private final UnaryOperator<String> redact;
    private final RecentLines recent;
    private volatile String audit = "";

    /**
     * Made once; changes nothing yet.
     *
     * @param redact hides secrets in a text
     */
    public LogBook(UnaryOperator<String> redact) {
        this.redact = redact;
        this.recent = new RecentLines(REMEMBERED, redact);
    }

    /**
     * Begins to write as planned, in place of all that was set up before.
     *
     * @param plan what goes where
     */
    public void open(LogPlan plan) {
        LoggerContext context = context().orElseThrow(LogBook::foreign);
        Appenders appenders = new Appenders(context, redact);
        context.reset();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(plan.level(), Level.INFO));
        root.addAppender(appenders.file(plan.folder().resolve("errand.log"), Appenders.LINE, 10));
        root.addAppender(appenders.screen(plan));
        root.addAppender(appenders.started(recent));
        QUIET.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
        ALWAYS_OFF.forEach(name -> context.getLogger(name).setLevel(Level.OFF));
        audit = plan.audit();
        Logger records = context.getLogger(audit);
        records.setLevel(Level.INFO);
        records.setAdditive(false);
        records.addAppender(appenders.file(plan.folder().resolve("audit.log"), "%msg%n", 50));
    }

    /** Shows mistakes on standard error and nothing else, while there is no home yet. */
    public void openForErrors() {
        LoggerContext context = context().orElseThrow(LogBook::foreign);
        context.reset();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.ERROR);
        root.addAppender(new Appenders(context, redact).errors());
    }

    /** Writes nothing any more. */
    public void close() {
        LoggerContext context = context().orElseThrow(LogBook::foreign);
        context.reset();
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    }

    private static IllegalStateException foreign() {
        return new IllegalStateException("SLF4J is not bound to Logback");
    }

    private static Optional<LoggerContext> context() {
        return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                ? Optional.of(context)
                : Optional.empty();
    }

    /**
     * The levels that were set; every other logger has that of the nearest above it, the last of
     * which is {@code ROOT}.
     *
     * @return level by logger
     */
    public Map<String, String> levels() {
        Map<String, String> levels = new TreeMap<>();
        context()
                .ifPresent(context ->
                        context.getLoggerList().stream()
                                .filter(logger -> logger.getLevel() != null)
                                .forEach(logger ->
                                        levels.put(
                                                logger.getName(), logger.getLevel().toString())));
        return levels;
    }

    /**
     * Sets the level of a logger and of those below it, until the process ends.
     *
     * @param logger its name, which is a package or class; {@code root} for all
     * @param level trace, debug, info, warn, error or off; {@code default} to leave it to the
     *     logger above
     * @return what came of it, for people
     * @throws IllegalArgumentException if it cannot be; the message says why and what would work
     */
    public String set(String logger, String level) {
        LoggerContext context =
                context()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "The log of this process cannot be set: it is not Logback's."));
        String wanted = level.toUpperCase(java.util.Locale.ROOT);
        String name =
                logger.equalsIgnoreCase(Logger.ROOT_LOGGER_NAME) ? Logger.ROOT_LOGGER_NAME : logger;
        refuse(name, level, wanted);
        boolean known =
                context.getLoggerList().stream()
                        .anyMatch(one ->
                                one.getName().equals(name) || one.getName().startsWith(name + "."));
        Logger found = context.getLogger(name);
        found.setLevel(wanted.equals(DEFAULT) ? null : Level.toLevel(wanted));
        return name
                + " is at "
                + found.getEffectiveLevel()
                + " now, until the bot ends."
                + (known ? "" : " Nothing of that name or below it has written yet.");
    }

    private void refuse(String name, String level, String wanted) {
        if (!LEVELS.contains(wanted) && !wanted.equals(DEFAULT)) {
            throw new IllegalArgumentException(
                    "'"
                            + level
                            + "' is no level. Known: trace, debug, info, warn, error, off, default.");
        }
        if (wanted.equals(DEFAULT) && name.equals(Logger.ROOT_LOGGER_NAME)) {
            throw new IllegalArgumentException(
                    "ROOT has no logger above it. Say trace, debug, info, warn, error or off.");
        }
        if (!audit.isEmpty() && isAt(name, audit)) {
            throw new IllegalArgumentException(
                    "The audit is not for turning off or on; its level cannot be changed.");
        }
        if (ALWAYS_OFF.stream().anyMatch(off -> isAt(name, off))) {
            throw new IllegalArgumentException(
                    "'" + name + "' writes what people say and stays off.");
        }
    }

    private static boolean isAt(String name, String place) {
        return name.equals(place) || name.startsWith(place + ".");
    }

    /**
     * The last lines, without stack traces and without secrets.
     *
     * @param count how many at most
     * @return oldest first; there are never more than 500
     */
    public List<String> tail(int count) {
        return recent.last(count);
    }
}
