package dev.errand.platform.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;

/**
 * What was learned of repositories: those that were added in chat, their keys, their newest index.
 */
final class SeenRepositories {

    /**
     * One repository.
     *
     * @param added whether it was added by a command
     * @param key the public key that signed its index first, empty if it was not signed
     * @param sequence the highest that was seen
     */
    record Seen(boolean added, String key, long sequence) {}

    /** The file as a whole. */
    record Content(Map<String, Seen> repositories) {}

    private final Path file;
    private Map<String, Seen> all = Map.of();

    SeenRepositories(Path file) {
        this.file = file;
    }

    synchronized void read() throws IOException {
        if (Files.exists(file)) {
            try {
                all =
                        Map.copyOf(
                                Json.MAPPER
                                        .readValue(Files.readAllBytes(file), Content.class)
                                        .repositories());
            } catch (JacksonException | NullPointerException e) {
                // without it the keys would be trusted anew, which nobody may find out too late
                throw new IOException(
                        file
                                + " cannot be read; remove it to trust the keys of all repositories anew");
            }
        }
    }

    synchronized Map<String, Seen> all() {
        return new TreeMap<>(all);
    }

    synchronized Optional<Seen> of(String url) {
        return Optional.ofNullable(all.get(url));
    }

    synchronized void put(String url, Optional<Seen> now) throws IOException {
        Map<String, Seen> changed = new TreeMap<>(all);
        now.ifPresentOrElse(seen -> changed.put(url, seen), () -> changed.remove(url));
        DurableFile.write(file, Json.MAPPER.writeValueAsBytes(new Content(changed)));
        all = Map.copyOf(changed);
    }
}
