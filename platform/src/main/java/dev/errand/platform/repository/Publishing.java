package dev.errand.platform.repository;

import dev.errand.platform.command.Mistake;
import dev.errand.platform.plugin.ApiVersion;
import dev.errand.platform.plugin.JarReading;
import dev.errand.platform.plugin.PluginJar;
import dev.errand.platform.plugin.PluginManifest;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Turns a folder of plugins' JARs into a repository that any static web server can serve. */
public final class Publishing {

    private final ApiVersion api;
    private final InstantSource clock;

    /**
     * Made for one command.
     *
     * @param api the version of plugin-api that is here
     * @param clock tells the time
     */
    public Publishing(ApiVersion api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
    }

    /**
     * Writes {@code index.json}; the signature of an earlier index goes.
     *
     * @param folder where the JARs lie
     * @return how many versions of plugins it has
     * @throws StepFailed if a JAR is no plugin, or two have one id and version
     * @throws IOException if the folder cannot be read or written
     */
    public int index(Path folder) throws StepFailed, IOException {
        List<PluginIndex.Entry> entries = new ArrayList<>();
        Set<Path> files = new TreeSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.jar")) {
            all.forEach(files::add);
        }
        for (Path file : files) {
            entries.add(entry(file));
        }
        entries.sort(
                Comparator.comparing(PluginIndex.Entry::id)
                        .thenComparing(PluginIndex.Entry::version, ApiVersion::compare));
        Path target = folder.resolve(PluginIndex.FILE);
        long sequence = clock.instant().getEpochSecond();
        if (Files.exists(target)) {
            sequence =
                    Math.max(
                            sequence,
                            PluginIndex.read(Files.readAllBytes(target), folder.toString())
                                            .sequence()
                                    + 1);
        }
        PluginIndex index =
                new PluginIndex(
                        PluginIndex.FORMAT,
                        String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
                        sequence,
                        clock.instant().toString(),
                        entries);
        byte[] bytes = Json.MAPPER.writeValueAsBytes(index);
        PluginIndex.read(bytes, folder.toString());
        // an index with the signature of another would be taken for a forgery
        Files.deleteIfExists(folder.resolve(PluginIndex.SIGNATURE));
        DurableFile.write(target, bytes);
        return entries.size();
    }

    private PluginIndex.Entry entry(Path file) throws StepFailed, IOException {
        PluginManifest manifest =
                switch (PluginJar.read(file, api)) {
                    case JarReading.Good(PluginJar jar) -> jar.manifest();
                    case JarReading.Bad(String name, List<Mistake> mistakes) ->
                            throw new StepFailed(
                                    "manifest",
                                    file.getFileName()
                                            + " is no plugin: "
                                            + mistakes.stream()
                                                    .map(Mistake::toString)
                                                    .collect(Collectors.joining("; ")));
                };
        return new PluginIndex.Entry(
                manifest.id(),
                manifest.version(),
                manifest.description(),
                manifest.provider(),
                manifest.license(),
                manifest.requires(),
                manifest.dependencies().stream()
                        .map(Object::toString)
                        .collect(Collectors.joining(", ")),
                String.valueOf(file.getFileName()),
                Files.size(file),
                Digests.of(file));
    }

    /**
     * Signs the index of a folder.
     *
     * @param folder where {@code index.json} lies
     * @param key a file that {@link #key} has made
     * @throws StepFailed if the key cannot be used
     * @throws IOException if a file cannot be read or written
     */
    public void sign(Path folder, Path key) throws StepFailed, IOException {
        byte[] index = Files.readAllBytes(folder.resolve(PluginIndex.FILE));
        PluginIndex.read(index, folder.toString());
        String signature = Signatures.sign(index, Files.readString(key));
        Signatures.check(index, signature, folder.toString());
        DurableFile.write(
                folder.resolve(PluginIndex.SIGNATURE),
                signature.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    /**
     * Makes a key that only its owner can read.
     *
     * @param file where; must not be there
     * @return the public key in Base64
     * @throws IOException if it cannot be written
     */
    public String key(Path file) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        List<String> key = Signatures.newKey();
        Files.createFile(file);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(
                    file, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        }
        Files.writeString(file, key.getFirst());
        return key.getLast();
    }
}
