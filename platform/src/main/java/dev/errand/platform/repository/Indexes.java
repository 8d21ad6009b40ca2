package dev.errand.platform.repository;

import dev.errand.platform.config.PluginPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the indexes of repositories, and believes only those that can be believed. */
final class Indexes {

    private static final long MOST_BYTES = 16L << 20;

    private final RepositoryPlaces places;
    private final PluginPolicy policy;
    private final SeenRepositories seen;
    private final Downloads downloads;
    private final JarCache cache;

    Indexes(
            RepositoryPlaces places,
            PluginPolicy policy,
            SeenRepositories seen,
            Downloads downloads,
            JarCache cache) {
        this.places = places;
        this.policy = policy;
        this.seen = seen;
        this.downloads = downloads;
        this.cache = cache;
    }

    /** The addresses of all repositories, configured or added. */
    Set<String> addresses() {
        Set<String> all = new TreeSet<>();
        policy.repositories().forEach(url -> all.add(folder(url)));
        seen.all()
                .forEach((url, known) -> {
                    if (known.added()) {
                        all.add(url);
                    }
                });
        return all;
    }

    static String folder(String url) {
        String stripped = url.strip();
        return stripped.endsWith("/") ? stripped : stripped + "/";
    }

    URI address(String url) throws StepFailed {
        return Downloads.address(folder(url), places.schemes());
    }

    /** Fetches an index and checks it against what was seen of the repository before. */
    PluginIndex fetch(String url) throws StepFailed, InterruptedException {
        URI folder = address(url);
        byte[] bytes = bytes(folder.resolve(PluginIndex.FILE));
        Optional<String> signature = signature(folder);
        String key = signature.isPresent() ? Signatures.check(bytes, signature.get(), url) : "";
        PluginIndex index = PluginIndex.read(bytes, url);
        SeenRepositories.Seen before =
                seen.of(folder(url)).orElse(new SeenRepositories.Seen(false, "", -1));
        believe(url, key, index, before);
        if (index.sequence() > before.sequence() || !key.equals(before.key())) {
            keep(url, new SeenRepositories.Seen(before.added(), key, index.sequence()));
        }
        return index;
    }

    private void believe(String url, String key, PluginIndex index, SeenRepositories.Seen before)
            throws StepFailed {
        if (key.isEmpty() && policy.requireSignature()) {
            throw new StepFailed(
                    "signature",
                    url + " is not signed, and plugin-policy.require-signature asks for it");
        }
        if (policy.requireSignature() && !policy.trustedKeys().contains(key)) {
            throw new StepFailed(
                    "signature",
                    url
                            + " is signed with a key that is not in plugin-policy.trusted-keys: "
                            + key);
        }
        boolean trusted = policy.trustedKeys().contains(key);
        if (!before.key().isEmpty() && !before.key().equals(key) && !trusted) {
            throw new StepFailed(
                    "signature",
                    url
                            + (key.isEmpty()
                                    ? " is not signed any more"
                                    : " is signed with another key than before")
                            + "; if that is meant, put its key into plugin-policy.trusted-keys, or remove the repository and add it again");
        }
        if (index.sequence() < before.sequence()) {
            throw new StepFailed(
                    "index",
                    url
                            + " shows an older index ("
                            + index.sequence()
                            + ") than one that was seen before ("
                            + before.sequence()
                            + ")");
        }
    }

    void keep(String url, SeenRepositories.Seen now) throws StepFailed {
        try {
            seen.put(folder(url), Optional.of(now));
        } catch (IOException e) {
            throw new StepFailed("index", "what was seen cannot be kept: " + e.getMessage());
        }
    }

    private Optional<String> signature(URI folder) throws StepFailed, InterruptedException {
        try {
            return Optional.of(
                    new String(
                            bytes(folder.resolve(PluginIndex.SIGNATURE)),
                            StandardCharsets.US_ASCII));
        } catch (StepFailed failed) {
            if (String.valueOf(failed.getMessage()).endsWith("status 404")) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private byte[] bytes(URI address) throws StepFailed, InterruptedException {
        try {
            try (Quarantine quarantine = cache.quarantine()) {
                Path file = quarantine.file();
                downloads.fetch(address, file, MOST_BYTES, (read, of) -> {});
                return Files.readAllBytes(file);
            }
        } catch (IOException e) {
            throw new StepFailed("index", "there is no room for it: " + e.getMessage());
        }
    }

    Map<String, SeenRepositories.Seen> seen() {
        return seen.all();
    }
}
