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

    /** Removes what a crash has left, and what nobody wants any more. */
    void clean(Set<String> wanted) throws IOException {
        Files.createDirectories(jars);
        Files.createDirectories(quarantine);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(quarantine)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
        prune(wanted);
    }

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

    Path waiting() throws IOException {
        return Files.createTempFile(quarantine, "new", ".jar");
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

    /** Finds JARs that must be what they were when they were installed. */
    List<Path> find(List<PluginLock.Jar> wanted) throws StepFailed {
        List<Path> found = new ArrayList<>();
        for (PluginLock.Jar jar : wanted) {
            Path file = at(jar.sha256());
            try {
                if (!Digests.of(file).equals(jar.sha256())) {
                    throw new StepFailed(
                            "digest",
                            jar.name()
                                    + " is not what was installed: its SHA-256 differs from plugins.lock, so it is not loaded; install it again");
                }
            } catch (IOException e) {
                throw new StepFailed(
                        "digest",
                        jar.name()
                                + " of plugins.lock is missing ("
                                + file
                                + "); install it again");
            }
            found.add(file);
        }
        return found;
    }
}
