package dev.errand.platform.health;

import dev.errand.platform.audit.AuditLog;
import dev.errand.platform.execution.HostThreads;
import dev.errand.platform.store.StorageFigures;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The port that machines ask. Its threads are Jetty's own and no virtual ones, so that it answers
 * also when those do not run any more.
 */
public final class HealthPort implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_THREADS = 8;
    private static final int LONGEST_HEADERS = 4096;
    private static final int IDLE_MILLISECONDS = 10_000;

    private final Metrics metrics = new Metrics();
    private final Server server = new Server(threads());
    private final ServerConnector connector;

    /**
     * Made once; opens nothing yet.
     *
     * @param bind the address to listen at
     * @param port the port, 0 for any that is free
     */
    public HealthPort(String bind, int port) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(LONGEST_HEADERS);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(bind);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLISECONDS);
        server.addConnector(connector);
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool pool = new QueuedThreadPool(MOST_THREADS, 1);
        pool.setName("health");
        pool.setDaemon(true);
        return pool;
    }

    /**
     * Counts what passes through.
     *
     * @param next keeps the records
     * @return what to write records to
     */
    public AuditLog counting(AuditLog next) {
        return entry -> {
            // what the host itself notes is no command
            if (!entry.who().chat().equals("errand")) {
                metrics.count(entry);
            }
            next.write(entry);
        };
    }

    /**
     * Shows how a storage is used.
     *
     * @param backend its type
     * @param figures where its use is counted
     */
    public void measure(String backend, StorageFigures figures) {
        metrics.measure(backend, figures);
    }

    /**
     * Opens the port.
     *
     * @param vitals what the bot is asked
     * @param threads where the host's threads come from
     * @throws IOException if the port cannot be had
     */
    public void open(Vitals vitals, HostThreads threads) throws IOException {
        Checkup checkup = new Checkup(vitals, threads, PATIENCE);
        metrics.watch(vitals, () -> storageUp(checkup));
        server.setHandler(new Pages(checkup, metrics));
        try {
            server.start();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    private static double storageUp(Checkup checkup) {
        try {
            return checkup.storage()
                    .filter(dev.errand.storage.spi.Health::up)
                    .map(health -> 1.0)
                    .orElse(0.0);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /**
     * The port that it listens at.
     *
     * @return the number
     */
    public int port() {
        return connector.getLocalPort();
    }

    /** Closes the port. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("The health port cannot be closed", e);
        }
    }
}
