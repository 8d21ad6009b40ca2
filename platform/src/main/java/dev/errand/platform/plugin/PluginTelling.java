package dev.errand.platform.plugin;

import dev.errand.api.StoreWatch;
import dev.errand.platform.execution.CallInfo;
import dev.errand.platform.execution.HostThreads;
import dev.errand.platform.execution.Outcome;
import dev.errand.platform.execution.PluginThreads;
import dev.errand.platform.store.Telling;
import java.util.List;
import java.util.function.Supplier;

/** Tells one load of a plugin what changed in its stores, on its own threads. */
final class PluginTelling implements Telling {

    private static final long PAUSE_MILLIS = 200;

    private final PluginThreads threads;
    private final HostThreads hostThreads;
    private final PluginScope scope;
    private final Supplier<CallInfo> info;

    PluginTelling(
            PluginThreads threads,
            HostThreads hostThreads,
            PluginScope scope,
            Supplier<CallInfo> info) {
        this.threads = threads;
        this.hostThreads = hostThreads;
        this.scope = scope;
        this.info = info;
    }

    @Override
    public void tell(Runnable work) {
        if (isBusy(work)) {
            hostThreads.start("watch-" + info.get().plugin(), () -> tellLater(work));
        }
    }

    @Override
    public StoreWatch closeLater(StoreWatch watch) {
        scope.add(watch);
        return watch;
    }

    /** A change must not be lost because the plugin has much to do at this moment. */
    private void tellLater(Runnable work) {
        try {
            do {
                Thread.sleep(PAUSE_MILLIS);
            } while (isBusy(work));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isBusy(Runnable work) {
        PluginThreads.Start start =
                threads.start(
                        info.get(),
                        call -> {
                            work.run();
                            return List.of();
                        });
        return start instanceof PluginThreads.Start.NotBegun(Outcome why)
                && why instanceof Outcome.Busy;
    }
}
