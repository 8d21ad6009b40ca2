package dev.errand.platform.plugin;

import dev.errand.platform.command.Mistake;
import dev.errand.platform.command.Similar;
import dev.errand.platform.config.Binding;
import dev.errand.platform.config.Problem;
import dev.errand.platform.config.Section;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks whether plugins can be loaded and whether their settings fit, without constructing any of
 * them.
 */
public final class PluginCheck {

    private final ApiVersion api;
    private final List<Path> folders;

    /**
     * Made for one check.
     *
     * @param api the version of plugin-api that is here
     * @param folders where plugins lie; of two JARs of one plugin the one in the later folder
     *     counts
     */
    public PluginCheck(ApiVersion api, List<Path> folders) {
        this.api = api;
        this.folders = List.copyOf(folders);
    }

    /**
     * Looks.
     *
     * @param settings the configured sections by plugin id
     * @param disabled the ids of plugins that are not to be loaded
     * @return all that is wrong
     */
    public List<Problem> check(Map<String, Section> settings, Set<String> disabled) {
        List<Problem> problems = new ArrayList<>();
        Map<String, PluginJar> jars = read(problems);
        settings.forEach((id, section) -> {
            if (jars.containsKey(id)) {
                problems.addAll(bind(jars.get(id), section));
            } else {
                problems.add(new Problem(section.path(), "", unknown(id, jars)));
            }
        });
        disabled.stream()
                .filter(id -> !jars.containsKey(id))
                .forEach(
                        id -> problems.add(new Problem("disabled-plugins", "", unknown(id, jars))));
        return problems;
    }

    /**
     * Looks at compiled classes as the host would, for an author's build. Enums among the types of
     * parameters are initialised, nothing else is.
     *
     * @param id the plugin's id
     * @param entry the class that the manifest names
     * @param all the plugin's own classes, in any of which there may be commands
     * @return all that is wrong
     */
    public static List<Mistake> ofClasses(String id, Class<?> entry, Collection<Class<?>> all) {
        List<Mistake> mistakes = new ArrayList<>(ClassCheck.entry(entry));
        mistakes.addAll(ClassCheck.handlers(id, all));
        return mistakes;
    }

    /**
     * Looks at a finished JAR as the host would: its manifest, what must not be in it, and its
     * entry class by the loader that a bot uses.
     *
     * @param file the JAR
     * @param api the version of plugin-api that is here
     * @return all that is wrong
     */
    public static List<Mistake> ofJar(Path file, ApiVersion api) {
        PluginJar jar;
        switch (PluginJar.read(file, api)) {
            case JarReading.Bad bad -> {
                return bad.mistakes();
            }
            case JarReading.Good(PluginJar good) -> jar = good;
        }
        if (!jar.manifest().dependencies().isEmpty()) {
            // without the plugins that it needs, its classes may not link; their host will see
            return List.of();
        }
        JarUnit unit = JarUnit.open(jar, PluginLoading.imports(List.of()));
        try {
            Class<?> entry = Class.forName(jar.manifest().entryClass(), false, unit.loader());
            return ofClasses(jar.manifest().id(), entry, List.of(entry));
        } catch (ClassNotFoundException | LinkageError e) {
            return List.of(
                    new Mistake(
                            jar.manifest().entryClass(),
                            "cannot be loaded with what is in the JAR: " + e));
        } finally {
            unit.close();
        }
    }

    private Map<String, PluginJar> read(List<Problem> problems) {
        Map<String, PluginJar> jars = new TreeMap<>();
        JarReader reader = new JarReader(api);
        for (Path folder : folders) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
                for (Path file : files) {
                    switch (reader.read(
                            file, new WorkFolder.Taken(file, ""), PluginJar.Origin.HOME)) {
                        case JarReading.Good(PluginJar jar) -> jars.put(jar.manifest().id(), jar);
                        case JarReading.Bad(String name, var mistakes) ->
                                mistakes.forEach(mistake ->
                                        problems.add(
                                                new Problem(
                                                        "", file.toString(), mistake.toString())));
                    }
                }
            } catch (IOException absent) {
                // a bot that was never started has no folder yet
            }
        }
        return jars;
    }

    private static List<Problem> bind(PluginJar jar, Section section) {
        JarUnit unit = JarUnit.open(jar, PluginLoading.imports(List.of()));
        try {
            Class<?> entry = Class.forName(jar.manifest().entryClass(), false, unit.loader());
            for (Constructor<?> constructor : entry.getConstructors()) {
                for (Class<?> parameter : constructor.getParameterTypes()) {
                    if (parameter.isRecord()
                            && section.bind(parameter.asSubclass(Record.class))
                                    instanceof Binding.Rejected<?>(List<Problem> problems)) {
                        return problems;
                    }
                }
            }
            return List.of();
        } catch (ClassNotFoundException | LinkageError e) {
            return List.of(
                    new Problem(section.path(), jar.source().toString(), "cannot be loaded: " + e));
        } finally {
            unit.close();
        }
    }

    private static String unknown(String id, Map<String, PluginJar> jars) {
        List<String> near = Similar.to(id, jars.keySet(), 1);
        return "There is no plugin '"
                + id
                + "'."
                + (near.isEmpty()
                        ? " There is " + String.join(", ", jars.keySet()) + "."
                        : " Did you mean " + near.getFirst() + "?");
    }
}
