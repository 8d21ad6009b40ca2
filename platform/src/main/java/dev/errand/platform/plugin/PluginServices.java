package dev.errand.platform.plugin;

import dev.errand.api.Secret;
import dev.errand.platform.execution.HostThreads;
import dev.errand.platform.execution.Incidents;
import dev.errand.platform.execution.RunningCalls;
import dev.errand.platform.store.Stores;
import dev.errand.platform.store.Telling;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the host's other parts give to the loading of plugins.
 *
 * @param settings where settings are found
 * @param secrets told of every secret in them
 * @param stores makes the stores of one load, which tell that load of changes
 * @param speaker says what a plugin says unasked
 * @param threads the host's threads
 * @param calls told of every call
 * @param incidents told of every fault
 * @param complaints told in words of what a plugin left undone; production logs it, a test fails of
 *     it
 * @param clock tells the time
 * @param lastChoices where this bot notes what admins chose by commands, for a start while the
 *     storage is away
 * @param elsewhere runs plugins that do not run in this process
 */
public record PluginServices(
        PluginSettings settings,
        Consumer<Secret> secrets,
        Function<Telling, Stores> stores,
        Speaker speaker,
        HostThreads threads,
        RunningCalls calls,
        Incidents incidents,
        Consumer<String> complaints,
        InstantSource clock,
        Path lastChoices,
        Elsewhere elsewhere) {}
