package dev.errand.platform.plugin;

import java.nio.file.Path;

/**
 * A JAR that was read and found to be a plugin's.
 *
 * @param manifest what it says of itself
 * @param source where it was found
 * @param copy where it is loaded from: a copy that nobody overwrites
 * @param sha256 its digest in hex
 * @param origin where it came from
 */
public record PluginJar(
        PluginManifest manifest, Path source, Path copy, String sha256, Origin origin) {

    /** Where a plugin came from. */
    public enum Origin {
        /** The host's own classes. */
        BUILT_IN,
        /** The distribution. */
        BUNDLED,
        /** The home's {@code plugins} folder. */
        HOME
    }
}
