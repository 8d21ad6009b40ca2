package dev.errand.platform.log;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.function.UnaryOperator;

/**
 * One line of JSON for each event: {@code timestamp} in milliseconds, {@code level}, {@code
 * threadName}, {@code loggerName}, {@code mdc} with the message that it is about, {@code message}
 * with the stack trace behind it. Secrets are hidden before anything is escaped.
 */
final class JsonLines extends JsonEncoder {

    private final UnaryOperator<String> redact;

    JsonLines(UnaryOperator<String> redact) {
        this.redact = redact;
        setWithSequenceNumber(false);
        setWithNanoseconds(false);
        setWithContext(false);
        setWithMarkers(false);
        setWithKVPList(false);
        setWithArguments(false);
        setWithThrowable(false);
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        LoggingEvent shown = new LoggingEvent();
        shown.setTimeStamp(event.getTimeStamp());
        shown.setLevel(event.getLevel());
        shown.setThreadName(event.getThreadName());
        shown.setLoggerName(event.getLoggerName());
        shown.setMDCPropertyMap(event.getMDCPropertyMap());
        shown.setMessage(
                PlainText.visible(redact.apply(event.getFormattedMessage()) + trace(event)));
        return super.encode(shown);
    }

    private String trace(ILoggingEvent event) {
        return event.getThrowableProxy() == null
                ? ""
                : "\n" + redact.apply(ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
}
