package dev.errand.platform.repository;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The JARs of installed plugins, each under its digest, and the place where new ones wait. */
final class JarCache {

    private final Path jars;
    private final Path quarantine;

    JarCache(RepositoryPlaces places) {
        this.jars = places.jars();
        this.quarantine = places.quarantine();
    }

    /** Makes the folders, and removes what a crash has left and what nobody wants any more. */
    void prepare(Set<String> wanted) throws IOException {
        if (Files.exists(quarantine)) {
            Quarantine.remove(quarantine);
        }
        Files.createDirectories(quarantine);
        Files.createDirectories(jars);
        prune(wanted);
    }

    /** Removes the JARs that nobody wants any more. */
    void prune(Set<String> wanted) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(jars)) {
            for (Path file : all) {
                String name = String.valueOf(file.getFileName());
                if (!name.endsWith(".jar")
                        || !wanted.contains(name.substring(0, name.length() - 4))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** A place for one undertaking; others may have theirs at the same time. */
    Quarantine quarantine() throws IOException {
        return Quarantine.in(quarantine);
    }

    Path at(String sha256) {
        return jars.resolve(sha256 + ".jar");
    }

    /** Takes a checked file in. */
    Path take(Path file, String sha256) throws IOException {
        Path kept = at(sha256);
        DurableFile.move(file, kept);
        return kept;
    }

    /**
     * Finds JARs that must be what they were when they were installed.
     *
     * @param again what brings them back
     */
    List<Path> find(List<PluginLock.Jar> wanted, String again) throws StepFailed {
        List<Path> found = new ArrayList<>();
        for (PluginLock.Jar jar : wanted) {
            Path file = at(jar.sha256());
            try {
                if (!Digests.of(file).equals(jar.sha256())) {
                    throw new StepFailed(
                            "digest",
                            jar.name()
                                    + " is not what was installed: its SHA-256 differs from plugins.lock, so it is not loaded; "
                                    + again
                                    + " brings it back");
                }
            } catch (IOException e) {
                throw new StepFailed(
                        "digest",
                        jar.name()
                                + " of plugins.lock is missing ("
                                + file
                                + "); "
                                + again
                                + " brings it back");
            }
            found.add(file);
        }
        return found;
    }
}
