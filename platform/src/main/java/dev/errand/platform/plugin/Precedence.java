package dev.errand.platform.plugin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which JAR of a plugin counts, and which plugins are loaded before which. */
final class Precedence {

    private Precedence() {}

    static PluginJar better(PluginJar one, PluginJar other) {
        int newer = ApiVersion.compare(one.manifest().version(), other.manifest().version());
        if (newer == 0) {
            return other.origin() == PluginJar.Origin.HOME ? other : one;
        }
        return newer > 0 ? one : other;
    }

    /** Whoever put a JAR into the home must not wonder why it does nothing. */
    static Map<String, String> remarks(
            List<PluginJar> here, Map<String, PluginJar> wanted, InstalledPlugins installed) {
        Map<String, String> remarks = new TreeMap<>();
        for (PluginJar jar : here) {
            if (jar.origin() == PluginJar.Origin.HOME) {
                String id = jar.manifest().id();
                Optional<String> why =
                        Optional.ofNullable(wanted.get(id))
                                .map(other -> betterThan(jar, other))
                                .orElse(
                                        Optional.of(
                                                "the installed one counts; "
                                                        + installed.removal(id)
                                                        + " lets the file in"));
                why.ifPresent(reason ->
                        remarks.merge(
                                id,
                                "%s (version %s) in plugins/ is left alone, because %s."
                                        .formatted(
                                                jar.source().getFileName(),
                                                jar.manifest().version(),
                                                reason),
                                (one, other) -> one + " " + other));
            }
        }
        return remarks;
    }

    private static Optional<String> betterThan(PluginJar jar, PluginJar better) {
        return jar.sha256().equals(better.sha256())
                ? Optional.empty()
                : Optional.of(
                        "%s has version %s"
                                .formatted(
                                        better.origin() == PluginJar.Origin.BUNDLED
                                                ? "the distribution"
                                                : better.source().getFileName(),
                                        better.manifest().version()));
    }

    /** Each plugin in a wave after those that it needs; those that need each other in the last. */
    static List<List<PluginJar>> waves(Collection<PluginJar> jars) {
        List<PluginJar> rest = new ArrayList<>(jars);
        List<List<PluginJar>> waves = new ArrayList<>();
        while (!rest.isEmpty()) {
            Set<String> ahead = new HashSet<>();
            rest.forEach(jar -> ahead.add(jar.manifest().id()));
            List<PluginJar> wave =
                    rest.stream()
                            .filter(jar ->
                                    jar.manifest().dependencies().stream()
                                            .noneMatch(needed -> ahead.contains(needed.id())))
                            .toList();
            waves.add(wave.isEmpty() ? List.copyOf(rest) : wave);
            rest.removeAll(waves.getLast());
        }
        return waves;
    }
}
