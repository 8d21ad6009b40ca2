package dev.errand.platform.repository;

import dev.errand.platform.command.HelpText;
import dev.errand.platform.config.PluginPolicy;
import dev.errand.platform.plugin.ApiVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Brings what is wanted into quarantine, from wherever it is allowed to come. */
final class Fetching {

    private static final long REPORT_EVERY = 1L << 20;

    private final RepositoryPlaces places;
    private final PluginPolicy policy;
    private final Indexes indexes;
    private final Downloads downloads;
    private final HelpText help;

    Fetching(
            RepositoryPlaces places,
            PluginPolicy policy,
            Indexes indexes,
            Downloads downloads,
            HelpText help) {
        this.help = help;
        this.places = places;
        this.policy = policy;
        this.indexes = indexes;
        this.downloads = downloads;
    }

    /** An entry of an index, and whose it is. */
    record Offer(String repository, PluginIndex.Entry entry) {}

    /** Who tells how far it is, and where things go. */
    private record Way(Quarantine quarantine, Consumer<String> progress) {}

    Fetched fetch(InstallRequest request, Quarantine quarantine, Consumer<String> progress)
            throws StepFailed, InterruptedException {
        Way way = new Way(quarantine, progress);
        Optional<String> sha256 = digest(request);
        try {
            return switch (Wanted.read(request.what().strip())) {
                case Wanted.Named named -> named(named, request.from(), sha256, way);
                case Wanted.Coordinate coordinate -> maven(coordinate, sha256, way);
                case Wanted.Address(String url) -> address(url, sha256, way);
                case Wanted.OnHost(Path file) -> onHost(file, sha256, request.atHost(), way);
            };
        } catch (IOException e) {
            throw new StepFailed("download", "it cannot be kept here: " + e);
        }
    }

    /** What somebody expects, in the form that digests have here. */
    private static Optional<String> digest(InstallRequest request) throws StepFailed {
        Optional<String> sha256 =
                request.sha256().map(text -> text.strip().toLowerCase(Locale.ROOT));
        if (sha256.isPresent() && !Digests.isOne(sha256.get())) {
            throw new StepFailed(
                    "digest",
                    "'"
                            + request.sha256().get().strip()
                            + "' is no SHA-256: that has 64 digits of 0-9 and a-f, as sha256sum FILE prints it");
        }
        return sha256;
    }

    private void allow(PluginPolicy.Source source) throws StepFailed {
        if (!policy.allowSources().contains(source)) {
            throw new StepFailed(
                    "policy",
                    "plugin-policy.allow-sources does not have "
                            + source.name().toLowerCase(Locale.ROOT)
                            + "; "
                            + (policy.allowSources().isEmpty()
                                    ? "it is empty, so nothing can be installed"
                                    : "it has " + sources()));
        }
        if (policy.requireSignature() && source != PluginPolicy.Source.INDEX) {
            throw new StepFailed(
                    "policy",
                    "plugin-policy.require-signature allows only plugins from a repository that is signed with a key of"
                            + " plugin-policy.trusted-keys. Put its JAR into such a repository (errand repos index DIR,"
                            + " errand repos sign DIR --key FILE) and install it by its name");
        }
    }

    private String sources() {
        return String.join(
                ", ",
                policy.allowSources().stream()
                        .map(source -> source.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList());
    }

    /**
     * All versions of a plugin in the repositories that can be read, the newest first.
     *
     * @param from the only repository that is asked; all if empty
     */
    List<Offer> offers(String id, Optional<String> from) throws StepFailed, InterruptedException {
        List<Offer> offers = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (String url : indexes.addresses()) {
            if (!from.orElse(url).equals(url)) {
                continue;
            }
            try {
                for (PluginIndex.Entry entry : indexes.fetch(url).plugins()) {
                    if (entry.id().equals(id) && isAllowed(entry.version())) {
                        offers.add(new Offer(url, entry));
                    }
                }
            } catch (StepFailed failed) {
                failures.add(failed.step() + ": " + failed.getMessage());
            }
        }
        if (offers.isEmpty() && !failures.isEmpty()) {
            throw new StepFailed("index", String.join("; ", failures));
        }
        offers.sort(
                Comparator.comparing((Offer offer) -> offer.entry().version(), ApiVersion::compare)
                        .reversed());
        return offers;
    }

    private boolean isAllowed(String version) {
        return policy.allowSnapshots() || !version.endsWith("-SNAPSHOT");
    }

    private Fetched named(
            Wanted.Named named, Optional<String> from, Optional<String> sha256, Way way)
            throws StepFailed, InterruptedException, IOException {
        allow(PluginPolicy.Source.INDEX);
        if (indexes.addresses().isEmpty()) {
            throw new StepFailed(
                    "source",
                    "no repository is known; " + help.line("repos add URL") + " tells me of one");
        }
        List<Offer> offers = offers(named.id(), from);
        Offer offer =
                offers.stream()
                        .filter(one ->
                                named.version().map(one.entry().version()::equals).orElse(true))
                        .findFirst()
                        .orElseThrow(() -> new StepFailed("source", missing(named, offers)));
        if (!sha256.orElse(offer.entry().sha256()).equals(offer.entry().sha256())) {
            throw new StepFailed(
                    "digest",
                    "the index says that "
                            + offer.entry().file()
                            + " has the SHA-256 "
                            + offer.entry().sha256()
                            + ", not "
                            + sha256.get());
        }
        URI file = indexes.address(offer.repository()).resolve(offer.entry().file());
        Path into = way.quarantine().file();
        download(file, into, way.progress());
        return new Fetched(
                new Fetched.Part(into, offer.entry().file()),
                List.of(),
                offer.repository(),
                Optional.of(offer.entry().sha256()),
                Optional.of(offer.entry().id()),
                Optional.of(offer.entry().version()));
    }

    private String missing(Wanted.Named named, List<Offer> offers) {
        return offers.isEmpty()
                ? "no repository has a plugin '"
                        + named.id()
                        + "'; "
                        + help.line("repos search WORDS")
                        + " finds what there is"
                : "no repository has version "
                        + named.version().orElse("")
                        + " of '"
                        + named.id()
                        + "'; there is "
                        + String.join(
                                ", ", offers.stream().map(one -> one.entry().version()).toList());
    }

    private void download(URI file, Path into, Consumer<String> progress)
            throws StepFailed, InterruptedException {
        long[] told = {0};
        downloads.fetch(
                file,
                into,
                policy.maxJarSize().bytes(),
                (read, of) -> {
                    if (read - told[0] >= REPORT_EVERY) {
                        told[0] = read;
                        progress.accept(
                                "Downloaded "
                                        + (read >> 20)
                                        + " MiB"
                                        + (of > 0 ? " of " + (of >> 20) : "")
                                        + ".");
                    }
                });
    }

    private Fetched address(String url, Optional<String> sha256, Way way)
            throws StepFailed, InterruptedException, IOException {
        allow(PluginPolicy.Source.URL);
        URI address = Downloads.address(url, places.schemes());
        if (sha256.isEmpty()) {
            throw new StepFailed(
                    "digest",
                    "a JAR by its address needs --sha256 DIGEST, as sha256sum FILE prints it for the JAR that its author means");
        }
        Path into = way.quarantine().file();
        download(address, into, way.progress());
        return new Fetched(
                new Fetched.Part(into, lastPart(address.getPath())),
                List.of(),
                url,
                sha256,
                Optional.empty(),
                Optional.empty());
    }

    private static String lastPart(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.isEmpty() ? "plugin.jar" : name;
    }

    private Fetched onHost(Path file, Optional<String> sha256, boolean atHost, Way way)
            throws StepFailed, IOException {
        allow(PluginPolicy.Source.FILE);
        if (!atHost) {
            throw new StepFailed(
                    "policy",
                    "files of the host are only installed from its own console, or in its shell: errand repos install "
                            + file);
        }
        if (!Files.isRegularFile(file)) {
            throw new StepFailed("source", "there is no file " + file.toAbsolutePath());
        }
        return new Fetched(
                copy(file, way),
                List.of(),
                file.toAbsolutePath().normalize().toString(),
                sha256,
                Optional.empty(),
                Optional.empty());
    }

    private Fetched.Part copy(Path file, Way way) throws IOException, StepFailed {
        if (Files.size(file) > policy.maxJarSize().bytes()) {
            throw Downloads.tooLarge(policy.maxJarSize().bytes());
        }
        Path into = way.quarantine().file();
        Files.copy(file, into, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        return new Fetched.Part(into, String.valueOf(file.getFileName()));
    }

    private Fetched maven(Wanted.Coordinate wanted, Optional<String> sha256, Way way)
            throws StepFailed, IOException {
        allow(PluginPolicy.Source.MAVEN);
        way.progress().accept("Resolving " + wanted + " and what it needs.");
        MavenArtifacts.Resolved resolved =
                new MavenArtifacts(places, policy)
                        .resolve(wanted, way.quarantine().folder("maven"));
        List<Fetched.Part> parts = new ArrayList<>();
        for (Path file : resolved.files()) {
            parts.add(copy(file, way));
        }
        return new Fetched(
                parts.getFirst(),
                parts.subList(1, parts.size()),
                wanted.toString(),
                sha256,
                Optional.empty(),
                Optional.empty());
    }
}
