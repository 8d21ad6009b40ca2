package dev.errand.platform.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Keeps the last lines as text. No event is kept: one with an exception of a plugin would keep the
 * plugin's classes in memory.
 */
final class RecentLines extends AppenderBase<ILoggingEvent> {

    private static final int LONGEST = 400;

    private final int size;
    private final UnaryOperator<String> redact;
    private final ArrayDeque<String> lines = new ArrayDeque<>();

    RecentLines(int size, UnaryOperator<String> redact) {
        this.size = size;
        this.redact = redact;
    }

    @Override
    protected void append(ILoggingEvent event) {
        String message = firstLine(PlainText.visible(redact.apply(event.getFormattedMessage())));
        String id = event.getMDCPropertyMap().getOrDefault(Correlation.KEY, "");
        String line =
                Instant.ofEpochMilli(event.getTimeStamp()).truncatedTo(ChronoUnit.MILLIS)
                        + " "
                        + event.getLevel()
                        + " "
                        + event.getLoggerName()
                        + (id.isEmpty() ? "" : " [" + id + "]")
                        + " "
                        + message;
        synchronized (lines) {
            lines.addLast(line);
            if (lines.size() > size) {
                lines.removeFirst();
            }
        }
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end) + " …";
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    List<String> last(int count) {
        synchronized (lines) {
            return lines.stream().skip(Math.max(0, lines.size() - (long) count)).toList();
        }
    }
}
