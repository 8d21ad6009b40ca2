package dev.errand.platform.plugin;

import dev.errand.platform.command.Mistake;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What keeps a plugin from running in a process of its own: classes that it has in common with
 * others, since an object of one process is none of another. A dependency that exports nothing, or
 * one that the plugin can do without, does not.
 */
final class Sharing {

    private Sharing() {}

    /** Why not, and what would work; empty if nothing stands against it. */
    static Optional<Mistake> hindrance(Candidate candidate, List<LoadedPlugin> needs) {
        List<String> exports = candidate.jar().manifest().exports();
        List<LoadedPlugin> givers =
                needs.stream()
                        .filter(needed -> !needed.jar().manifest().exports().isEmpty())
                        .filter(needed -> !isOptional(candidate, needed.id()))
                        .toList();
        if (exports.isEmpty() && givers.isEmpty()) {
            return Optional.empty();
        }
        String why =
                exports.isEmpty()
                        ? "it uses classes of "
                                + givers.stream()
                                        .map(Sharing::given)
                                        .collect(Collectors.joining(" and of "))
                        : "it lets other plugins use its " + packages(exports);
        return Optional.of(
                new Mistake(
                        candidate.id(),
                        "cannot run in a process of its own, because "
                                + why
                                + ", and objects do not cross from one process to another; write"
                                + " limits.isolation."
                                + candidate.id()
                                + " { mode = host }"));
    }

    private static boolean isOptional(Candidate candidate, String id) {
        return candidate.dependencies().stream()
                .anyMatch(dependency -> dependency.id().equals(id) && dependency.optional());
    }

    private static String given(LoadedPlugin needed) {
        return needed.id() + " (" + packages(needed.jar().manifest().exports()) + ")";
    }

    private static String packages(List<String> names) {
        return (names.size() == 1 ? "package " : "packages ") + String.join(", ", names);
    }
}
