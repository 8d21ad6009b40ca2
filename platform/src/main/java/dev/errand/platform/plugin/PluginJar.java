package dev.errand.platform.plugin;

import java.nio.file.Path;
import java.util.List;

/**
 * A JAR that was read and found to be a plugin's.
 *
 * @param manifest what it says of itself
 * @param source where it was found
 * @param copy where it is loaded from: a copy that nobody overwrites
 * @param sha256 its digest in hex
 * @param libraries JARs that came with it, which its loader reads after it
 * @param origin where it came from
 */
public record PluginJar(
        PluginManifest manifest,
        Path source,
        Path copy,
        String sha256,
        List<Library> libraries,
        Origin origin) {

    /**
     * A JAR that a plugin needs beside its own.
     *
     * @param source where it lies
     * @param copy where it is loaded from
     * @param sha256 its digest in hex
     */
    public record Library(Path source, Path copy, String sha256) {}

    /** Copies the libraries. */
    public PluginJar {
        libraries = List.copyOf(libraries);
    }

    /**
     * Looks what a file is, where it lies; nothing is loaded.
     *
     * @param file a JAR, or something else
     * @param api the version of plugin-api that is here
     * @return what it is
     */
    public static JarReading read(Path file, ApiVersion api) {
        return new JarReader(api).read(file, new WorkFolder.Taken(file, ""), Origin.HOME);
    }

    PluginJar with(List<Library> more) {
        return new PluginJar(manifest, source, copy, sha256, more, origin);
    }

    /** A stand-in for what the host's own loader has. */
    static PluginJar none(PluginManifest manifest) {
        return new PluginJar(manifest, Path.of(""), Path.of(""), "", List.of(), Origin.BUILT_IN);
    }

    /** Where a plugin came from. */
    public enum Origin {
        /** The host's own classes. */
        BUILT_IN,
        /** The distribution. */
        BUNDLED,
        /** The home's {@code plugins} folder. */
        HOME,
        /** Installed by a command, as {@code plugins.lock} tells. */
        INSTALLED
    }
}
