package dev.errand.platform.plugin;

/**
 * How often plugins came and went since the start.
 *
 * @param loaded how often one was put in service, replacements included
 * @param unloaded how often one was taken out of service for good
 * @param refused how often a JAR could not be put in service
 */
public record PluginLoads(long loaded, long unloaded, long refused) {}
