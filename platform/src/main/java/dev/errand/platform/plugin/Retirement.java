package dev.errand.platform.plugin;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The plugins that are being taken apart, each only until it is. Never the threads that do it: a
 * virtual thread that has ended still refers to what it ran, and would keep its plugin in memory.
 */
final class Retirement {

    private final Set<LoadedPlugin> underWay = Collections.newSetFromMap(new IdentityHashMap<>());

    synchronized void begin(Collection<LoadedPlugin> plugins) {
        underWay.addAll(plugins);
    }

    /** A plugin ends after those that need it, since they may call it to the last. */
    synchronized void awaitUsers(LoadedPlugin plugin) throws InterruptedException {
        while (underWay.stream().anyMatch(other -> other.uses(plugin))) {
            wait();
        }
    }

    synchronized void end(LoadedPlugin plugin) {
        underWay.remove(plugin);
        notifyAll();
    }

    synchronized void awaitNone() throws InterruptedException {
        while (!underWay.isEmpty()) {
            wait();
        }
    }
}
