package dev.errand.platform.repository;

import dev.errand.api.StoreException;
import dev.errand.platform.plugin.PluginHost;
import java.io.IOException;
import java.util.Optional;

/** Does in the storage what the lock has decided, now or after whatever came between. */
final class Finishing {

    private final PluginHost host;
    private final PluginLock lock;

    Finishing(PluginHost host, PluginLock lock) {
        this.host = host;
        this.lock = lock;
    }

    /** What is left of an earlier undertaking comes before the next one, or would be forgotten. */
    void settle(String id) throws StepFailed {
        Optional<PluginLock.Unfinished> left = Optional.ofNullable(lock.unfinished().get(id));
        try {
            if (left.isPresent()) {
                finish(id, left.get());
            }
        } catch (StoreException | IOException e) {
            throw new StepFailed(
                    "storage",
                    "what was begun for " + id + " before cannot be finished: " + e.getMessage());
        }
    }

    /** Does in the storage what the lock has decided, as often as it takes. */
    long finish(String id, PluginLock.Unfinished what) throws IOException {
        long removed = 0;
        switch (what) {
            case RESTORE_SETTINGS -> {
                Optional<PluginLock.Locked> now = lock.of(id);
                now.ifPresent(version -> host.admin().restoreSettings(id, version.jar().sha256()));
            }
            case PURGE -> removed = host.admin().purge(id);
        }
        lock.finish(id);
        return removed;
    }
}
