package dev.errand.platform.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Logback without its search for a configuration, which looks into every JAR of the class path
 * before the first line of the program has run. Writes nothing until a {@link LogBook} says where.
 */
public final class BareLogback implements SLF4JServiceProvider {

    /** The newest SLF4J that this was written for, whose 2.0 releases all fit. */
    private static final String SLF4J = "2.0.99";

    private final LoggerContext context = new LoggerContext();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final LogbackMDCAdapter values = new LogbackMDCAdapter();

    /** For SLF4J. */
    public BareLogback() {}

    @Override
    public void initialize() {
        context.setName("default");
        context.setMDCAdapter(values);
        context.start();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return context;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return values;
    }

    @Override
    public String getRequestedApiVersion() {
        return SLF4J;
    }
}
