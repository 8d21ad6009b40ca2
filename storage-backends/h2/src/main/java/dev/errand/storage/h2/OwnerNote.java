package dev.errand.storage.h2;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * Who has the database open, in a file beside it, for the message that another bot gives. It is no
 * lock: H2 has its own, and a killed bot leaves its note behind.
 */
record OwnerNote(Path path) {

    private static final int LIMIT = 1000;

    void write(Instant started) throws IOException {
        Path parts = path.resolveSibling(path.getFileName() + ".new");
        String text =
                "process "
                        + ProcessHandle.current().pid()
                        + " on host '"
                        + host()
                        + "' with data folder '"
                        + path.getParent()
                        + "', started "
                        + started;
        Files.writeString(parts, text);
        Files.move(
                parts, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    Optional<String> read() {
        try (InputStream in = Files.newInputStream(path)) {
            String text =
                    new String(in.readNBytes(LIMIT), UTF_8).replaceAll("\\p{Cntrl}+", " ").strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    /** The name without asking the network, which may take long to answer. */
    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            String name = System.getenv().getOrDefault("HOSTNAME", System.getenv("COMPUTERNAME"));
            return name == null ? "unknown" : name;
        }
    }
}
