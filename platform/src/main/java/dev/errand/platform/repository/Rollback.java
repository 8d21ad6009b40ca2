package dev.errand.platform.repository;

import dev.errand.api.StoreException;
import dev.errand.platform.plugin.LoadResult;
import dev.errand.platform.plugin.PluginHost;
import dev.errand.platform.plugin.PluginJar;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the version before in service again, with the settings it had. Whatever fails on the way
 * leaves the present one, with its own settings.
 */
final class Rollback {

    private final PluginHost host;
    private final PluginLock lock;
    private final Installing installing;
    private final Finishing finishing;

    Rollback(PluginHost host, PluginLock lock, Installing installing, Finishing finishing) {
        this.host = host;
        this.lock = lock;
        this.installing = installing;
        this.finishing = finishing;
    }

    Installation toTheOneBefore(String id) throws StepFailed, InterruptedException {
        PluginLock.Locked now = installing.locked(id);
        PluginLock.Locked before =
                now.previous()
                        .orElseThrow(() ->
                                new StepFailed(
                                        "source",
                                        id
                                                + " "
                                                + now.version()
                                                + " is the first version of it that was installed"));
        finishing.settle(id);
        Map<String, String> settings = settings(id, before);
        PluginJar jar = installing.read(id, before);
        try {
            LoadResult result =
                    host.exchange(
                            jar,
                            settings,
                            () -> {
                                host.admin().saveSettings(id, now.jar().sha256());
                                swap(
                                        id,
                                        now,
                                        before.after(Optional.of(now.after(Optional.empty()))));
                            });
            return Installing.done(id, before.version(), result);
        } finally {
            host.intake().discard(jar);
        }
    }

    private Map<String, String> settings(String id, PluginLock.Locked of) throws StepFailed {
        try {
            return host.admin().savedSettings(id, of.jar().sha256());
        } catch (StoreException unreachable) {
            throw new StepFailed(
                    "settings", "those it had cannot be read: " + unreachable.getMessage());
        }
    }

    /** The lock decides; if the process ends after it, the next start restores the settings. */
    private void swap(String id, PluginLock.Locked now, PluginLock.Locked before)
            throws IOException {
        lock.put(id, Optional.of(before), Optional.of(PluginLock.Unfinished.RESTORE_SETTINGS));
        try {
            finishing.finish(id, PluginLock.Unfinished.RESTORE_SETTINGS);
        } catch (StoreException | IOException e) {
            if (swapBack(id, now)) {
                throw e;
            }
            // then what the lock has must serve: the next start has it and restores the settings
        }
    }

    /** The settings of the other version may hold already. */
    private boolean swapBack(String id, PluginLock.Locked now) {
        try {
            lock.put(id, Optional.of(now), Optional.of(PluginLock.Unfinished.RESTORE_SETTINGS));
        } catch (IOException neither) {
            return false;
        }
        try {
            finishing.finish(id, PluginLock.Unfinished.RESTORE_SETTINGS);
        } catch (StoreException | IOException later) {
            // the lock has it, so the next undertaking or start does it
        }
        return true;
    }
}
