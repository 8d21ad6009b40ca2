package dev.errand.platform.plugin;

import dev.errand.platform.command.Mistake;
import java.util.List;

/**
 * How a plugin stands, for people to read.
 *
 * @param id its id, or the file's name if it has none
 * @param version the version in service, empty if none is
 * @param origin where it came from
 * @param description what it says of itself, may be empty
 * @param commands how many commands it has in service
 * @param mistakes what is wrong with its newest JAR, which is then not in service
 * @param held why it is kept out of service though nothing is wrong with it, empty if it is not
 * @param remark what else there is to say, empty if nothing
 * @param lingering how many of its older loads were unloaded and are still in memory
 */
public record PluginStatus(
        String id,
        String version,
        PluginJar.Origin origin,
        String description,
        int commands,
        List<Mistake> mistakes,
        String held,
        String remark,
        int lingering) {}
