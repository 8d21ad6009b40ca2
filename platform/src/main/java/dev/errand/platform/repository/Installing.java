package dev.errand.platform.repository;

import dev.errand.api.StoreException;
import dev.errand.platform.command.HelpText;
import dev.errand.platform.command.Mistake;
import dev.errand.platform.config.PluginPolicy;
import dev.errand.platform.plugin.JarReading;
import dev.errand.platform.plugin.LoadResult;
import dev.errand.platform.plugin.PluginHost;
import dev.errand.platform.plugin.PluginJar;
import dev.errand.platform.plugin.PluginManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Puts what was fetched, or what was there before, in service. The lock is written when all is
 * ready and right before it serves; until then nothing has changed.
 */
final class Installing {

    private final PluginHost host;
    private final PluginPolicy policy;
    private final PluginLock lock;
    private final JarCache cache;
    private final InstantSource clock;
    private final Finishing finishing;
    private final HelpText help;

    Installing(
            PluginHost host,
            PluginPolicy policy,
            PluginLock lock,
            JarCache cache,
            InstantSource clock,
            Finishing finishing,
            HelpText help) {
        this.finishing = finishing;
        this.help = help;
        this.host = host;
        this.policy = policy;
        this.lock = lock;
        this.cache = cache;
        this.clock = clock;
    }

    Installation install(Fetched fetched, String by) throws StepFailed, InterruptedException {
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
                finishing.settle(read.manifest().id());
                return load(read, locked(read.manifest(), fetched.source(), jar, libraries, by));
            } finally {
                host.intake().discard(read);
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

    /** What the lock has of a plugin, if it is what it was when it was installed. */
    PluginJar read(String id, PluginLock.Locked locked) throws StepFailed {
        List<PluginLock.Jar> all = new ArrayList<>(List.of(locked.jar()));
        all.addAll(locked.libraries());
        List<Path> files = cache.find(all, help.line("repos install " + again(id, locked)));
        return read(files.getFirst(), files.subList(1, files.size()));
    }

    /** What has to be typed to install the very same once more. */
    private static String again(String id, PluginLock.Locked locked) {
        String source = locked.source();
        if (source.contains("://")) {
            return source.endsWith("/")
                    ? id + "@" + locked.version()
                    : source + " --sha256 " + locked.jar().sha256();
        }
        return source.contains(":") && !source.startsWith("/")
                ? source + ":" + locked.version()
                : source;
    }

    private PluginJar read(Path jar, List<Path> libraries) throws StepFailed {
        return switch (host.intake().read(jar, libraries, PluginJar.Origin.INSTALLED)) {
            case JarReading.Good(PluginJar good) -> good;
            case JarReading.Bad(String name, List<Mistake> mistakes) ->
                    throw new StepFailed("manifest", words(mistakes));
        };
    }

    private static String words(List<Mistake> mistakes) {
        return String.join("; ", mistakes.stream().map(Mistake::toString).toList());
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
        if (host.admin().isOwn(manifest.id())) {
            throw new StepFailed("manifest", "'" + manifest.id() + "' is Errand itself");
        }
        if (host.admin().origin(manifest.id()).equals(Optional.of(PluginJar.Origin.HOME))) {
            throw new StepFailed(
                    "conflict",
                    manifest.id()
                            + " lies in the folder plugins/ of the bot's home, where somebody put it by hand; remove it there first");
        }
    }

    private PluginLock.Locked locked(
            PluginManifest manifest,
            String source,
            PluginLock.Jar jar,
            List<PluginLock.Jar> libraries,
            String by) {
        Optional<PluginLock.Locked> before = lock.of(manifest.id());
        boolean again = before.map(old -> old.jar().equals(jar)).orElse(false);
        return new PluginLock.Locked(
                manifest.version(),
                source,
                jar,
                libraries,
                manifest.dependencies().stream().map(Object::toString).toList(),
                by,
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                again
                        ? before.flatMap(PluginLock.Locked::previous)
                        // one step back is enough, or the lock would grow for ever
                        : before.map(old -> old.after(Optional.empty())));
    }

    private Installation load(PluginJar jar, PluginLock.Locked now)
            throws StepFailed, InterruptedException {
        String id = jar.manifest().id();
        LoadResult result =
                host.exchange(
                        jar,
                        () -> {
                            saveSettings(id, lock.of(id));
                            lock.put(id, Optional.of(now), Optional.empty());
                        });
        forgetSettings(id, now);
        return done(id, now.version(), result);
    }

    private void forgetSettings(String id, PluginLock.Locked now) {
        Set<String> marks = new HashSet<>(Set.of(now.jar().sha256()));
        now.previous().ifPresent(before -> marks.add(before.jar().sha256()));
        if (lock.of(id).equals(Optional.of(now))) {
            try {
                host.admin().forgetSettings(id, marks);
            } catch (StoreException unreachable) {
                // they do no harm, and go with the next version
            }
        }
    }

    /** Nothing refers to them before the lock does. */
    private void saveSettings(String id, Optional<PluginLock.Locked> of) {
        of.ifPresent(version -> host.admin().saveSettings(id, version.jar().sha256()));
    }

    static Installation done(String id, String version, LoadResult result) throws StepFailed {
        if (result instanceof LoadResult.Refused(List<Mistake> mistakes)) {
            throw new StepFailed("load", id + " " + version + " cannot serve: " + words(mistakes));
        }
        return new Installation(id, version, result);
    }

    /** What the lock has of a plugin. */
    PluginLock.Locked locked(String id) throws StepFailed {
        return lock.of(id)
                .orElseThrow(() ->
                        new StepFailed(
                                "source",
                                "'" + id + "' is not an installed plugin; " + others(id)));
    }

    /** Plugins also come with the distribution, and as files. */
    private String others(String id) {
        return switch (host.admin().origin(id).orElse(PluginJar.Origin.INSTALLED)) {
            case BUNDLED ->
                    "it came with the distribution, and "
                            + help.line("plugins disable " + id)
                            + " takes it out of service";
            case HOME -> "its JAR was put into the folder plugins/ by hand, and goes the same way";
            case BUILT_IN -> "it is Errand itself";
            case INSTALLED ->
                    lock.plugins().isEmpty()
                            ? "nothing is installed"
                            : "installed: "
                                    + String.join(
                                            ", ",
                                            lock.plugins().keySet().stream().sorted().toList());
        };
    }

    OptionalLong uninstall(String id, boolean purge) throws StepFailed, IOException {
        locked(id);
        finishing.settle(id);
        List<String> dependants = host.admin().dependants(id);
        if (!dependants.isEmpty()) {
            throw new StepFailed(
                    "dependencies",
                    id
                            + " is needed by "
                            + String.join(", ", dependants)
                            + "; what needs it has to go first");
        }
        lock.put(
                id,
                Optional.empty(),
                purge ? Optional.of(PluginLock.Unfinished.PURGE) : Optional.empty());
        host.admin().uninstall(id);
        try {
            return OptionalLong.of(purge ? finishing.finish(id, PluginLock.Unfinished.PURGE) : 0);
        } catch (StoreException | IOException unreachable) {
            // it is decided: the lock has it
            return OptionalLong.empty();
        }
    }
}
