package dev.errand.platform.repository;

/**
 * An installed plugin, for people.
 *
 * @param id its id
 * @param version its version
 * @param source where it came from
 * @param by who installed it
 * @param at when
 * @param previous the version that a rollback leads to, empty if there is none
 */
public record InstalledPlugin(
        String id, String version, String source, String by, String at, String previous) {}
