package dev.errand.platform.repository;

import dev.errand.api.StoreException;
import dev.errand.platform.command.HelpText;
import dev.errand.platform.command.Mistake;
import dev.errand.platform.config.PluginPolicy;
import dev.errand.platform.execution.HostThreads;
import dev.errand.platform.plugin.InstalledPlugins;
import dev.errand.platform.plugin.JarReading;
import dev.errand.platform.plugin.PluginHost;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Installs, updates, rolls back and removes plugins, one change at a time. Until the new version is
 * ready to serve nothing has changed; then {@code plugins.lock} is replaced, and with it the
 * version.
 */
public final class Repositories implements InstalledPlugins, AutoCloseable {

    private final HelpText help;
    private final PluginLock lock;
    private final SeenRepositories seen;
    private final JarCache cache;
    private final Downloads downloads;
    private final Fetching fetching;
    private final Finishing finishing;
    private final Installing installing;
    private final Rollback rollback;
    private final Updates updates;
    private final KnownRepositories known;
    private final ReentrantLock changing = new ReentrantLock();

    /**
     * Made once.
     *
     * @param host where plugins serve
     * @param policy what may be installed
     * @param places where everything is kept
     * @param help knows how commands are typed
     * @param threads the host's threads
     * @param clock tells the time
     */
    public Repositories(
            PluginHost host,
            PluginPolicy policy,
            RepositoryPlaces places,
            HelpText help,
            HostThreads threads,
            InstantSource clock) {
        this.help = help;
        this.lock = new PluginLock(places.lock());
        this.seen = new SeenRepositories(places.seen());
        this.cache = new JarCache(places);
        this.downloads = new Downloads(places.schemes(), policy.downloadTime(), threads);
        Indexes indexes = new Indexes(places, policy, seen, downloads, cache, help);
        this.fetching = new Fetching(places, policy, indexes, downloads, help);
        this.finishing = new Finishing(host, lock);
        this.installing = new Installing(host, policy, lock, cache, clock, finishing, help);
        this.rollback = new Rollback(host, lock, installing, finishing);
        this.updates = new Updates(places, policy, fetching, cache);
        this.known = new KnownRepositories(policy, seen, indexes);
    }

    /**
     * Reads what is installed, finishes what was decided before a crash, and removes what it has
     * left of an installation.
     *
     * @throws IOException if a file cannot be read, or the storage does not answer
     */
    public void prepare() throws IOException {
        lock.read();
        seen.read();
        cache.prepare(lock.digests());
        for (Map.Entry<String, PluginLock.Unfinished> begun : lock.unfinished().entrySet()) {
            try {
                finishing.finish(begun.getKey(), begun.getValue());
            } catch (StoreException e) {
                throw new IOException(
                        "what was begun for the plugin "
                                + begun.getKey()
                                + " cannot be finished: "
                                + e.getMessage(),
                        e);
            }
        }
    }

    @Override
    public boolean owns(String pluginId) {
        return lock.of(pluginId).isPresent();
    }

    @Override
    public String removal(String pluginId) {
        return help.line("repos uninstall " + pluginId);
    }

    @Override
    public List<JarReading> read() {
        List<JarReading> all = new ArrayList<>();
        new TreeMap<>(lock.plugins())
                .forEach((id, locked) -> {
                    try {
                        all.add(new JarReading.Good(installing.read(id, locked)));
                    } catch (StepFailed failed) {
                        Mistake mistake =
                                new Mistake(failed.step(), String.valueOf(failed.getMessage()));
                        all.add(new JarReading.Bad(id, List.of(mistake)));
                    }
                });
        return all;
    }

    /**
     * Installs a plugin, or puts another version in place of one that is installed.
     *
     * @param request what
     * @param progress told of what takes long
     * @return what serves now
     * @throws StepFailed with the step and the reason; everything is then as it was
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public Installation install(InstallRequest request, Consumer<String> progress)
            throws StepFailed, InterruptedException {
        changing.lockInterruptibly();
        try (Quarantine quarantine = cache.quarantine()) {
            Fetched fetched = fetching.fetch(request, quarantine, progress);
            return installing.install(fetched, request.by());
        } catch (IOException e) {
            throw new StepFailed("download", "it cannot be kept here: " + e);
        } finally {
            tidy();
            changing.unlock();
        }
    }

    /** Whatever came of it, nothing stays that is not locked. */
    private void tidy() {
        try {
            cache.prune(lock.digests());
        } catch (IOException left) {
            // it goes at the next change or start
        }
    }

    /**
     * Puts the newest version of an installed plugin in service.
     *
     * @param id which
     * @param by who wants it
     * @param progress told of what takes long
     * @return what serves now; empty if it is the newest already
     * @throws StepFailed with the step and the reason; everything is then as it was
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public Optional<Installation> update(String id, String by, Consumer<String> progress)
            throws StepFailed, InterruptedException {
        PluginLock.Locked locked = installing.locked(id);
        Optional<String> newest = updates.newest(id, locked);
        return newest.isEmpty()
                ? Optional.empty()
                : Optional.of(install(Updates.request(id, locked, newest.get(), by), progress));
    }

    /**
     * Looks for a newer version.
     *
     * @param id an installed plugin
     * @return the newest version if it is newer than the one in the lock
     * @throws StepFailed if it cannot be found out
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public Optional<String> newest(String id) throws StepFailed, InterruptedException {
        return updates.newest(id, installing.locked(id));
    }

    /**
     * Puts the version before the present one in service again, with the settings it had.
     *
     * @param id which
     * @return what serves now
     * @throws StepFailed with the step and the reason; everything is then as it was
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public Installation rollback(String id) throws StepFailed, InterruptedException {
        changing.lockInterruptibly();
        try {
            return rollback.toTheOneBefore(id);
        } finally {
            tidy();
            changing.unlock();
        }
    }

    /**
     * Removes an installed plugin.
     *
     * @param id which
     * @param purge whether its data goes too
     * @return how many values were removed; empty if the storage does not answer, and then they go
     *     at the next start
     * @throws StepFailed with the reason; everything is then as it was
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public OptionalLong uninstall(String id, boolean purge)
            throws StepFailed, InterruptedException {
        changing.lockInterruptibly();
        try {
            return installing.uninstall(id, purge);
        } catch (IOException e) {
            throw new StepFailed("lock", "plugins.lock cannot be written: " + e.getMessage());
        } finally {
            tidy();
            changing.unlock();
        }
    }

    /**
     * What is installed.
     *
     * @return one line for each plugin, by id
     */
    public List<InstalledPlugin> installed() {
        List<InstalledPlugin> all = new ArrayList<>();
        new TreeMap<>(lock.plugins())
                .forEach((id, locked) ->
                        all.add(
                                new InstalledPlugin(
                                        id,
                                        locked.version(),
                                        locked.source(),
                                        locked.by(),
                                        locked.at(),
                                        locked.previous()
                                                .map(PluginLock.Locked::version)
                                                .orElse(""))));
        return all;
    }

    /**
     * The repositories.
     *
     * @return configured and added ones
     */
    public List<KnownRepository> repositories() {
        return known.all();
    }

    /**
     * Adds a repository whose index can be read and believed.
     *
     * @param url where its {@code index.json} lies
     * @return how many plugins it has
     * @throws StepFailed with the reason
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public int add(String url) throws StepFailed, InterruptedException {
        changing.lockInterruptibly();
        try {
            return known.add(url);
        } finally {
            changing.unlock();
        }
    }

    /**
     * Forgets a repository, with its key; what was installed from it stays.
     *
     * @param url which
     * @throws StepFailed if there is no such repository, or the configuration names it
     */
    public void remove(String url) throws StepFailed {
        known.remove(url);
    }

    /**
     * Finds plugins all of whose words occur in the name, the description or the provider.
     *
     * @param words what to look for
     * @param failures told of repositories that cannot be read
     * @return the newest version of each, by id
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public List<FoundPlugin> search(List<String> words, Consumer<String> failures)
            throws InterruptedException {
        return known.search(words, failures);
    }

    @Override
    public void close() {
        downloads.close();
    }
}
