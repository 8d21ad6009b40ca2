package dev.errand.platform.plugin;

import dev.errand.platform.command.Mistake;
import dev.errand.platform.config.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes a plugin ready with all that need it, beside what serves. All or none: if a dependant
 * cannot go on with the new version, the new version is refused.
 */
final class Family {

    /** A family that is ready, or why it is not. */
    sealed interface Made {

        record Ready(List<LoadedPlugin> plugins) implements Made {}

        /**
         * Not ready.
         *
         * @param mistakes what is wrong
         * @param waits whether it can come right when another plugin comes
         */
        record Failed(List<Mistake> mistakes, boolean waits) implements Made {}
    }

    private sealed interface Needs {

        record Found(List<LoadedPlugin> plugins) implements Needs {}

        record Lacking(List<Mistake> mistakes) implements Needs {}
    }

    private final Registry registry;
    private final PluginLoading loading;
    private final Function<String, Section> settings;
    private final Map<String, LoadedPlugin> made = new LinkedHashMap<>();

    Family(Registry registry, PluginLoading loading, Function<String, Section> settings) {
        this.registry = registry;
        this.loading = loading;
        this.settings = settings;
    }

    /** Makes it ready; what was made is discarded again if anything fails. */
    Made make(Candidate root) throws InterruptedException {
        List<Candidate> order = new ArrayList<>(List.of(root));
        registry.dependants(root.id()).forEach(plugin -> order.add(plugin.candidate()));
        return makeAll(order);
    }

    /** Makes several ready, each after all that it needs. */
    Made makeAll(List<Candidate> order) throws InterruptedException {
        for (Candidate candidate : order) {
            Candidate root = order.getFirst();
            // those that do not need the first one are at fault themselves
            boolean first = candidate.id().equals(root.id()) || !isBelow(candidate, root);
            switch (needs(candidate, registry, made)) {
                case Needs.Lacking(List<Mistake> mistakes) -> {
                    discard();
                    return new Made.Failed(first ? mistakes : of(candidate, root, mistakes), first);
                }
                case Needs.Found(List<LoadedPlugin> plugins) -> {
                    switch (loading.prepare(candidate, plugins, settings.apply(candidate.id()))) {
                        case PluginLoading.Prepared.Ready(LoadedPlugin plugin) ->
                                made.put(plugin.id(), plugin);
                        case PluginLoading.Prepared.Failed(List<Mistake> mistakes) -> {
                            discard();
                            return new Made.Failed(
                                    first ? mistakes : of(candidate, root, mistakes), false);
                        }
                    }
                }
            }
        }
        return new Made.Ready(List.copyOf(made.values()));
    }

    private boolean isBelow(Candidate candidate, Candidate root) {
        return registry.dependants(root.id()).stream()
                .anyMatch(plugin -> plugin.id().equals(candidate.id()));
    }

    /** Lets go of what was made ready but not put in service. */
    void discard() throws InterruptedException {
        for (LoadedPlugin plugin : List.copyOf(made.values()).reversed()) {
            loading.retire(plugin);
        }
        made.clear();
    }

    private static List<Mistake> of(Candidate dependant, Candidate root, List<Mistake> mistakes) {
        return mistakes.stream()
                .map(mistake ->
                        new Mistake(
                                dependant.id(),
                                "needs "
                                        + root.id()
                                        + " and cannot go on with "
                                        + root.version()
                                        + ": "
                                        + mistake.problem()))
                .toList();
    }

    private static Needs needs(
            Candidate candidate, Registry registry, Map<String, LoadedPlugin> made) {
        List<LoadedPlugin> found = new ArrayList<>();
        List<Mistake> mistakes = new ArrayList<>();
        for (Dependency dependency : candidate.dependencies()) {
            Optional<LoadedPlugin> there =
                    Optional.ofNullable(made.get(dependency.id()))
                            .or(() -> registry.serving(dependency.id()));
            Optional<String> problem = problem(candidate, dependency, there, registry);
            if (problem.isEmpty()) {
                there.ifPresent(found::add);
            } else if (!dependency.optional()) {
                mistakes.add(new Mistake("Plugin-Dependencies", problem.get()));
            }
        }
        return mistakes.isEmpty() ? new Needs.Found(found) : new Needs.Lacking(mistakes);
    }

    private static Optional<String> problem(
            Candidate candidate,
            Dependency dependency,
            Optional<LoadedPlugin> there,
            Registry registry) {
        String what =
                "it needs the plugin '"
                        + dependency.id()
                        + "'"
                        + (dependency.range().equals("*")
                                ? ""
                                : " in a version " + dependency.range());
        List<String> circle = circle(candidate, dependency.id(), registry);
        if (!circle.isEmpty()) {
            return Optional.of(what + ", but they need each other: " + String.join(" → ", circle));
        }
        if (there.isPresent()) {
            return dependency.accepts(there.get().version())
                    ? Optional.empty()
                    : Optional.of(what + ", but " + there.get().version() + " is in service");
        }
        return Optional.of(
                what
                        + registry.held(dependency.id())
                                .map(why -> ", which is " + why)
                                .or(() ->
                                        registry.known(dependency.id())
                                                .map(any -> ", which is not in service itself"))
                                .orElse(", which is not installed"));
    }

    /** The way from a plugin through what it needs back to itself; empty if there is none. */
    private static List<String> circle(Candidate start, String next, Registry registry) {
        List<String> path = new ArrayList<>(List.of(start.id()));
        return walk(start.id(), next, registry, path, new HashSet<>()) ? path : List.of();
    }

    private static boolean walk(
            String goal, String at, Registry registry, List<String> path, Set<String> been) {
        path.add(at);
        if (at.equals(goal)) {
            return true;
        }
        if (been.add(at)) {
            for (Dependency dependency :
                    registry.known(at).map(Candidate::dependencies).orElse(List.of())) {
                if (walk(goal, dependency.id(), registry, path, been)) {
                    return true;
                }
            }
        }
        path.removeLast();
        return false;
    }
}
