package dev.errand.platform.boot;

import dev.errand.platform.plugin.JarReading;
import dev.errand.platform.plugin.PluginHost;
import dev.errand.platform.plugin.PluginJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code errand dev}: compiles a plugin's project when a source changes, and loads the plugin anew
 * when its classes changed, whoever compiled them. A version that does not compile or cannot serve
 * leaves the one before. Maven builds at first and after changes of the pom or the resources; what
 * it wrote then tells how to compile changed sources faster.
 *
 * <p>Looks at sizes and times, as the plugin folders do; what changed counts once it has stood
 * still from one look to the next.
 */
final class DevLoop {

    private static final Duration PAUSE = Duration.ofMillis(150);

    private record Stamp(long size, long modified) {}

    /** Files that are looked at again and again. */
    private static final class Watched {

        private final List<Path> roots;
        private Map<Path, Stamp> last = Map.of();
        private Map<Path, Stamp> taken = Map.of();

        Watched(Path... roots) {
            this.roots = List.of(roots);
        }

        /** Whether they are other than when they were taken last, and at rest. */
        boolean changed() throws IOException {
            Map<Path, Stamp> now = look();
            boolean still = now.equals(last);
            last = now;
            return still && !now.equals(taken);
        }

        void take() throws IOException {
            last = look();
            taken = last;
        }

        boolean areNone() {
            return last.isEmpty();
        }

        private Map<Path, Stamp> look() throws IOException {
            Map<Path, Stamp> now = new HashMap<>();
            for (Path root : roots) {
                for (Path file : Files.isRegularFile(root) ? List.of(root) : DevJar.files(root)) {
                    BasicFileAttributes attributes =
                            Files.readAttributes(file, BasicFileAttributes.class);
                    now.put(
                            file,
                            new Stamp(attributes.size(), attributes.lastModifiedTime().toMillis()));
                }
            }
            return now;
        }
    }

    private final Logger log = LoggerFactory.getLogger(PluginHost.NOTICES);
    private final PluginHost host;
    private final DevJar jar;
    private final Optional<DevBuild> build;
    private final DevCompiler compiler;
    private final Watched sources;
    private final Watched others;
    private final Watched model;
    private final Watched classes;
    private List<String> loaded = List.of();

    /**
     * Made once.
     *
     * @param host loads what was compiled
     * @param project the project's folder
     * @param file where the JAR in between is written
     * @param build compiles; empty if only others do, such as an IDE
     */
    DevLoop(PluginHost host, Path project, Path file, Optional<DevBuild> build) {
        this.host = host;
        this.jar = new DevJar(project, file);
        this.build = build;
        this.compiler = new DevCompiler(project);
        this.sources = new Watched(project.resolve("src/main/java"));
        this.others = new Watched(project.resolve("src/main/resources"));
        this.model = new Watched(project.resolve("pom.xml"));
        this.classes = new Watched(jar.classes());
    }

    /** Builds what is there, then follows its changes until the thread is interrupted. */
    void watch() {
        try {
            begin();
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(PAUSE);
                try {
                    look();
                } catch (IOException | UncheckedIOException e) {
                    // a compiler removes and writes files while they are looked at
                    log.debug("The project cannot be read at the moment", e);
                }
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin() throws InterruptedException {
        log.info("Building the plugin; the first time, Maven fetches what it needs.");
        try {
            if (build.isPresent()) {
                compile("process-classes");
            } else {
                log.warn(
                        "There is no mvn on the PATH: the plugin is loaded anew whenever target/classes"
                                + " changes, but until Maven has built it once, somebody else has to compile it.");
                sources.take();
            }
            load();
        } catch (IOException e) {
            log.warn("The project cannot be read: {}", Place.reason(e));
        }
    }

    private void look() throws IOException, InterruptedException {
        if (build.isPresent() && (model.changed() || others.changed())) {
            compile("process-classes");
        } else if (sources.changed()) {
            compile();
        }
        if (classes.changed() && !classes.areNone()) {
            load();
        }
    }

    private void compile() throws IOException, InterruptedException {
        boolean known = jar.manifest().isPresent();
        if (build.isPresent() && !known) {
            compile("process-classes");
        } else if (compiler.isReady()) {
            sources.take();
            tell(compiler.run());
        } else if (build.isPresent()) {
            compile("-o", "compile");
        }
    }

    private void compile(String... arguments) throws IOException, InterruptedException {
        // before: what is saved meanwhile is compiled the next time
        sources.take();
        others.take();
        model.take();
        tell(build.orElseThrow().run(arguments));
    }

    private void tell(Optional<String> failure) {
        failure.ifPresent(words ->
                log.warn("The plugin does not compile; what served goes on serving:\n  {}", words));
    }

    private void load() throws IOException, InterruptedException {
        classes.take();
        Optional<Manifest> manifest = jar.manifest();
        if (manifest.isEmpty()) {
            log.warn(
                    "It is not known yet what the plugin is: neither target/classes/META-INF/MANIFEST.MF nor a JAR in"
                            + " target has a Plugin-Id. Run mvn package once.");
            return;
        }
        switch (host.intake()
                .read(jar.pack(manifest.get()), jar.libraries(), PluginJar.Origin.HOME)) {
            case JarReading.Good(PluginJar good) when digests(good).equals(loaded) ->
                    host.intake().discard(good);
            case JarReading.Good(PluginJar good) -> {
                loaded = digests(good);
                host.load(good);
            }
            case JarReading.Bad bad -> host.report(bad);
        }
    }

    private static List<String> digests(PluginJar jar) {
        return Stream.concat(
                        Stream.of(jar.sha256()),
                        jar.libraries().stream().map(PluginJar.Library::sha256))
                .toList();
    }
}
