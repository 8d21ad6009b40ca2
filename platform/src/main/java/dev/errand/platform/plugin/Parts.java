package dev.errand.platform.plugin;

import dev.errand.platform.command.Mistake;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Chats and storages: JARs of which only those are opened that the configuration names. They are
 * loaded once, in a class loader of their own that sees one SPI more than a plugin does; but for
 * those that the JVM was started with, whose classes its AOT cache may hold.
 */
public final class Parts implements AutoCloseable {

    /** What a part's JAR came to. */
    public sealed interface Part {

        /**
         * Its factory.
         *
         * @param factory the object of the class that {@code Plugin-Class} names
         */
        record Found(Object factory) implements Part {}

        /**
         * No factory.
         *
         * @param problem what is wrong, and what would work
         */
        record Missing(String problem) implements Part {}
    }

    private final String kind;
    private final List<Path> folders;
    private final List<String> shared;
    private final ApiVersion api;
    private final Set<Path> onClassPath;
    private final List<JarUnit> opened = new ArrayList<>();

    /**
     * Made once for each kind.
     *
     * @param kind what they are, for messages: {@code chat} or {@code storage}
     * @param folders where their JARs lie; of two with one id the one in the later folder counts
     * @param spi the package prefix of their SPI
     * @param api the version of plugin-api that is here
     * @param onClassPath the JARs that the JVM was started with, which need no loader of their own
     */
    public Parts(
            String kind, List<Path> folders, String spi, ApiVersion api, Set<Path> onClassPath) {
        this.kind = kind;
        this.folders = List.copyOf(folders);
        List<String> prefixes = new ArrayList<>(PluginLoading.SHARED);
        prefixes.add(spi);
        this.shared = List.copyOf(prefixes);
        this.api = api;
        this.onClassPath = Set.copyOf(onClassPath);
    }

    /**
     * Opens the JAR of a type and makes its factory.
     *
     * @param type the id that the configuration names
     * @param expected the class that the factory must be of
     * @return the factory, or what is wrong
     */
    public Part open(String type, Class<?> expected) {
        JarReader reader = new JarReader(api);
        Set<String> known = new TreeSet<>();
        for (Path folder : folders.reversed()) {
            for (Path file : jars(folder, type)) {
                JarReading reading =
                        reader.read(file, new WorkFolder.Taken(file, ""), PluginJar.Origin.BUNDLED);
                String id = id(reading);
                if (id.equals(type)) {
                    return part(reading, expected);
                }
                known.add(id);
            }
        }
        return new Part.Missing(
                "The "
                        + kind
                        + " type '"
                        + type
                        + "' is not known. Known: "
                        + String.join(", ", known)
                        + ".");
    }

    /** Those of a folder, first those that are most likely of that type, to open no others. */
    private static List<Path> jars(Path folder, String type) {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
            files.forEach(jars::add);
        } catch (IOException absent) {
            // a home without the folder is the usual case
        }
        jars.sort(
                Comparator.<Path, Boolean>comparing(
                                file -> !String.valueOf(file.getFileName()).startsWith(type))
                        .thenComparing(Comparator.naturalOrder()));
        return jars;
    }

    private static String id(JarReading reading) {
        return switch (reading) {
            case JarReading.Good(PluginJar jar) -> jar.manifest().id();
            case JarReading.Bad(String name, List<Mistake> mistakes) -> name;
        };
    }

    private Part part(JarReading reading, Class<?> expected) {
        return switch (reading) {
            case JarReading.Good(PluginJar jar) -> make(jar, expected);
            case JarReading.Bad(String name, List<Mistake> mistakes) ->
                    new Part.Missing(
                            "The " + kind + " '" + name + "' cannot be loaded: " + mistakes);
        };
    }

    private Part make(PluginJar jar, Class<?> expected) {
        String id = jar.manifest().id();
        try {
            Object factory =
                    loader(jar)
                            .loadClass(jar.manifest().entryClass())
                            .getConstructor()
                            .newInstance();
            return expected.isInstance(factory)
                    ? new Part.Found(factory)
                    : new Part.Missing(
                            "The "
                                    + kind
                                    + " '"
                                    + id
                                    + "' cannot be used: "
                                    + jar.manifest().entryClass()
                                    + " is no "
                                    + expected.getName()
                                    + ".");
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return new Part.Missing(
                    "The "
                            + kind
                            + " '"
                            + id
                            + "' cannot be loaded from "
                            + jar.source()
                            + ": "
                            + e);
        }
    }

    private ClassLoader loader(PluginJar jar) {
        ClassLoader host = Parts.class.getClassLoader();
        if (onClassPath.contains(jar.copy())) {
            return host;
        }
        JarUnit unit = JarUnit.open(jar, PluginClassLoader.Import.all(shared, host));
        opened.add(unit);
        return unit.loader();
    }

    /** Closes the class loaders, after all parts have ended. */
    @Override
    public void close() {
        opened.reversed().forEach(JarUnit::close);
        opened.clear();
    }
}
