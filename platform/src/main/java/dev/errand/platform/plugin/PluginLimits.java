package dev.errand.platform.plugin;

import java.time.Duration;

/**
 * What plugins are held to.
 *
 * @param threads how many calls of one plugin may run at once
 * @param starting how long a constructor with {@code start()} may take
 * @param stopping how long {@code stop()} may take, and again the closing of its resources
 * @param draining how long calls under way may go on when their plugin is unloaded
 */
public record PluginLimits(int threads, Duration starting, Duration stopping, Duration draining) {

    /**
     * The usual limits.
     *
     * @param threads how many calls of one plugin may run at once
     * @param draining how long calls under way may go on
     * @return the limits
     */
    public static PluginLimits of(int threads, Duration draining) {
        return new PluginLimits(threads, Duration.ofSeconds(20), Duration.ofSeconds(5), draining);
    }
}
