package dev.errand.platform.plugin;

import dev.errand.platform.config.Section;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that there is to say of one plugin, for people to read.
 *
 * @param status how it stands
 * @param jar what it is and where it came from
 * @param commands the names of its commands in service
 * @param settings what can be set and what holds; secrets are masked
 * @param dependants the ids of the plugins in service that need it
 * @param stored how many values it keeps, by store; empty if the storage does not answer
 * @param place where its code runs, for people to read; empty if it does not
 */
public record PluginDetails(
        PluginStatus status,
        PluginJar jar,
        List<String> commands,
        List<Section.Shown> settings,
        List<String> dependants,
        Optional<Map<String, Long>> stored,
        String place) {}
