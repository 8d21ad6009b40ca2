package dev.errand.platform.plugin;

import dev.errand.platform.command.Mistake;
import dev.errand.platform.execution.HostThreads;
import java.util.List;

/** Takes plugins apart that serve no more, in threads of their own, the users before the used. */
final class Departures {

    private final Registry registry;
    private final PluginLoading loading;
    private final HostThreads threads;
    private final Notices notices;
    private final Retirement retirement = new Retirement();

    Departures(Registry registry, PluginLoading loading, HostThreads threads, Notices notices) {
        this.registry = registry;
        this.loading = loading;
        this.threads = threads;
        this.notices = notices;
    }

    /**
     * Lets plugins go that were taken out of the registry.
     *
     * @param out the plugin that was wanted out, then those that need it
     * @return whether there was any
     */
    boolean letGo(List<LoadedPlugin> out) {
        if (out.isEmpty()) {
            return false;
        }
        LoadedPlugin first = out.getFirst();
        notices.gone(first);
        out.stream().skip(1).forEach(dependant -> waits(dependant, first.id()));
        retire(out);
        return true;
    }

    private void waits(LoadedPlugin dependant, String needed) {
        registry.await(dependant.id());
        notices.broken(
                new JarReading.Bad(
                        dependant.id(),
                        List.of(
                                new Mistake(
                                        "Plugin-Dependencies",
                                        "it needs the plugin '"
                                                + needed
                                                + "' or one that needs it, which was taken out of service"))));
    }

    /** Each ends after those that need it, since they may call it to the last. */
    void retire(List<LoadedPlugin> old) {
        retirement.begin(old);
        for (LoadedPlugin plugin : old.reversed()) {
            threads.start("retire-" + plugin.id(), () -> retire(plugin));
        }
    }

    private void retire(LoadedPlugin plugin) {
        try {
            retirement.awaitUsers(plugin);
            loading.retire(plugin);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } finally {
            retirement.end(plugin);
        }
    }

    void awaitNone() throws InterruptedException {
        retirement.awaitNone();
    }
}
