package dev.errand.platform.plugin;

import dev.errand.platform.command.Mistake;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the host in step with two folders of JARs: the distribution's, looked at once, and the
 * home's, watched. Of two JARs of one plugin the newer version is wanted, and at the same version
 * the home's.
 *
 * <p>Looks at sizes and times every 400 ms instead of asking the system for events, which do not
 * come from all file systems (container volumes, network shares). A file counts once it has stood
 * still from one look to the next, so a half-copied one is left alone.
 */
public final class PluginFolders {

    private static final Logger LOG = LoggerFactory.getLogger(PluginFolders.class);
    private static final Duration PAUSE = Duration.ofMillis(400);

    private record Stamp(long size, FileTime modified, @Nullable Object key) {}

    /**
     * A file.
     *
     * @param stamp how it looked last
     * @param reading what it is, empty until it has stood still
     * @param plugin the last plugin that could be read from it; wanted as long as there is a file,
     *     so that one that is being rewritten, or that broke, does not take down what it was
     */
    private record Seen(Stamp stamp, Optional<JarReading> reading, Optional<PluginJar> plugin) {}

    private final PluginHost host;
    private final Path bundled;
    private final Path home;
    private final InstalledPlugins installed;
    private final Map<Path, Seen> seen = new ConcurrentSkipListMap<>();
    private final Map<String, String> applied = new HashMap<>();
    private final Map<String, JarReading.Bad> lost = new HashMap<>();

    /**
     * Made once.
     *
     * @param host told what to load and unload
     * @param bundled the distribution's folder; may be missing
     * @param home the home's folder; may be missing at times
     * @param installed plugins that come from elsewhere and are left alone here
     */
    public PluginFolders(PluginHost host, Path bundled, Path home, InstalledPlugins installed) {
        this.host = host;
        this.bundled = bundled;
        this.home = home;
        this.installed = installed;
    }

    /**
     * Loads everything that is there now, side by side, and waits for it.
     *
     * @param threads starts what works side by side
     * @param patience how long to wait at most; what takes longer goes on beside the bot
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public void loadAll(ThreadFactory threads, Duration patience) throws InterruptedException {
        look(bundled, PluginJar.Origin.BUNDLED, true);
        look(home, PluginJar.Origin.HOME, true);
        Map<String, PluginJar> wanted = wanted();
        wanted.forEach((id, jar) -> applied.put(id, jar.sha256()));
        List<PluginJar> all = new ArrayList<>(wanted.values());
        all.addAll(installed());
        host.expect(all);
        host.remark(Precedence.remarks(here(), wanted, installed));
        long end = System.nanoTime() + patience.toNanos();
        for (List<PluginJar> wave : Precedence.waves(all)) {
            await(wave, threads, end);
        }
    }

    /** What was installed, or what the folders have in place of what is not what it was. */
    private List<PluginJar> installed() {
        List<PluginJar> all = new ArrayList<>();
        for (JarReading reading : installed.read()) {
            switch (reading) {
                case JarReading.Good(PluginJar jar) -> all.add(jar);
                case JarReading.Bad bad -> {
                    lost.put(bad.name(), bad);
                    best(bad.name(), "").ifPresentOrElse(all::add, () -> host.report(bad));
                }
            }
        }
        return all;
    }

    private void await(List<PluginJar> wave, ThreadFactory threads, long end)
            throws InterruptedException {
        List<Thread> loads = new ArrayList<>();
        for (PluginJar jar : wave) {
            Thread load = threads.newThread(() -> load(jar));
            load.start();
            loads.add(load);
        }
        for (Thread load : loads) {
            if (!load.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                LOG.warn("The bot starts although a plugin is still loading: {}", load.getName());
            }
        }
    }

    /** Watches the home's folder until the thread is interrupted. */
    public void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(PAUSE);
                look(home, PluginJar.Origin.HOME, false);
                apply();
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.error(
                        "The plugin folder could not be brought in step; it will be tried again",
                        e);
            }
        }
    }

    private void look(Path folder, PluginJar.Origin origin, boolean atOnce) {
        Set<Path> there = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path file : files) {
                there.add(file);
                stamp(file).ifPresent(stamp -> note(file, stamp, origin, atOnce));
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException absent) {
            LOG.debug("{} cannot be listed: {}", folder, absent.toString());
        }
        seen.entrySet()
                .removeIf(entry -> {
                    boolean gone =
                            entry.getKey().startsWith(folder) && !there.contains(entry.getKey());
                    if (gone
                            && entry.getValue().reading().orElse(null)
                                    instanceof JarReading.Bad bad) {
                        host.forget(bad.name());
                    }
                    return gone;
                });
    }

    private static Optional<Stamp> stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? Optional.of(
                            new Stamp(
                                    attributes.size(),
                                    attributes.lastModifiedTime(),
                                    attributes.fileKey()))
                    : Optional.empty();
        } catch (IOException vanished) {
            return Optional.empty();
        }
    }

    private void note(Path file, Stamp stamp, PluginJar.Origin origin, boolean atOnce) {
        Optional<Seen> before = Optional.ofNullable(seen.get(file));
        boolean still = before.map(Seen::stamp).filter(stamp::equals).isPresent();
        if (still && before.flatMap(Seen::reading).isPresent()) {
            return;
        }
        Optional<PluginJar> last = before.flatMap(Seen::plugin);
        if (!still && !atOnce) {
            seen.put(file, new Seen(stamp, Optional.empty(), last));
            return;
        }
        JarReading reading = host.intake().read(file, origin);
        switch (reading) {
            case JarReading.Good(PluginJar jar) -> {
                last = Optional.of(jar);
                host.forget(String.valueOf(file.getFileName()));
            }
            case JarReading.Bad bad -> host.report(bad);
        }
        seen.put(file, new Seen(stamp, Optional.of(reading), last));
    }

    private Map<String, PluginJar> wanted() {
        Map<String, PluginJar> wanted = new TreeMap<>();
        for (Seen file : seen.values()) {
            file.plugin()
                    .filter(jar -> !installed.owns(jar.manifest().id()))
                    .ifPresent(jar -> wanted.merge(jar.manifest().id(), jar, Precedence::better));
        }
        return wanted;
    }

    private void apply() {
        Map<String, PluginJar> wanted = wanted();
        host.remark(Precedence.remarks(here(), wanted, installed));
        for (PluginJar jar : wanted.values()) {
            String id = jar.manifest().id();
            if (!jar.sha256().equals(applied.put(id, jar.sha256()))) {
                load(jar);
            }
        }
        for (String id : List.copyOf(applied.keySet())) {
            if (!wanted.containsKey(id)) {
                applied.remove(id);
                if (!installed.owns(id)) {
                    host.unload(id);
                }
            }
        }
    }

    private void load(PluginJar jar) {
        String id = jar.manifest().id();
        try {
            JarReading.@Nullable Bad bad = lost.get(id);
            if (bad != null) {
                host.loadInstead(jar, bad);
            } else if (host.load(jar) instanceof LoadResult.Refused(List<Mistake> mistakes)
                    && !host.isServing(id)) {
                // better the bundled version than none
                Optional<PluginJar> other = best(id, jar.sha256());
                if (other.isPresent()) {
                    host.loadInstead(other.get(), new JarReading.Bad(id, mistakes));
                }
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private List<PluginJar> here() {
        return seen.values().stream().flatMap(file -> file.plugin().stream()).toList();
    }

    private Optional<PluginJar> best(String id, String otherThan) {
        return here().stream()
                .filter(jar -> jar.manifest().id().equals(id) && !jar.sha256().equals(otherThan))
                .reduce(Precedence::better);
    }
}
