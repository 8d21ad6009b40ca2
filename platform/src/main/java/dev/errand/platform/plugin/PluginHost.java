package dev.errand.platform.plugin;

import dev.errand.api.Plugin;
import dev.errand.platform.command.Mistake;
import dev.errand.platform.store.Stores;
import dev.errand.platform.store.Telling;
import dev.errand.storage.spi.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds the plugins that serve. A new version is made ready beside the old one; the exchange of the
 * snapshot is the last step, and any failure before it leaves what served serving. Safe for use by
 * any thread.
 */
public final class PluginHost {

    /** Where the operator is told what came and went; shown on the console. */
    public static final String NOTICES = "errand.notice";

    private final ApiVersion api;
    private final WorkFolder work;
    private final Registry registry = new Registry();
    private final LoaderWatch watch;
    private final PluginLoading loading;
    private final Notices notices = new Notices(registry);
    private final Departures departures;
    private final Arrivals arrivals;
    private final JarIntake intake;
    private final PluginAdmin admin;
    private final ChosenElsewhere elsewhere;

    /**
     * Made once.
     *
     * @param services the host's other parts
     * @param limits what plugins are held to
     * @param workFolder where copies of JARs are kept while they are loaded; nobody else's
     * @param api the version of plugin-api that is here
     * @param leakPatience how long an unloaded plugin may stay in memory before it is told
     */
    public PluginHost(
            PluginServices services,
            PluginLimits limits,
            Path workFolder,
            ApiVersion api,
            Duration leakPatience) {
        this.api = api;
        this.work = new WorkFolder(workFolder);
        this.watch = new LoaderWatch(services.threads(), leakPatience, services.complaints());
        this.loading = new PluginLoading(services, limits, work, watch);
        Stores stores = services.stores().apply(Telling.nobody());
        PluginChoices choices =
                new PluginChoices(stores, services.settings(), services.lastChoices());
        this.departures = new Departures(registry, loading, services.threads(), notices);
        this.arrivals = new Arrivals(registry, loading, choices, notices, departures);
        this.elsewhere = new ChosenElsewhere(registry, choices, arrivals, departures);
        this.intake = new JarIntake(work, api);
        this.admin =
                new PluginAdmin(
                        registry,
                        stores,
                        choices,
                        new PluginLook(registry, choices, stores, watch, work, services.secrets()),
                        intake,
                        arrivals,
                        departures,
                        new Resettling(registry, loading, choices, departures));
    }

    /**
     * Makes the work folder.
     *
     * @throws IOException if it cannot be made or emptied
     */
    public void prepare() throws IOException {
        work.prepare();
    }

    /**
     * Follows what admins choose for plugins at other bots on the same storage; once the storage is
     * back after an outage, loads what could not be loaded without it. Returns when interrupted.
     * For one thread.
     *
     * @param storage where their choices are kept
     */
    public void keepUp(Storage storage) {
        elsewhere.keepUp(storage);
    }

    /**
     * Tells of every new snapshot from now on.
     *
     * @param changed called after each; must return at once
     */
    public void watch(Runnable changed) {
        registry.watch(changed);
    }

    /**
     * What is registered now.
     *
     * @return the snapshot; take it once per message
     */
    public Snapshot snapshot() {
        return registry.snapshot();
    }

    /**
     * What admins do to plugins by commands.
     *
     * @return always the same
     */
    public PluginAdmin admin() {
        return admin;
    }

    /**
     * Where JARs are taken in before they are loaded.
     *
     * @return always the same
     */
    public JarIntake intake() {
        return intake;
    }

    /**
     * Puts one of the host's own plugins in service.
     *
     * @param id its id
     * @param plugin the plugin
     * @throws IllegalStateException if it has mistakes, which is a fault of the host
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public void install(String id, Plugin plugin) throws InterruptedException {
        PluginManifest manifest =
                PluginManifest.of(
                        id, api.version(), plugin.getClass().getName(), "Errand's own commands");
        arrivals.reserve(id);
        switch (loading.prepareBuiltIn(Candidate.of(PluginJar.none(manifest)), plugin)) {
            case PluginLoading.Prepared.Ready(LoadedPlugin loaded) -> {
                try {
                    registry.exchange(List.of(loaded), BeforeServing.NOTHING);
                } catch (IOException impossible) {
                    throw new UncheckedIOException(impossible);
                }
            }
            case PluginLoading.Prepared.Failed(List<Mistake> mistakes) ->
                    throw new IllegalStateException(mistakes.toString());
        }
    }

    /**
     * Puts a plugin in service whose class is on the host's own class path, as in the test of a
     * plugin.
     *
     * @param id the id to give it
     * @param type its class
     * @return what came of it
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public LoadResult loadClass(String id, Class<? extends Plugin> type)
            throws InterruptedException {
        PluginManifest manifest = PluginManifest.of(id, api.version(), type.getName(), "");
        return arrivals.load(
                new Candidate(PluginJar.none(manifest), Optional.of(type)), BeforeServing.NOTHING);
    }

    /**
     * Tells that plugins are about to be loaded, so that what needs them knows of them.
     *
     * @param jars all of them
     */
    public void expect(Collection<PluginJar> jars) {
        jars.forEach(jar -> registry.know(Candidate.of(jar)));
    }

    /**
     * Loads a JAR and puts it in service, in place of any other version of the same plugin, whose
     * calls under way may end first. Plugins that need it are loaded anew with it.
     *
     * @param jar which
     * @return what came of it
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public LoadResult load(PluginJar jar) throws InterruptedException {
        return arrivals.load(Candidate.of(jar), BeforeServing.NOTHING);
    }

    /**
     * Loads a JAR as {@link #load(PluginJar)} does; one that is refused leaves no trace, so that
     * what served and what was known of the plugin is as it was.
     *
     * @param jar which
     * @param before done when the plugin is ready, and right before it serves
     * @return what came of it
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public LoadResult exchange(PluginJar jar, BeforeServing before) throws InterruptedException {
        return exchanged(jar, () -> arrivals.load(Candidate.of(jar), before));
    }

    private interface Loading {
        LoadResult load() throws InterruptedException;
    }

    private LoadResult exchanged(PluginJar jar, Loading loading) throws InterruptedException {
        String id = jar.manifest().id();
        Registry.Memory memory = registry.remember(id);
        LoadResult result = loading.load();
        if (result instanceof LoadResult.Refused) {
            registry.restore(id, memory);
        }
        return result;
    }

    /**
     * Loads a JAR as {@link #exchange(PluginJar, BeforeServing)} does, with settings in place of
     * those that were set in chat.
     *
     * @param jar which
     * @param settings texts by the paths of the settings
     * @param before done when the plugin is ready, and right before it serves; it has to keep the
     *     settings, too
     * @return what came of it
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public LoadResult exchange(PluginJar jar, Map<String, String> settings, BeforeServing before)
            throws InterruptedException {
        return exchanged(
                jar,
                () ->
                        arrivals.load(
                                Candidate.of(jar),
                                new PluginChoices.Chosen(settings, false),
                                before));
    }

    /**
     * Loads a JAR because the one that is wanted cannot serve, and goes on telling why that is so.
     *
     * @param jar which
     * @param wanted what is wrong with the one that is wanted
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public void loadInstead(PluginJar jar, JarReading.Bad wanted) throws InterruptedException {
        if (load(jar) instanceof LoadResult.Serving) {
            report(wanted);
        }
    }

    /**
     * Takes a plugin out of service and forgets it, because its JAR is gone. Its calls under way
     * may end first; those that need it go with it and wait for it.
     *
     * @param id which
     * @return whether it was in service
     */
    public boolean unload(String id) {
        return departures.letGo(registry.remove(id));
    }

    /**
     * Whether a plugin serves.
     *
     * @param id which
     * @return whether any version of it is in service
     */
    public boolean isServing(String id) {
        return registry.serving(id).isPresent();
    }

    /**
     * Keeps in mind, and tells, that a JAR cannot be put in service.
     *
     * @param bad what is wrong with it
     */
    public void report(JarReading.Bad bad) {
        notices.broken(bad);
    }

    /**
     * Says something of plugins that nothing is wrong with, in place of all that was said so
     * before.
     *
     * @param remarks words by the ids of the plugins
     */
    public void remark(Map<String, String> remarks) {
        registry.remark(remarks).forEach(notices::remark);
    }

    /**
     * Forgets what was reported of a file that is no longer there.
     *
     * @param name what the report called it
     */
    public void forget(String name) {
        registry.forgetBroken(name);
    }

    /**
     * How all plugins stand, by id.
     *
     * @return those in service and those that cannot be
     */
    public List<PluginStatus> statuses() {
        return List.copyOf(registry.statuses(watch).values());
    }

    /**
     * Whose a command is.
     *
     * @param command its words, joined by one space
     * @return the plugin's id, empty if no such command is in service
     */
    public String owner(String command) {
        return snapshot()
                .commands()
                .command(command)
                .map(found -> found.definition().plugin())
                .orElse("");
    }

    /**
     * How often plugins came and went.
     *
     * @return the numbers at this moment
     */
    public PluginLoads loads() {
        return notices.counted();
    }

    /**
     * Waits until every unloaded plugin has left memory, asking for collections meanwhile; for
     * tests.
     *
     * @param longest the longest wait
     * @return id and version of those that are still there
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public Set<String> awaitGone(Duration longest) throws InterruptedException {
        departures.awaitNone();
        return watch.awaitGone(longest);
    }

    /**
     * Takes all plugins out of service and waits for their calls and their {@code stop()}, within
     * their limits.
     *
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public void close() throws InterruptedException {
        departures.retire(registry.removeAll());
        departures.awaitNone();
    }
}
