package dev.errand.platform.store;

import dev.errand.api.StoreWatcher;
import dev.errand.storage.spi.Change;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Changes on their way from the storage to one watcher of a plugin. A watcher that is slower than
 * the changes is told of each key once, and of very many that it missed some.
 */
final class WatchDelivery implements Runnable {

    private static final int MOST_KEYS = 1_000;

    private final StoreWatcher watcher;
    private final Telling telling;
    private final Set<String> keys = new LinkedHashSet<>();
    private boolean missed;
    private boolean underWay;
    private boolean closed;

    WatchDelivery(StoreWatcher watcher, Telling telling) {
        this.watcher = watcher;
        this.telling = telling;
    }

    /** Called by the storage; never waits for the plugin. */
    void add(Change change) {
        if (take(change)) {
            telling.tell(this);
        }
    }

    private synchronized boolean take(Change change) {
        switch (change) {
            case Change.Key(String key) -> keys.add(key);
            case Change.Unknown() -> missed = true;
        }
        if (keys.size() > MOST_KEYS) {
            keys.clear();
            missed = true;
        }
        boolean idle = !underWay && !closed;
        underWay = true;
        return idle;
    }

    /** Called on a thread of the plugin. */
    @Override
    public void run() {
        try {
            for (Change next = next(); next != null; next = next()) {
                switch (next) {
                    case Change.Key(String key) -> watcher.changed(key);
                    case Change.Unknown() -> watcher.missed();
                }
            }
        } catch (Throwable fault) {
            // The fault is this change's; those that wait are told all the same.
            telling.tell(this);
            throw fault;
        }
    }

    private synchronized @org.jspecify.annotations.Nullable Change next() {
        if (!closed && missed) {
            missed = false;
            return new Change.Unknown();
        }
        if (closed || keys.isEmpty()) {
            underWay = false;
            return null;
        }
        String first = keys.iterator().next();
        keys.remove(first);
        return new Change.Key(first);
    }

    synchronized void close() {
        closed = true;
    }
}
