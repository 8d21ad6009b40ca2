package dev.errand.platform.isolation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/** Sends what is logged in a plugin's process to the host's log, where secrets are hidden. */
final class ChildLog extends AppenderBase<ILoggingEvent> {

    private static final int LONGEST = 16_000;

    private final Link link;

    private ChildLog(Link link) {
        this.link = link;
    }

    static void to(Link link) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.reset();
            Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            root.setLevel(Level.INFO);
            ChildLog log = new ChildLog(link);
            log.setContext(context);
            log.start();
            root.addAppender(log);
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        String text = event.getFormattedMessage();
        if (event.getThrowableProxy() != null) {
            text += "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
        }
        link.tell(
                "log",
                new Contract.LogLine(
                        event.getLevel().toString(),
                        text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…"));
    }
}
