package dev.errand.platform.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Copies of JARs, named by their digest. Loaders read the copies, because a JAR that is overwritten
 * in place while its loader is open loses its classes silently. One process at a time uses a
 * folder.
 */
final class WorkFolder {

    /** A copy that was made, or was there. */
    record Taken(Path copy, String sha256) {}

    private final Path folder;
    private final Map<Path, Integer> uses = new HashMap<>();

    WorkFolder(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder and removes what an earlier process left in it. */
    void prepare() throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * Copies a file. What was read while somebody wrote to it has another digest than what is there
     * in the end.
     */
    synchronized Taken take(Path source) throws IOException {
        Path unfinished = Files.createTempFile(folder, "taking", ".tmp");
        try {
            String sha256 = copy(source, unfinished);
            Path copy = folder.resolve(sha256 + ".jar");
            Files.move(
                    unfinished,
                    copy,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return new Taken(copy, sha256);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static String copy(Path source, Path target) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(source), digest);
                OutputStream out = Files.newOutputStream(target)) {
            in.transferTo(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** A loader opens the copies, which are made again if they went with the last loader. */
    synchronized void use(PluginJar jar) throws IOException {
        present(jar.source(), jar.copy());
        for (PluginJar.Library library : jar.libraries()) {
            present(library.source(), library.copy());
        }
        uses.merge(jar.copy(), 1, Integer::sum);
        jar.libraries().forEach(library -> uses.merge(library.copy(), 1, Integer::sum));
    }

    private void present(Path source, Path copy) throws IOException {
        if (!Files.exists(copy) && !take(source).copy().equals(copy)) {
            throw new IOException(source + " was changed while it was being loaded");
        }
    }

    /** A loader has closed the copies; what no other uses goes. */
    synchronized void release(PluginJar jar) throws IOException {
        release(jar.copy());
        for (PluginJar.Library library : jar.libraries()) {
            release(library.copy());
        }
    }

    private void release(Path copy) throws IOException {
        if (uses.merge(copy, -1, Integer::sum) <= 0) {
            uses.remove(copy);
            Files.deleteIfExists(copy);
        }
    }

    /** A copy that nobody loads any more goes. */
    synchronized void discard(Path copy) throws IOException {
        if (!uses.containsKey(copy)) {
            Files.deleteIfExists(copy);
        }
    }
}
