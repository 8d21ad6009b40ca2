package dev.errand.platform.plugin;

import dev.errand.api.Plugin;
import dev.errand.platform.command.BoundCommand;
import dev.errand.platform.command.BoundListener;
import dev.errand.platform.command.CommandTree;
import dev.errand.platform.command.Mistake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
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

    private final Logger notices = LoggerFactory.getLogger(NOTICES);
    private final PluginServices services;
    private final ApiVersion api;
    private final WorkFolder work;
    private final LoaderWatch watch;
    private final PluginLoading loading;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final AtomicReference<Snapshot> snapshot = new AtomicReference<>(Snapshot.EMPTY);
    private final Map<String, LoadedPlugin> serving = new LinkedHashMap<>();
    private final Map<String, JarReading.Bad> broken = new HashMap<>();
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
        watchers.add(changed);
    }

    /**
     * What is registered now.
     *
     * @return the snapshot; take it once per message
     */
    public Snapshot snapshot() {
        return snapshot.get();
    }

    /**
     * Copies a file and looks what it is.
     *
     * @param file a JAR, or something else
     * @param origin where it came from
     * @return what it is
     */
    public JarReading read(Path file, PluginJar.Origin origin) {
        try {
            WorkFolder.Taken taken = work.take(file);
            JarReading reading = new JarReader(api).read(file, taken, origin);
            if (reading instanceof JarReading.Bad) {
                work.discard(taken.copy());
            }
            return reading;
        } catch (IOException e) {
            return JarReader.bad(String.valueOf(file.getFileName()), "cannot be read: " + e);
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
                new PluginManifest(
                        id,
                        api.version(),
                        plugin.getClass().getName(),
                        "*",
                        "",
                        "Errand's own commands",
                        "Errand",
                        "Apache-2.0");
        PluginJar jar =
                new PluginJar(manifest, Path.of(""), Path.of(""), "", PluginJar.Origin.BUILT_IN);
        switch (loading.prepareBuiltIn(jar, plugin)) {
            case PluginLoading.Prepared.Ready(LoadedPlugin loaded) -> swap(loaded);
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
        PluginManifest manifest =
                new PluginManifest(id, api.version(), type.getName(), "*", "", "", "", "");
        PluginJar jar =
                new PluginJar(manifest, Path.of(""), Path.of(""), "", PluginJar.Origin.BUILT_IN);
        return serve(jar, loading.prepareClass(jar, type));
    }

    /**
     * Loads a JAR and puts it in service, in place of any other version of the same plugin, whose
     * calls under way may end first.
     *
     * @param jar which
     * @return what came of it
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public LoadResult load(PluginJar jar) throws InterruptedException {
        return serve(jar, loading.prepare(jar));
    }

    private LoadResult serve(PluginJar jar, PluginLoading.Prepared prepared) {
        return switch (prepared) {
            case PluginLoading.Prepared.Ready(LoadedPlugin loaded) -> {
                Optional<LoadedPlugin> old = swap(loaded);
                announce(loaded, old);
                old.ifPresent(this::retire);
                yield new LoadResult.Serving(old.map(LoadedPlugin::version).orElse(""));
            }
            case PluginLoading.Prepared.Failed(List<Mistake> mistakes) -> {
                report(new JarReading.Bad(jar.manifest().id(), mistakes));
                yield new LoadResult.Refused(mistakes);
            }
        };
    }

    /**
     * Takes a plugin out of service. Its calls under way may end first.
     *
     * @param id which
     * @return whether it was in service
     */
    public boolean unload(String id) {
        LoadedPlugin old;
        synchronized (serving) {
            old = serving.remove(id);
            broken.remove(id);
            rebuild();
        }
        if (old != null) {
            notices.info("Plugin {} {} is gone.", id, old.version());
            retire(old);
        }
        return old != null;
    }

    /**
     * Whether a plugin serves.
     *
     * @param id which
     * @return whether any version of it is in service
     */
    public boolean isServing(String id) {
        synchronized (serving) {
            return serving.containsKey(id);
        }
    }

    /**
     * Keeps in mind, and tells, that a JAR cannot be put in service.
     *
     * @param bad what is wrong with it
     */
    public void report(JarReading.Bad bad) {
        String kept;
        synchronized (serving) {
            broken.put(bad.name(), bad);
            LoadedPlugin old = serving.get(bad.name());
            kept = old == null ? "" : " Version " + old.version() + " goes on serving.";
        }
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
        synchronized (serving) {
            broken.remove(name);
        }
    }

    private Optional<LoadedPlugin> swap(LoadedPlugin loaded) {
        synchronized (serving) {
            broken.remove(loaded.id());
            @Nullable LoadedPlugin old = serving.put(loaded.id(), loaded);
            rebuild();
            return Optional.ofNullable(old);
        }
    }

    private void rebuild() {
        List<BoundCommand> commands = new ArrayList<>();
        List<BoundListener> listeners = new ArrayList<>();
        for (LoadedPlugin plugin : serving.values()) {
            commands.addAll(plugin.commands());
            listeners.addAll(plugin.listeners());
        }
        snapshot.set(new Snapshot(CommandTree.of(commands), listeners));
        watchers.forEach(Runnable::run);
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

    private void retire(LoadedPlugin old) {
        retirement.begin();
        services.threads()
                .start(
                        "retire-" + old.id(),
                        () -> {
                            try {
                                loading.retire(old);
                            } catch (InterruptedException ending) {
                                Thread.currentThread().interrupt();
                            } finally {
                                retirement.end();
                            }
                        });
    }

    /**
     * How all plugins stand, by id.
     *
     * @return those in service and those that cannot be
     */
    public List<PluginStatus> statuses() {
        synchronized (serving) {
            Map<String, PluginStatus> statuses = new java.util.TreeMap<>();
            for (LoadedPlugin plugin : serving.values()) {
                JarReading.@Nullable Bad bad = broken.get(plugin.id());
                statuses.put(
                        plugin.id(),
                        new PluginStatus(
                                plugin.id(),
                                plugin.version(),
                                plugin.jar().origin(),
                                plugin.jar().manifest().description(),
                                plugin.commands().size(),
                                bad == null ? List.of() : bad.mistakes(),
                                watch.lingering(plugin.id())));
            }
            for (JarReading.Bad bad : broken.values()) {
                statuses.putIfAbsent(
                        bad.name(),
                        new PluginStatus(
                                bad.name(),
                                "",
                                PluginJar.Origin.HOME,
                                "",
                                0,
                                bad.mistakes(),
                                watch.lingering(bad.name())));
            }
            return List.copyOf(statuses.values());
        }
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
        List<LoadedPlugin> all;
        synchronized (serving) {
            all = List.copyOf(serving.values()).reversed();
            serving.clear();
            rebuild();
        }
        all.forEach(this::retire);
        retirement.awaitNone();
    }
}
