package dev.errand.platform.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;

/** What is installed, kept in {@code plugins.lock}. */
final class PluginLock {

    static final int FORMAT = 1;

    /** The file as a whole. */
    record Content(int format, Map<String, Locked> plugins) {}

    /**
     * An installed plugin.
     *
     * @param version its version
     * @param source what was asked for, such as an index's address or a coordinate
     * @param jar the plugin's own JAR
     * @param libraries the JARs that came with it
     * @param dependencies the plugins that it needs, as its manifest has them
     * @param by who installed it
     * @param at when, in ISO form
     * @param settings what was set for it in chat when another version took its place
     * @param previous what it replaced, for a rollback
     */
    record Locked(
            String version,
            String source,
            Jar jar,
            List<Jar> libraries,
            List<String> dependencies,
            String by,
            String at,
            Map<String, String> settings,
            Optional<Locked> previous) {

        Locked {
            libraries = libraries == null ? List.of() : List.copyOf(libraries);
            dependencies = dependencies == null ? List.of() : List.copyOf(dependencies);
            settings = settings == null ? Map.of() : Map.copyOf(settings);
            previous = previous == null ? Optional.empty() : previous;
        }

        Locked with(Map<String, String> kept, Optional<Locked> before) {
            return new Locked(version, source, jar, libraries, dependencies, by, at, kept, before);
        }
    }

    /** A JAR: its name for people, and its digest, by which it is kept. */
    record Jar(String name, String sha256) {}

    private final Path file;
    private Map<String, Locked> plugins = Map.of();

    PluginLock(Path file) {
        this.file = file;
    }

    /** Reads the file; without one nothing is installed. */
    synchronized void read() throws IOException {
        if (Files.notExists(file)) {
            plugins = Map.of();
            return;
        }
        try {
            Content content = Json.MAPPER.readValue(Files.readAllBytes(file), Content.class);
            if (content.format() != FORMAT) {
                throw new IOException(file + " has format " + content.format() + ", not " + FORMAT);
            }
            plugins = Map.copyOf(content.plugins());
        } catch (JacksonException e) {
            throw new IOException(file + " cannot be read: " + e.getOriginalMessage());
        }
    }

    synchronized Map<String, Locked> plugins() {
        return plugins;
    }

    synchronized Optional<Locked> of(String id) {
        return Optional.ofNullable(plugins.get(id));
    }

    /** Writes one plugin, or its absence. */
    synchronized void put(String id, Optional<Locked> now) throws IOException {
        Map<String, Locked> changed = new TreeMap<>(plugins);
        now.ifPresentOrElse(locked -> changed.put(id, locked), () -> changed.remove(id));
        DurableFile.write(file, Json.MAPPER.writeValueAsBytes(new Content(FORMAT, changed)));
        plugins = Map.copyOf(changed);
    }

    /** The digests of all JARs that somebody may still want. */
    synchronized Set<String> digests() {
        Set<String> digests = new HashSet<>();
        for (Locked locked : plugins.values()) {
            for (Optional<Locked> one = Optional.of(locked);
                    one.isPresent();
                    one = one.get().previous()) {
                digests.add(one.get().jar().sha256());
                one.get().libraries().forEach(library -> digests.add(library.sha256()));
            }
        }
        return digests;
    }
}
