package dev.errand.platform.plugin;

/**
 * What a JAR says of itself in its manifest, in PF4J's attribute names.
 *
 * @param id {@code Plugin-Id}
 * @param version {@code Plugin-Version}, a semantic version
 * @param entryClass {@code Plugin-Class}
 * @param requires {@code Plugin-Requires}, the range of plugin-api versions that it works with;
 *     {@code *} for all
 * @param dependencies {@code Plugin-Dependencies}, as written
 * @param description {@code Plugin-Description}, may be empty
 * @param provider {@code Plugin-Provider}, may be empty
 * @param license {@code Plugin-License}, may be empty
 */
public record PluginManifest(
        String id,
        String version,
        String entryClass,
        String requires,
        String dependencies,
        String description,
        String provider,
        String license) {}
