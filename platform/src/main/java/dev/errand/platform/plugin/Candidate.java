package dev.errand.platform.plugin;

import dev.errand.api.Plugin;
import java.util.List;
import java.util.Optional;

/**
 * Something that can be loaded, as often as is wanted.
 *
 * @param jar what it is
 * @param type its class, if the host's own loader has it
 */
record Candidate(PluginJar jar, Optional<Class<? extends Plugin>> type) {

    static Candidate of(PluginJar jar) {
        return new Candidate(jar, Optional.empty());
    }

    String id() {
        return jar.manifest().id();
    }

    String version() {
        return jar.manifest().version();
    }

    List<Dependency> dependencies() {
        return jar.manifest().dependencies();
    }

    boolean needs(String other) {
        return dependencies().stream().anyMatch(dependency -> dependency.id().equals(other));
    }
}
