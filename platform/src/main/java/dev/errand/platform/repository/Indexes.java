package dev.errand.platform.repository;

import dev.errand.platform.command.HelpText;
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
    private final HelpText help;

    Indexes(
            RepositoryPlaces places,
            PluginPolicy policy,
            SeenRepositories seen,
            Downloads downloads,
            JarCache cache,
            HelpText help) {
        this.help = help;
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
        boolean trusted = policy.trustedKeys().contains(key);
        if (policy.requireSignature() && key.isEmpty()) {
            throw new StepFailed(
                    "signature",
                    url
                            + " is not signed, and plugin-policy.require-signature asks for it. Whoever runs it can sign it"
                            + " (errand repos sign DIR --key FILE); then put its public key into plugin-policy.trusted-keys in"
                            + " errand.conf and start the bot anew");
        }
        if (policy.requireSignature() && !trusted) {
            throw new StepFailed(
                    "signature",
                    url
                            + " is signed with a key that is not in plugin-policy.trusted-keys: "
                            + key
                            + ". If whoever runs it confirms that key, put it there in errand.conf and start the bot anew");
        }
        if (!before.key().isEmpty() && !before.key().equals(key) && !trusted) {
            throw new StepFailed("signature", url + otherKey(url, key, before));
        }
        if (index.sequence() < before.sequence()) {
            throw new StepFailed(
                    "index",
                    url
                            + " shows an older index ("
                            + index.sequence()
                            + ") than one that was seen before ("
                            + before.sequence()
                            + "); whoever runs it should look whether that is meant, and can make a newer one (errand repos index DIR)");
        }
    }

    private String otherKey(String url, String key, SeenRepositories.Seen before) {
        String anew =
                before.added()
                        ? help.line("repos remove " + url)
                                + " and "
                                + help.line("repos add " + url)
                                + " make me forget the old one"
                        : "put it into plugin-policy.trusted-keys in errand.conf and start the bot anew";
        if (!key.isEmpty()) {
            return " is signed with another key than before: "
                    + key
                    + ". If whoever runs it confirms that key, "
                    + anew;
        }
        return " is not signed any more; whoever runs it should sign it again (errand repos sign DIR --key FILE)"
                + (before.added() ? ". To take it unsigned, " + anew : "");
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
