package dev.errand.platform.repository;

import dev.errand.platform.command.Mistake;
import dev.errand.platform.config.PluginPolicy;
import dev.errand.platform.execution.HostThreads;
import dev.errand.platform.plugin.ApiVersion;
import dev.errand.platform.plugin.InstalledPlugins;
import dev.errand.platform.plugin.JarReading;
import dev.errand.platform.plugin.LoadResult;
import dev.errand.platform.plugin.PluginHost;
import dev.errand.platform.plugin.PluginJar;
import dev.errand.platform.plugin.PluginManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Installs, updates, rolls back and removes plugins, one change at a time. Until the new version is
 * ready to serve nothing has changed; then {@code plugins.lock} is replaced, and with it the
 * version.
 */
public final class Repositories implements InstalledPlugins, AutoCloseable {

    /**
     * What is wanted.
     *
     * @param what a name in an index, a Maven coordinate, an address or a path
     * @param sha256 the digest that it must have
     * @param by who wants it
     * @param atHost whether they sit at the host itself
     */
    public record Request(String what, Optional<String> sha256, String by, boolean atHost) {}

    /**
     * What has happened.
     *
     * @param id the plugin
     * @param version the version now
     * @param result how it stands
     */
    public record Done(String id, String version, LoadResult result) {}

    /**
     * An installed plugin, for people.
     *
     * @param id its id
     * @param version its version
     * @param source where it came from
     * @param by who installed it
     * @param at when
     * @param previous the version that a rollback leads to, empty if there is none
     */
    public record Installed(
            String id, String version, String source, String by, String at, String previous) {}

    /**
     * A repository, for people.
     *
     * @param url its address
     * @param configured whether {@code errand.conf} names it
     * @param key the key that signs it, empty if it is not signed
     */
    public record Known(String url, boolean configured, String key) {}

    /**
     * Something that was found.
     *
     * @param id its id
     * @param version its newest version
     * @param description what it is
     * @param repository where
     */
    public record Found(String id, String version, String description, String repository) {}

    private final PluginHost host;
    private final PluginPolicy policy;
    private final InstantSource clock;
    private final RepositoryPlaces places;
    private final PluginLock lock;
    private final SeenRepositories seen;
    private final JarCache cache;
    private final Downloads downloads;
    private final Indexes indexes;
    private final Fetching fetching;
    private final ReentrantLock changing = new ReentrantLock();

    /**
     * Made once.
     *
     * @param host where plugins serve
     * @param policy what may be installed
     * @param places where everything is kept
     * @param threads the host's threads
     * @param clock tells the time
     */
    public Repositories(
            PluginHost host,
            PluginPolicy policy,
            RepositoryPlaces places,
            HostThreads threads,
            InstantSource clock) {
        this.host = host;
        this.policy = policy;
        this.clock = clock;
        this.places = places;
        this.lock = new PluginLock(places.lock());
        this.seen = new SeenRepositories(places.seen());
        this.cache = new JarCache(places);
        this.downloads = new Downloads(places.schemes(), policy.downloadTime(), threads);
        this.indexes = new Indexes(places, policy, seen, downloads, cache);
        this.fetching = new Fetching(places, policy, indexes, downloads, cache);
    }

    /**
     * Reads what is installed, and removes what a crash has left of an installation.
     *
     * @throws IOException if a file cannot be read
     */
    public void prepare() throws IOException {
        lock.read();
        seen.read();
        cache.clean(lock.digests());
    }

    @Override
    public boolean owns(String pluginId) {
        return lock.of(pluginId).isPresent();
    }

    @Override
    public List<PluginJar> jars() {
        List<PluginJar> jars = new ArrayList<>();
        lock.plugins()
                .forEach((id, locked) -> {
                    try {
                        jars.add(read(locked));
                    } catch (StepFailed failed) {
                        host.report(
                                new JarReading.Bad(
                                        id,
                                        List.of(
                                                new Mistake(
                                                        failed.step(),
                                                        String.valueOf(failed.getMessage())))));
                    }
                });
        return jars;
    }

    private PluginJar read(PluginLock.Locked locked) throws StepFailed {
        List<PluginLock.Jar> all = new ArrayList<>(List.of(locked.jar()));
        all.addAll(locked.libraries());
        List<Path> files = cache.find(all);
        return read(files.getFirst(), files.subList(1, files.size()));
    }

    private PluginJar read(Path jar, List<Path> libraries) throws StepFailed {
        return switch (host.read(jar, libraries, PluginJar.Origin.INSTALLED)) {
            case JarReading.Good(PluginJar good) -> good;
            case JarReading.Bad(String name, List<Mistake> mistakes) ->
                    throw new StepFailed("manifest", words(mistakes));
        };
    }

    private static String words(List<Mistake> mistakes) {
        return String.join("; ", mistakes.stream().map(Mistake::toString).toList());
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
    public Done install(Request request, Consumer<String> progress)
            throws StepFailed, InterruptedException {
        changing.lockInterruptibly();
        try {
            Fetched fetched =
                    fetching.fetch(
                            Wanted.read(request.what().strip()),
                            request.sha256().map(text -> text.strip().toLowerCase(Locale.ROOT)),
                            request.atHost(),
                            progress);
            return install(fetched, request.by());
        } finally {
            tidy();
            changing.unlock();
        }
    }

    private Done install(Fetched fetched, String by) throws StepFailed, InterruptedException {
        try {
            PluginLock.Jar jar = check(fetched.jar(), fetched.sha256());
            List<PluginLock.Jar> libraries = new ArrayList<>();
            for (Fetched.Part part : fetched.libraries()) {
                libraries.add(check(part, Optional.empty()));
            }
            Path kept = cache.take(fetched.jar().file(), jar.sha256());
            List<Path> keptLibraries = new ArrayList<>();
            for (int i = 0; i < libraries.size(); i++) {
                keptLibraries.add(
                        cache.take(fetched.libraries().get(i).file(), libraries.get(i).sha256()));
            }
            PluginJar read = read(kept, keptLibraries);
            try {
                checkManifest(read.manifest(), fetched);
                return load(read, fetched, jar, libraries, by);
            } finally {
                host.discard(read);
            }
        } catch (IOException e) {
            throw new StepFailed("download", "it cannot be kept here: " + e);
        }
    }

    private PluginLock.Jar check(Fetched.Part part, Optional<String> expected)
            throws StepFailed, IOException {
        String sha256 = Digests.of(part.file());
        if (expected.isPresent() && !expected.get().equals(sha256)) {
            throw new StepFailed(
                    "digest",
                    part.name() + " has the SHA-256 " + sha256 + ", not " + expected.get());
        }
        JarInspection.inspect(part.file(), part.name(), policy.maxJarSize().bytes());
        return new PluginLock.Jar(part.name(), sha256);
    }

    private void checkManifest(PluginManifest manifest, Fetched fetched) throws StepFailed {
        if (!fetched.id().orElse(manifest.id()).equals(manifest.id())
                || !fetched.version().orElse(manifest.version()).equals(manifest.version())) {
            throw new StepFailed(
                    "manifest",
                    "the index says "
                            + fetched.id().orElse("")
                            + " "
                            + fetched.version().orElse("")
                            + ", but the JAR is "
                            + manifest.id()
                            + " "
                            + manifest.version());
        }
        if (!policy.allowSnapshots() && manifest.version().endsWith("-SNAPSHOT")) {
            throw new StepFailed(
                    "policy",
                    manifest.version()
                            + " is a snapshot, which plugin-policy.allow-snapshots does not allow");
        }
        if (host.isOwn(manifest.id())) {
            throw new StepFailed("manifest", "'" + manifest.id() + "' is Errand itself");
        }
        boolean byHand =
                host.origin(manifest.id()).filter(PluginJar.Origin.HOME::equals).isPresent();
        if (byHand) {
            throw new StepFailed(
                    "conflict",
                    manifest.id()
                            + " lies in the folder plugins/ of the bot's home, where somebody put it by hand; remove it there first");
        }
    }

    private Done load(
            PluginJar jar,
            Fetched fetched,
            PluginLock.Jar own,
            List<PluginLock.Jar> libraries,
            String by)
            throws StepFailed, InterruptedException {
        String id = jar.manifest().id();
        Optional<PluginLock.Locked> before = lock.of(id);
        Map<String, String> settings = host.chosenSettings(id);
        PluginLock.Locked now =
                new PluginLock.Locked(
                        jar.manifest().version(),
                        fetched.source(),
                        own,
                        libraries,
                        jar.manifest().dependencies().stream().map(Object::toString).toList(),
                        by,
                        clock.instant().toString(),
                        Map.of(),
                        // one step back is enough, or the lock would grow for ever
                        before.map(old -> old.with(settings, Optional.empty())));
        boolean again = before.map(old -> old.jar().equals(own)).orElse(false);
        Optional<PluginLock.Locked> back = before.flatMap(PluginLock.Locked::previous);
        PluginLock.Locked locked = again ? now.with(Map.of(), back) : now;
        LoadResult result = host.load(jar, () -> lock.put(id, Optional.of(locked)));
        return done(id, now.version(), result);
    }

    private static Done done(String id, String version, LoadResult result) throws StepFailed {
        if (result instanceof LoadResult.Refused(List<Mistake> mistakes)) {
            throw new StepFailed("load", id + " " + version + " cannot serve: " + words(mistakes));
        }
        return new Done(id, version, result);
    }

    /** Whatever came of it, nothing stays that is not locked. */
    private void tidy() {
        try {
            cache.clean(lock.digests());
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
    public Optional<Done> update(String id, String by, Consumer<String> progress)
            throws StepFailed, InterruptedException {
        Optional<String> newest = newest(id);
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        String source = locked(id).source();
        String what =
                Wanted.COORDINATE.matcher(source).matches()
                        ? source + ":" + newest.get()
                        : id + "@" + newest.get();
        return Optional.of(install(new Request(what, Optional.empty(), by, false), progress));
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
        PluginLock.Locked locked = locked(id);
        Optional<String> newest =
                switch (Wanted.read(isFolder(locked.source()) ? id : locked.source())) {
                    case Wanted.Named named ->
                            fetching.offers(id).stream()
                                    .findFirst()
                                    .map(offer -> offer.entry().version());
                    case Wanted.Coordinate coordinate ->
                            new MavenArtifacts(places, policy)
                                    .newest(coordinate.group(), coordinate.artifact());
                    case Wanted.Address address -> Optional.empty();
                    case Wanted.OnHost file -> Optional.empty();
                };
        return newest.filter(version -> ApiVersion.compare(version, locked.version()) > 0);
    }

    private static boolean isFolder(String source) {
        return source.contains("://") && source.endsWith("/");
    }

    private PluginLock.Locked locked(String id) throws StepFailed {
        return lock.of(id)
                .orElseThrow(() ->
                        new StepFailed(
                                "source",
                                "'"
                                        + id
                                        + "' was not installed by repos install; installed: "
                                        + (lock.plugins().isEmpty()
                                                ? "nothing"
                                                : String.join(
                                                        ", ",
                                                        lock.plugins().keySet().stream()
                                                                .sorted()
                                                                .toList()))));
    }

    /**
     * Puts the version before the present one in service again, with the settings it had.
     *
     * @param id which
     * @return what serves now
     * @throws StepFailed with the step and the reason; everything is then as it was
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public Done rollback(String id) throws StepFailed, InterruptedException {
        changing.lockInterruptibly();
        try {
            PluginLock.Locked now = locked(id);
            PluginLock.Locked before =
                    now.previous()
                            .orElseThrow(() ->
                                    new StepFailed(
                                            "source", id + " has no version before this one"));
            PluginJar jar = read(before);
            PluginLock.Locked undone = now.with(host.chosenSettings(id), Optional.empty());
            LoadResult result =
                    host.load(
                            jar,
                            before.settings(),
                            () ->
                                    lock.put(
                                            id,
                                            Optional.of(
                                                    before.with(Map.of(), Optional.of(undone)))));
            return done(id, before.version(), result);
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
     * @return how many values were removed
     * @throws StepFailed with the reason; everything is then as it was
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public long uninstall(String id, boolean purge) throws StepFailed, InterruptedException {
        changing.lockInterruptibly();
        try {
            locked(id);
            List<String> dependants = host.dependants(id);
            if (!dependants.isEmpty()) {
                throw new StepFailed(
                        "dependencies", id + " is needed by " + String.join(", ", dependants));
            }
            lock.put(id, Optional.empty());
            host.unload(id);
            return purge ? host.purge(id) : 0;
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
    public List<Installed> installed() {
        List<Installed> all = new ArrayList<>();
        new TreeMap<>(lock.plugins())
                .forEach((id, locked) ->
                        all.add(
                                new Installed(
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
    public List<Known> repositories() {
        return indexes.addresses().stream()
                .map(url -> {
                    boolean configured =
                            policy.repositories().stream()
                                    .anyMatch(other -> Indexes.folder(other).equals(url));
                    String key = seen.of(url).map(SeenRepositories.Seen::key).orElse("");
                    return new Known(url, configured, key);
                })
                .toList();
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
            PluginIndex index = indexes.fetch(url);
            String folder = Indexes.folder(url);
            SeenRepositories.Seen now =
                    seen.of(folder).orElse(new SeenRepositories.Seen(true, "", index.sequence()));
            indexes.keep(url, new SeenRepositories.Seen(true, now.key(), now.sequence()));
            return index.plugins().size();
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
        Known known =
                repositories().stream()
                        .filter(one -> one.url().equals(Indexes.folder(url)))
                        .findFirst()
                        .orElseThrow(() ->
                                new StepFailed("source", "there is no repository '" + url + "'"));
        if (known.configured()) {
            throw new StepFailed(
                    "source", "it stands in plugin-policy.repositories of errand.conf");
        }
        try {
            seen.put(known.url(), Optional.empty());
        } catch (IOException e) {
            throw new StepFailed("index", "that cannot be kept: " + e.getMessage());
        }
    }

    /**
     * Finds plugins all of whose words occur in the name, the description or the provider.
     *
     * @param words what to look for
     * @param failures told of repositories that cannot be read
     * @return the newest version of each, by id
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public List<Found> search(List<String> words, Consumer<String> failures)
            throws InterruptedException {
        Map<String, Found> found = new TreeMap<>();
        for (String url : indexes.addresses()) {
            try {
                for (PluginIndex.Entry entry : indexes.fetch(url).plugins()) {
                    String text =
                            (entry.id() + " " + entry.description() + " " + entry.provider())
                                    .toLowerCase(Locale.ROOT);
                    if (words.stream()
                            .allMatch(word -> text.contains(word.toLowerCase(Locale.ROOT)))) {
                        found.merge(
                                entry.id(),
                                new Found(
                                        entry.id(),
                                        entry.version(),
                                        String.valueOf(entry.description()),
                                        url),
                                (a, b) ->
                                        ApiVersion.compare(a.version(), b.version()) >= 0 ? a : b);
                    }
                }
            } catch (StepFailed failed) {
                failures.accept(failed.step() + ": " + failed.getMessage());
            }
        }
        return List.copyOf(found.values());
    }

    @Override
    public void close() {
        downloads.close();
    }
}
