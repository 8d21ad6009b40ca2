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
    record Content(int format, Map<String, Locked> plugins, Map<String, Unfinished> unfinished) {

        Content {
            unfinished = unfinished == null ? Map.of() : unfinished;
        }
    }

    /**
     * What is decided but may not be done in the storage yet, because the process can end at any
     * moment. Doing it twice does no harm.
     */
    enum Unfinished {
        /** The settings that the version had when it was replaced are to hold again. */
        RESTORE_SETTINGS,
        /** All that the plugin has kept is to go. */
        PURGE
    }

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
            Optional<Locked> previous) {

        Locked {
            libraries = libraries == null ? List.of() : List.copyOf(libraries);
            dependencies = dependencies == null ? List.of() : List.copyOf(dependencies);
            previous = previous == null ? Optional.empty() : previous;
        }

        Locked after(Optional<Locked> before) {
            return new Locked(version, source, jar, libraries, dependencies, by, at, before);
        }
    }

    /** A JAR: its name for people, and its digest, by which it is kept. */
    record Jar(String name, String sha256) {}

    private final Path file;
    private Map<String, Locked> plugins = Map.of();
    private Map<String, Unfinished> unfinished = Map.of();

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
            unfinished = Map.copyOf(content.unfinished());
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

    synchronized Map<String, Unfinished> unfinished() {
        return unfinished;
    }

    /** What was begun for a plugin is done. */
    synchronized void finish(String id) throws IOException {
        put(id, of(id), Optional.empty());
    }

    /** Writes one plugin, or its absence, and what is still to be done for it. */
    synchronized void put(String id, Optional<Locked> now, Optional<Unfinished> begun)
            throws IOException {
        Map<String, Unfinished> rest = new TreeMap<>(unfinished);
        begun.ifPresentOrElse(what -> rest.put(id, what), () -> rest.remove(id));
        Map<String, Locked> changed = new TreeMap<>(plugins);
        now.ifPresentOrElse(locked -> changed.put(id, locked), () -> changed.remove(id));
        DurableFile.write(file, Json.MAPPER.writeValueAsBytes(new Content(FORMAT, changed, rest)));
        plugins = Map.copyOf(changed);
        unfinished = Map.copyOf(rest);
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
