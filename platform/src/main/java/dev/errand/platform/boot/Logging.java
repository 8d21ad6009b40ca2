package dev.errand.platform.boot;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.FileSize;
import dev.errand.platform.audit.LoggedAudit;
import dev.errand.platform.plugin.PluginHost;
import dev.errand.platform.reply.Redaction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where log lines go: all from {@code INFO} on to {@code logs/errand.log}; to standard error what
 * an operator should see now. In code and not in a file of Logback's, which would take its time at
 * each start. Known secrets are hidden in every line.
 */
final class Logging {

    private static final String FILE_LINE =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{20} %msg%n%ex";
    private static final String SCREEN_LINE = "%level: %msg%n%nopex";

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Redaction redaction;

    private Logging(Redaction redaction) {
        this.redaction = redaction;
    }

    /**
     * Sets it up.
     *
     * @param logs the folder for files
     * @param quiet whether standard error shows warnings only, because somebody reads replies on
     *     the same screen
     * @param notices whether it also shows what came and went
     * @param redaction hides secrets
     */
    static void setUp(Path logs, boolean quiet, boolean notices, Redaction redaction) {
        Logging logging = new Logging(redaction);
        logging.context.reset();
        ch.qos.logback.classic.Logger root = logging.context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(logging.file(logs.resolve("errand.log"), FILE_LINE, 10));
        root.addAppender(logging.screen(quiet ? Level.WARN : Level.INFO, notices));
        // what libraries tell of their own life interests nobody here
        logging.context.getLogger("org.pf4j").setLevel(Level.WARN);
        // writes what people say, and a line for each try to connect; the backend says what matters
        logging.context.getLogger("net.dv8tion.jda").setLevel(Level.OFF);
        ch.qos.logback.classic.Logger audit = logging.context.getLogger(LoggedAudit.LOGGER);
        audit.setAdditive(false);
        audit.addAppender(logging.file(logs.resolve("audit.log"), "%msg%n", 50));
    }

    /** Before there is a home, only mistakes are worth a line. */
    static void setUpForErrors() {
        Logging logging = new Logging(new Redaction());
        logging.context.reset();
        ch.qos.logback.classic.Logger root = logging.context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.ERROR);
        root.addAppender(logging.screen(Level.ERROR, false));
    }

    private Appender<ILoggingEvent> screen(Level threshold, boolean notices) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setTarget("System.err");
        Filter<ILoggingEvent> filter =
                new Filter<>() {
                    @Override
                    public FilterReply decide(ILoggingEvent event) {
                        boolean shown =
                                event.getLevel().isGreaterOrEqual(threshold)
                                        || (notices
                                                && event.getLoggerName()
                                                        .equals(PluginHost.NOTICES));
                        return shown ? FilterReply.NEUTRAL : FilterReply.DENY;
                    }
                };
        filter.start();
        appender.addFilter(filter);
        return started(appender, SCREEN_LINE);
    }

    private Appender<ILoggingEvent> file(Path file, String pattern, int megabytes) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setFile(file.toString());
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> rolling =
                new SizeAndTimeBasedRollingPolicy<>();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setFileNamePattern(file + ".%d{yyyy-MM-dd}.%i.gz");
        rolling.setMaxFileSize(FileSize.valueOf(megabytes + "MB"));
        rolling.setMaxHistory(30);
        rolling.setTotalSizeCap(FileSize.valueOf(megabytes * 20 + "MB"));
        rolling.start();
        appender.setRollingPolicy(rolling);
        appender.setTriggeringPolicy(rolling);
        return started(appender, pattern);
    }

    private Appender<ILoggingEvent> started(
            OutputStreamAppender<ILoggingEvent> appender, String pattern) {
        PatternLayout layout =
                new PatternLayout() {
                    @Override
                    public String doLayout(ILoggingEvent event) {
                        return redaction.redact(super.doLayout(event));
                    }
                };
        layout.setContext(context);
        layout.setPattern(pattern);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
