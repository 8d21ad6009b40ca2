package dev.errand.platform.repository;

/**
 * Something that was found.
 *
 * @param id its id
 * @param version its newest version
 * @param description what it is
 * @param repository where
 */
public record FoundPlugin(String id, String version, String description, String repository) {}
