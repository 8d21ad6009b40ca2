package dev.errand.platform.plugin;

import dev.errand.api.Secret;
import dev.errand.platform.command.Mistake;
import dev.errand.platform.config.Binding;
import dev.errand.platform.config.Problem;
import dev.errand.platform.config.Section;
import dev.errand.platform.store.Stores;
import dev.errand.storage.spi.StorageException;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Looks at a plugin, in service or not; its classes are opened once more for it and let go. */
final class PluginLook {

    private final Registry registry;
    private final PluginChoices choices;
    private final Stores stores;
    private final LoaderWatch watch;
    private final WorkFolder work;
    private final Consumer<Secret> secrets;

    PluginLook(
            Registry registry,
            PluginChoices choices,
            Stores stores,
            LoaderWatch watch,
            WorkFolder work,
            Consumer<Secret> secrets) {
        this.registry = registry;
        this.choices = choices;
        this.stores = stores;
        this.watch = watch;
        this.work = work;
        this.secrets = secrets;
    }

    Optional<PluginDetails> at(String id) {
        Optional<LoadedPlugin> serving = registry.serving(id);
        Optional<PluginStatus> status = Optional.ofNullable(registry.statuses(watch).get(id));
        Optional<Candidate> candidate =
                serving.map(LoadedPlugin::candidate).or(() -> registry.known(id));
        if (status.isEmpty() || candidate.isEmpty()) {
            return Optional.empty();
        }
        Section section = choices.section(id, choices.toShow(id));
        return Optional.of(
                new PluginDetails(
                        status.get(),
                        candidate.get().jar(),
                        serving.stream()
                                .flatMap(plugin -> plugin.commands().stream())
                                .map(command -> command.definition().name())
                                .toList(),
                        withSettings(candidate.get(), section::describe, List.of()),
                        registry.dependants(id).stream().map(LoadedPlugin::id).toList(),
                        stored(id),
                        serving.map(PluginLook::place).orElse("")));
    }

    private Optional<Map<String, Long>> stored(String id) {
        String above = "plugin/" + id + "/";
        Map<String, Long> stored = new TreeMap<>();
        try {
            stores.counts(above)
                    .forEach((path, count) -> stored.put(path.substring(above.length()), count));
            return Optional.of(stored);
        } catch (StorageException away) {
            return Optional.empty();
        }
    }

    private static String place(LoadedPlugin plugin) {
        return plugin.instance() instanceof RemotePlugin remote
                ? remote.place()
                : "the host's process";
    }

    /** What is wrong with one setting, whatever is wrong with others. */
    List<Mistake> mistakesAt(Candidate candidate, Section section, String key) {
        String path = section.path() + "." + key;
        return withSettings(
                candidate,
                type ->
                        problems(section, type).stream()
                                .filter(problem ->
                                        problem.path().equals(path)
                                                || problem.path().startsWith(path + ".")
                                                || problem.path().startsWith(path + "[")
                                                || path.startsWith(problem.path() + "."))
                                .map(problem -> new Mistake("settings", problem.toString()))
                                .toList(),
                List.of(
                        new Mistake(
                                "settings",
                                "the plugin '"
                                        + candidate.id()
                                        + "' has nothing that can be set")));
    }

    /** Has a value hidden from now on if the setting at this path is a secret. */
    void hide(Candidate candidate, String key, String value) {
        List<Secret> found =
                withSettings(
                        candidate,
                        type ->
                                Section.isSecret(type, key)
                                        ? List.of(new Secret(value))
                                        : List.of(),
                        List.of());
        found.forEach(secrets);
    }

    private static <R extends Record> List<Problem> problems(Section section, Class<R> type) {
        return section.bind(type) instanceof Binding.Rejected<R>(List<Problem> wrong)
                ? wrong
                : List.of();
    }

    private <T> List<T> withSettings(
            Candidate candidate,
            Function<Class<? extends Record>, List<T>> look,
            List<T> otherwise) {
        if (candidate.type().isPresent()) {
            return settings(candidate.type().get()).map(look).orElse(otherwise);
        }
        if (candidate.jar().sha256().isEmpty()) {
            return otherwise;
        }
        List<LoadedPlugin> needs = new ArrayList<>();
        candidate
                .dependencies()
                .forEach(dependency -> registry.serving(dependency.id()).ifPresent(needs::add));
        try {
            work.use(candidate.jar());
            try {
                return opened(candidate.jar(), needs, entry -> settings(entry).map(look))
                        .orElse(otherwise);
            } finally {
                work.release(candidate.jar());
            }
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError e) {
            return otherwise;
        }
    }

    private static <T> Optional<T> opened(
            PluginJar jar, List<LoadedPlugin> needs, Function<Class<?>, Optional<T>> look)
            throws ClassNotFoundException {
        JarUnit unit = JarUnit.open(jar, PluginLoading.imports(needs));
        try {
            return look.apply(Class.forName(jar.manifest().entryClass(), false, unit.loader()));
        } finally {
            unit.close();
        }
    }

    /** The record among the parameters of the constructor. */
    static Optional<Class<? extends Record>> settings(Class<?> entry) {
        for (Constructor<?> constructor : entry.getConstructors()) {
            for (Class<?> parameter : constructor.getParameterTypes()) {
                if (parameter.isRecord()) {
                    return Optional.of(parameter.asSubclass(Record.class));
                }
            }
        }
        return Optional.empty();
    }
}
