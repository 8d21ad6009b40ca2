package dev.errand.platform.plugin;

import java.util.List;

/**
 * What a JAR says of itself in its manifest, in PF4J's attribute names.
 *
 * @param id {@code Plugin-Id}
 * @param version {@code Plugin-Version}, a semantic version
 * @param entryClass {@code Plugin-Class}
 * @param requires {@code Plugin-Requires}, the range of plugin-api versions that it works with;
 *     {@code *} for all
 * @param dependencies {@code Plugin-Dependencies}, the plugins that it needs
 * @param exports {@code Plugin-Exports}, the packages that plugins which depend on this one see
 * @param description {@code Plugin-Description}, may be empty
 * @param provider {@code Plugin-Provider}, may be empty
 * @param license {@code Plugin-License}, may be empty
 */
public record PluginManifest(
        String id,
        String version,
        String entryClass,
        String requires,
        List<Dependency> dependencies,
        List<String> exports,
        String description,
        String provider,
        String license) {

    /** Copies the lists. */
    public PluginManifest {
        dependencies = List.copyOf(dependencies);
        exports = List.copyOf(exports);
    }

    /**
     * As of a plugin that needs no others.
     *
     * @return a copy without dependencies
     */
    public PluginManifest alone() {
        return new PluginManifest(
                id,
                version,
                entryClass,
                requires,
                List.of(),
                exports,
                description,
                provider,
                license);
    }

    /**
     * Of a plugin that has no JAR.
     *
     * @param id its id
     * @param version its version
     * @param entryClass its class
     * @param description what it is, may be empty
     * @return the manifest
     */
    static PluginManifest of(String id, String version, String entryClass, String description) {
        return new PluginManifest(
                id,
                version,
                entryClass,
                "*",
                List.of(),
                List.of(),
                description,
                "Errand",
                "Apache-2.0");
    }
}
