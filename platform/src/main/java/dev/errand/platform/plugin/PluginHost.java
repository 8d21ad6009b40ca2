package dev.errand.platform.plugin;

import dev.errand.api.Plugin;
import dev.errand.api.StoreException;
import dev.errand.platform.command.Mistake;
import dev.errand.platform.config.Section;
import dev.errand.platform.store.Stores;
import dev.errand.platform.store.Telling;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the plugins that serve. A new version is made ready beside the old one; the exchange of the
 * snapshot is the last step, and any failure before it leaves what served serving. Safe for use by
 * any thread.
 */
public final class PluginHost {

    /** Where the operator is told what came and went; shown on the console. */
    public static final String NOTICES = "errand.notice";

    private static final int MOST_TRIES = 20;

    private final Logger notices = LoggerFactory.getLogger(NOTICES);
    private final PluginServices services;
    private final ApiVersion api;
    private final WorkFolder work;
    private final LoaderWatch watch;
    private final PluginLoading loading;
    private final Stores stores;
    private final PluginChoices choices;
    private final Registry registry = new Registry();
    private final Set<String> own = ConcurrentHashMap.newKeySet();
    private final Retirement retirement = new Retirement();

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
        this.services = services;
        this.api = api;
        this.work = new WorkFolder(workFolder);
        this.watch = new LoaderWatch(services.threads(), leakPatience, services.complaints());
        this.loading = new PluginLoading(services, limits, work, watch);
        this.stores = services.stores().apply(Telling.nobody());
        this.choices = new PluginChoices(stores, services.settings());
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
     * Copies a file and looks what it is.
     *
     * @param file a JAR, or something else
     * @param origin where it came from
     * @return what it is
     */
    public JarReading read(Path file, PluginJar.Origin origin) {
        return read(file, List.of(), origin);
    }

    /**
     * Copies a plugin's JAR with others that it needs, and looks what it is.
     *
     * @param file the plugin's JAR
     * @param libraries what its loader reads beside it
     * @param origin where it came from
     * @return what it is
     */
    public JarReading read(Path file, List<Path> libraries, PluginJar.Origin origin) {
        try {
            // or the end of an older load of the same JAR could take the copy away under our hands
            synchronized (work) {
                return look(file, libraries, origin);
            }
        } catch (IOException e) {
            return JarReader.bad(String.valueOf(file.getFileName()), "cannot be read: " + e);
        }
    }

    private JarReading look(Path file, List<Path> libraries, PluginJar.Origin origin)
            throws IOException {
        WorkFolder.Taken taken = work.take(file);
        JarReading reading = new JarReader(api).read(file, taken, origin);
        if (reading instanceof JarReading.Good(PluginJar jar)) {
            List<PluginJar.Library> beside = new ArrayList<>();
            for (Path library : libraries) {
                WorkFolder.Taken copy = work.take(library);
                beside.add(new PluginJar.Library(library, copy.copy(), copy.sha256()));
            }
            return new JarReading.Good(jar.with(beside));
        }
        work.discard(taken.copy());
        return reading;
    }

    /**
     * Lets go of a JAR that was read and is not wanted.
     *
     * @param jar which
     */
    public void discard(PluginJar jar) {
        try {
            work.discard(jar.copy());
            for (PluginJar.Library library : jar.libraries()) {
                work.discard(library.copy());
            }
        } catch (IOException left) {
            notices.debug("A work file stays until the next start: {}", left.toString());
        }
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
        own.add(id);
        switch (loading.prepareBuiltIn(Candidate.of(PluginJar.none(manifest)), plugin)) {
            case PluginLoading.Prepared.Ready(LoadedPlugin loaded) -> {
                try {
                    registry.exchange(List.of(loaded), Registry.Keeping.NOTHING);
                } catch (IOException impossible) {
                    throw new java.io.UncheckedIOException(impossible);
                }
            }
            case PluginLoading.Prepared.Failed(List<Mistake> mistakes) ->
                    throw new IllegalStateException(mistakes.toString());
        }
    }

    /**
     * Whether a plugin is one of the host's own, which nobody can take away.
     *
     * @param id which
     * @return whether it was installed by the host itself
     */
    public boolean isOwn(String id) {
        return own.contains(id);
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
        return load(
                new Candidate(PluginJar.none(manifest), Optional.of(type)),
                Registry.Keeping.NOTHING);
    }

    /**
     * Tells that plugins are about to be loaded, so that what needs them knows of them.
     *
     * @param jars all of them
     */
    public void expect(java.util.Collection<PluginJar> jars) {
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
        return load(jar, () -> {});
    }

    /**
     * Loads a JAR as {@link #load(PluginJar)} does, with settings in place of those that were set
     * in chat.
     *
     * @param jar which
     * @param settings texts by the paths of the settings, which are kept with it
     * @param before done when the plugin is ready, and right before it serves
     * @return what came of it
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public LoadResult load(
            PluginJar jar, java.util.Map<String, String> settings, BeforeServing before)
            throws InterruptedException {
        String id = jar.manifest().id();
        try {
            PluginChoices.Chosen wanted =
                    new PluginChoices.Chosen(settings, choices.of(id).disabled());
            Registry.Keeping keeping =
                    () -> {
                        choices.keep(id, wanted);
                        before.keep();
                    };
            if (choices.disabled(id).isPresent()) {
                return load(Candidate.of(jar), keeping);
            }
            return load(
                    Candidate.of(jar),
                    other -> choices.section(other, other.equals(id) ? wanted : choices.of(other)),
                    keeping);
        } catch (StoreException e) {
            return refuse(
                    Candidate.of(jar),
                    List.of(new Mistake(id, "cannot be kept: " + e.getMessage())));
        }
    }

    /**
     * Where a plugin came from.
     *
     * @param id which
     * @return its origin; empty if it is not known
     */
    public Optional<PluginJar.Origin> origin(String id) {
        return registry.known(id).map(candidate -> candidate.jar().origin());
    }

    /** Something that has to be durable before a plugin may serve. */
    @FunctionalInterface
    public interface BeforeServing {

        /**
         * Makes it durable.
         *
         * @throws IOException if it cannot be; the plugin is then not put in service
         */
        void keep() throws IOException;
    }

    /**
     * Loads a JAR as {@link #load(PluginJar)} does.
     *
     * @param jar which
     * @param before done when the plugin is ready, and right before it serves
     * @return what came of it
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public LoadResult load(PluginJar jar, BeforeServing before) throws InterruptedException {
        return load(Candidate.of(jar), before::keep);
    }

    private LoadResult load(Candidate candidate, Registry.Keeping keeping)
            throws InterruptedException {
        if (own.contains(candidate.id())) {
            return refuse(
                    candidate,
                    List.of(
                            new Mistake(
                                    candidate.id(),
                                    "is the name of Errand's own commands; give the plugin another Plugin-Id")));
        }
        try {
            Optional<String> disabled = choices.disabled(candidate.id());
            if (disabled.isPresent()) {
                keeping.keep();
                registry.know(candidate);
                registry.hold(candidate.id(), disabled.get());
                return new LoadResult.Disabled(disabled.get());
            }
            return load(candidate, id -> choices.section(id, choices.of(id)), keeping);
        } catch (StoreException | IOException e) {
            return refuse(
                    candidate,
                    List.of(new Mistake(candidate.id(), "cannot be kept: " + e.getMessage())));
        }
    }

    private LoadResult load(
            Candidate candidate,
            java.util.function.Function<String, Section> settings,
            Registry.Keeping keeping)
            throws InterruptedException {
        registry.know(candidate);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Family family = new Family(registry, loading, settings);
            switch (family.make(candidate)) {
                case Family.Made.Failed(List<Mistake> mistakes, boolean waits) -> {
                    if (waits) {
                        registry.await(candidate.id());
                    }
                    return refuse(candidate, mistakes);
                }
                case Family.Made.Ready(List<LoadedPlugin> ready) -> {
                    Optional<LoadResult> result = serve(family, ready, keeping);
                    if (result.isPresent()) {
                        return result.get();
                    }
                }
            }
        }
        return refuse(
                candidate,
                List.of(
                        new Mistake(
                                candidate.id(), "what it needs changes all the time; try again")));
    }

    private Optional<LoadResult> serve(
            Family family, List<LoadedPlugin> ready, Registry.Keeping keeping)
            throws InterruptedException {
        LoadedPlugin root = ready.getFirst();
        Optional<List<LoadedPlugin>> old;
        try {
            old = registry.exchange(ready, keeping);
        } catch (IOException | RuntimeException e) {
            family.discard();
            return Optional.of(
                    refuse(
                            root.candidate(),
                            List.of(new Mistake(root.id(), "cannot be kept: " + e.getMessage()))));
        }
        if (old.isEmpty()) {
            family.discard();
            return Optional.empty();
        }
        Optional<LoadedPlugin> replaced =
                old.get().stream().filter(plugin -> plugin.id().equals(root.id())).findFirst();
        announce(root, replaced);
        retire(old.get());
        for (Candidate waiting : registry.waitingFor(root.id())) {
            load(waiting, Registry.Keeping.NOTHING);
        }
        return Optional.of(
                new LoadResult.Serving(
                        root.version(),
                        replaced.map(LoadedPlugin::version).orElse(""),
                        ready.stream().skip(1).map(LoadedPlugin::id).toList()));
    }

    private LoadResult refuse(Candidate candidate, List<Mistake> mistakes) {
        report(new JarReading.Bad(candidate.id(), mistakes));
        return new LoadResult.Refused(mistakes);
    }

    /**
     * Loads a plugin anew from where it came from.
     *
     * @param id which
     * @return what came of it, empty if there is no such plugin
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public Optional<LoadResult> reload(String id) throws InterruptedException {
        Optional<Candidate> known = registry.known(id);
        if (known.isEmpty() || own.contains(id)) {
            return Optional.empty();
        }
        if (known.get().type().isPresent()) {
            return Optional.of(load(known.get(), Registry.Keeping.NOTHING));
        }
        PluginJar jar = known.get().jar();
        List<Path> libraries = jar.libraries().stream().map(PluginJar.Library::source).toList();
        return Optional.of(
                switch (read(jar.source(), libraries, jar.origin())) {
                    case JarReading.Good(PluginJar again) -> load(again);
                    case JarReading.Bad(String name, List<Mistake> mistakes) ->
                            refuse(known.get(), mistakes);
                });
    }

    /**
     * Takes a plugin out of service, and keeps it out of it over restarts.
     *
     * @param id which
     * @throws StoreException if that cannot be kept
     */
    public void disable(String id) {
        choices.keep(id, choices.of(id).disabled(true));
        withdraw(id, "disabled by a command");
    }

    /**
     * Puts a plugin in service that was disabled or unloaded.
     *
     * @param id which
     * @return what came of it, empty if there is no such plugin
     * @throws StoreException if that cannot be kept
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public Optional<LoadResult> enable(String id) throws InterruptedException {
        PluginChoices.Chosen chosen = choices.of(id);
        if (chosen.disabled()) {
            choices.keep(id, chosen.disabled(false));
        }
        return reload(id);
    }

    /**
     * Takes a plugin out of service until somebody wants it again or the bot starts anew. Its calls
     * under way may end first; those that need it go with it.
     *
     * @param id which
     * @param why what people are told, such as {@code unloaded by a command}
     * @return whether it was in service
     */
    public boolean withdraw(String id, String why) {
        registry.hold(id, why);
        return takeOut(id, registry.withdraw(id));
    }

    /**
     * Takes a plugin out of service and forgets it, because its JAR is gone. Its calls under way
     * may end first; those that need it go with it and wait for it.
     *
     * @param id which
     * @return whether it was in service
     */
    public boolean unload(String id) {
        return takeOut(id, registry.remove(id));
    }

    private boolean takeOut(String id, List<LoadedPlugin> out) {
        if (out.isEmpty()) {
            return false;
        }
        notices.info("Plugin {} {} is gone.", id, out.getFirst().version());
        out.stream()
                .skip(1)
                .forEach(dependant -> {
                    registry.await(dependant.id());
                    report(
                            new JarReading.Bad(
                                    dependant.id(),
                                    List.of(
                                            new Mistake(
                                                    "Plugin-Dependencies",
                                                    "it needs the plugin '"
                                                            + id
                                                            + "' or one that needs it, which was taken out of service"))));
                });
        retire(out);
        return true;
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
     * The plugins in service that need another one, directly or not.
     *
     * @param id the other one
     * @return their ids
     */
    public List<String> dependants(String id) {
        return registry.dependants(id).stream().map(LoadedPlugin::id).toList();
    }

    /**
     * The ids of all plugins that are known here.
     *
     * @return the ids, in order
     */
    public Set<String> ids() {
        return registry.ids();
    }

    /**
     * Looks closer at a plugin.
     *
     * @param id which
     * @return what is known of it; empty if nothing is
     */
    public Optional<PluginDetails> details(String id) {
        return new PluginLook(registry, choices, stores, watch, work).at(id);
    }

    /**
     * Changes one setting of a plugin, which is made ready with it beside the load that serves, and
     * only then put in its place.
     *
     * @param id which plugin
     * @param key the path of the setting
     * @param value the text to set; empty to go back to what is configured
     * @return what came of it
     * @throws StoreException if it cannot be kept
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public LoadResult configure(String id, String key, Optional<String> value)
            throws InterruptedException {
        Candidate candidate =
                registry.known(id)
                        .orElseThrow(() -> new IllegalArgumentException("No plugin " + id));
        PluginChoices.Chosen wanted = choices.of(id).with(key, value);
        Section section = choices.section(id, wanted);
        if (isServing(id)) {
            LoadResult result =
                    load(
                            candidate,
                            other ->
                                    other.equals(id)
                                            ? section
                                            : choices.section(other, choices.of(other)),
                            () -> choices.keep(id, wanted));
            if (result instanceof LoadResult.Refused) {
                registry.forgetBroken(id);
            }
            return result;
        }
        // several settings may be missing, which come one after the other
        List<Mistake> wrong =
                new PluginLook(registry, choices, stores, watch, work)
                        .mistakesAt(candidate, section, key);
        if (!wrong.isEmpty()) {
            return new LoadResult.Refused(wrong);
        }
        choices.keep(id, wanted);
        Optional<String> held = registry.held(id);
        return held.isPresent()
                ? new LoadResult.Disabled(held.get())
                : load(candidate, Registry.Keeping.NOTHING);
    }

    /**
     * What was set for a plugin by commands, as text for {@link #restoreSettings}.
     *
     * @param id which
     * @return texts by the paths of the settings
     */
    public java.util.Map<String, String> chosenSettings(String id) {
        return choices.of(id).settings();
    }

    /**
     * Removes all that a plugin has kept, and what was set for it.
     *
     * @param id which; it should not be in service
     * @return how many values were removed
     */
    public long purge(String id) {
        choices.keep(id, PluginChoices.Chosen.NOTHING);
        return stores.purge("plugin/" + id + "/");
    }

    /**
     * Keeps in mind, and tells, that a JAR cannot be put in service.
     *
     * @param bad what is wrong with it
     */
    public void report(JarReading.Bad bad) {
        registry.breaks(bad);
        String kept =
                registry.serving(bad.name())
                        .map(old -> " Version " + old.version() + " goes on serving.")
                        .orElse("");
        StringBuilder text = new StringBuilder();
        bad.mistakes().forEach(mistake -> text.append("\n  - ").append(mistake));
        notices.warn(
                "Plugin {} cannot be put in service:{}{}",
                bad.name(),
                text,
                kept.isEmpty() ? "" : "\n " + kept);
    }

    /**
     * Forgets what was reported of a file that is no longer there.
     *
     * @param name what the report called it
     */
    public void forget(String name) {
        registry.forgetBroken(name);
    }

    private void announce(LoadedPlugin loaded, Optional<LoadedPlugin> old) {
        String commands =
                String.join(
                        ", ", loaded.commands().stream().map(c -> c.definition().name()).toList());
        if (old.isEmpty()) {
            notices.info(
                    "Plugin {} {} is in service: {}.",
                    loaded.id(),
                    loaded.version(),
                    commands.isEmpty() ? "no commands" : commands);
        } else {
            notices.info(
                    "Plugin {} {} has replaced {}.",
                    loaded.id(),
                    loaded.version(),
                    old.get().version());
        }
        snapshot().commands().clashes().stream()
                .filter(clash ->
                        clash.loser().equals(loaded.id()) || clash.owner().equals(loaded.id()))
                .forEach(clash ->
                        notices.warn(
                                "The command '{}' belongs to {}; {} has one too, which is reached as {}:{}",
                                clash.name(),
                                clash.owner(),
                                clash.loser(),
                                clash.loser(),
                                clash.name()));
    }

    private void retire(List<LoadedPlugin> old) {
        retirement.begin(old);
        for (LoadedPlugin plugin : old.reversed()) {
            services.threads().start("retire-" + plugin.id(), () -> retire(plugin));
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

    /**
     * How all plugins stand, by id.
     *
     * @return those in service and those that cannot be
     */
    public List<PluginStatus> statuses() {
        return List.copyOf(registry.statuses(watch).values());
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
        retirement.awaitNone();
        return watch.awaitGone(longest);
    }

    /**
     * Takes all plugins out of service and waits for their calls and their {@code stop()}, within
     * their limits.
     *
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public void close() throws InterruptedException {
        retire(registry.removeAll());
        retirement.awaitNone();
    }
}
