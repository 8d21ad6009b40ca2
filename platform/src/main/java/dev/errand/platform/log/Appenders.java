package dev.errand.platform.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.FileSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Makes the ends that log lines come out of. Known secrets are hidden in every line, and only a
 * record begins one.
 */
final class Appenders {

    /** A line of the file. */
    static final String LINE =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{20} %replace([%X{message}] ){'\\[\\] ', ''}%msg%n%ex";

    private static final String SCREEN_LINE = "%level: %msg%n%nopex";

    private final LoggerContext context;
    private final UnaryOperator<String> redact;

    Appenders(LoggerContext context, UnaryOperator<String> redact) {
        this.context = context;
        this.redact = redact;
    }

    /** Standard error, as words or as lines of JSON. */
    Appender<ILoggingEvent> screen(LogPlan plan) {
        Level least = Level.toLevel(plan.screenLevel(), Level.INFO);
        return screen(
                plan.json() ? new JsonLines(redact) : words(SCREEN_LINE),
                event ->
                        event.getLevel().isGreaterOrEqual(least)
                                || (plan.noticesOnScreen()
                                        && event.getLoggerName().equals(plan.notices())));
    }

    /** Standard error, for errors. */
    Appender<ILoggingEvent> errors() {
        return screen(words(SCREEN_LINE), event -> event.getLevel().isGreaterOrEqual(Level.ERROR));
    }

    private Appender<ILoggingEvent> screen(
            Encoder<ILoggingEvent> encoder, Predicate<ILoggingEvent> shown) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setTarget("System.err");
        Filter<ILoggingEvent> filter =
                new Filter<>() {
                    @Override
                    public FilterReply decide(ILoggingEvent event) {
                        return shown.test(event) ? FilterReply.NEUTRAL : FilterReply.DENY;
                    }
                };
        filter.start();
        appender.addFilter(filter);
        encoder.setContext(context);
        encoder.start();
        appender.setEncoder(encoder);
        return started(appender);
    }

    /** A file that begins anew each day and whenever it has become large. */
    Appender<ILoggingEvent> file(Path file, String pattern, int megabytes) {
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
        appender.setEncoder(words(pattern));
        return started(appender);
    }

    private Encoder<ILoggingEvent> words(String pattern) {
        PatternLayout layout =
                new PatternLayout() {
                    @Override
                    public String doLayout(ILoggingEvent event) {
                        return PlainText.record(redact.apply(super.doLayout(event)));
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
        return encoder;
    }

    <A extends Appender<ILoggingEvent>> A started(A appender) {
        appender.setContext(context);
        appender.start();
        return appender;
    }
}
