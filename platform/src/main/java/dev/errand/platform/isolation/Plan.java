package dev.errand.platform.isolation;

import dev.errand.platform.config.Section;
import dev.errand.platform.plugin.PluginJar;

/** All that is needed to start a plugin's process, the first time and again. */
record Plan(PluginJar jar, Section settings, long heapBytes, HostSide host) {

    /** False for a class of the class path, as in tests. */
    boolean hasJar() {
        return !jar.sha256().isEmpty();
    }

    String id() {
        return jar.manifest().id();
    }
}
