package dev.errand.platform.repository;

import dev.errand.platform.plugin.LoadResult;

/**
 * What has happened.
 *
 * @param id the plugin
 * @param version the version now
 * @param result how it stands
 */
public record Installation(String id, String version, LoadResult result) {}
