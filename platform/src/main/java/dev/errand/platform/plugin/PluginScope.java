package dev.errand.platform.plugin;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;

/** Owns what a plugin gave to the host to close, and closes it in reverse order. */
final class PluginScope {

    private final Logger logger;
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private boolean closed;

    PluginScope(Logger logger) {
        this.logger = logger;
    }

    synchronized void add(AutoCloseable resource) {
        if (closed) {
            throw new IllegalStateException(
                    "The plugin was unloaded; nothing can be given to it any more");
        }
        resources.push(resource);
    }

    /** Closes everything, whatever one of them throws. Calls code of the plugin. */
    void close() {
        for (AutoCloseable resource = take(); resource != null; resource = take()) {
            try {
                resource.close();
            } catch (Exception | LinkageError e) {
                logger.warn(
                        "{} could not be closed: {}", resource.getClass().getName(), e.toString());
            }
        }
    }

    private synchronized @org.jspecify.annotations.Nullable AutoCloseable take() {
        closed = true;
        return resources.poll();
    }

    synchronized boolean isEmpty() {
        return resources.isEmpty();
    }
}
