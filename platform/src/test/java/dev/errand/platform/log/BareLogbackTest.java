package dev.errand.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;

class BareLogbackTest {

    @Test
    void nothingIsWrittenUntilItIsSaidWhere() {
        BareLogback logback = new BareLogback();
        logback.initialize();

        LoggerContext context = (LoggerContext) logback.getLoggerFactory();

        assertThat(context.isStarted()).isTrue();
        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders()).isExhausted();
    }

    @Test
    void aLineBearsWhatItsThreadNoted() {
        BareLogback logback = new BareLogback();
        logback.initialize();
        LoggerContext context = (LoggerContext) logback.getLoggerFactory();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.setContext(context);
        lines.start();
        Logger logger = context.getLogger("x");
        logger.addAppender(lines);

        logback.getMDCAdapter().put("message", "7f3a");
        logger.info("said");

        assertThat(lines.list)
                .singleElement()
                .satisfies(line ->
                        assertThat(line.getMDCPropertyMap()).containsEntry("message", "7f3a"));
    }
}
