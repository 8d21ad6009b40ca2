package dev.errand.platform.repository;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Where one undertaking keeps what it fetches until it is checked; goes with the undertaking. */
final class Quarantine implements AutoCloseable {

    private final Path folder;

    private Quarantine(Path folder) {
        this.folder = folder;
    }

    static Quarantine in(Path parent) throws IOException {
        Files.createDirectories(parent);
        return new Quarantine(Files.createTempDirectory(parent, "q"));
    }

    /** A new file in it. */
    Path file() throws IOException {
        return Files.createTempFile(folder, "new", ".jar");
    }

    /** A folder in it. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    @Override
    public void close() {
        try {
            remove(folder);
        } catch (IOException left) {
            // it goes at the next start
        }
    }

    /** Removes a folder with all that is in it; follows no link. */
    static void remove(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path emptied, @Nullable IOException fault) throws IOException {
                        Files.delete(emptied);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
