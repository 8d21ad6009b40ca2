package dev.errand.platform.isolation;

import dev.errand.api.Secret;
import dev.errand.platform.execution.HostThreads;
import dev.errand.platform.plugin.ApiVersion;
import dev.errand.platform.plugin.Speaker;
import dev.errand.storage.spi.Storage;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * What the host gives to the processes of plugins.
 *
 * @param storage where their stores are; each reaches only its own
 * @param speaker says what a plugin says unasked
 * @param secrets told of every secret in a plugin's settings
 * @param threads the host's threads
 * @param clock tells the time
 * @param tellsTime whether the processes ask this clock, because it is not the system's
 * @param api the version of plugin-api that is here
 * @param callsPerPlugin how many calls of one plugin may run at once
 * @param maxValueBytes how long a stored value may be
 */
public record HostSide(
        Storage storage,
        Speaker speaker,
        Consumer<Secret> secrets,
        HostThreads threads,
        InstantSource clock,
        boolean tellsTime,
        ApiVersion api,
        int callsPerPlugin,
        int maxValueBytes) {}
