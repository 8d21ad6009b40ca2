package dev.errand.testkit;

import dev.errand.api.Plugin;
import dev.errand.platform.boot.Bot;
import dev.errand.platform.command.Mistake;
import dev.errand.platform.plugin.PluginCheck;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * What {@code plugin-parent} runs in the build of a plugin, so that a mistake fails the build and
 * not the bot. The host's own scanner does the looking.
 *
 * <p>{@code classes DIR Name=value …} checks the classes in a folder, which is on the class path,
 * and writes their manifest to {@code DIR/META-INF/MANIFEST.MF}; {@code jar FILE} checks the
 * finished JAR. The exit status is 1 if anything is wrong, and standard error names all of it. With
 * the system property {@code errand.mistakes} the status is 3 instead, and the file that it names
 * is there as long as anything is wrong.
 */
public final class PluginBuild {

    private static final String ENTRY = "Plugin-Class";
    private static final String MISTAKES = "errand.mistakes";
    private static final int TOLD = 3;

    private PluginBuild() {}

    /**
     * Runs.
     *
     * @param args as above
     * @throws IOException if something cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        QuietLog.unlessConfigured();
        String mistakes = System.getProperty(MISTAKES, "");
        int status = run(List.of(args), System.err);
        System.exit(mistakes.isEmpty() ? status : told(status, Path.of(mistakes)));
    }

    /** The file ends the build; a status of its own, since a JVM that cannot run ends with 1. */
    private static int told(int status, Path mistakes) throws IOException {
        Files.deleteIfExists(mistakes);
        if (status == 0) {
            return 0;
        }
        Files.createDirectories(Objects.requireNonNull(mistakes.toAbsolutePath().getParent()));
        Files.createFile(mistakes);
        return TOLD;
    }

    static int run(List<String> args, PrintStream err) throws IOException {
        if (args.size() < 2) {
            throw new IllegalArgumentException(
                    "It takes 'classes DIR Name=value …' or 'jar FILE', and got " + args);
        }
        Path place = Path.of(args.get(1));
        List<Mistake> mistakes =
                args.getFirst().equals("jar")
                        ? PluginCheck.ofJar(place, Bot.apiVersion())
                        : classes(place, attributes(args.subList(2, args.size())));
        if (mistakes.isEmpty()) {
            return 0;
        }
        err.println("The plugin could not be put in service by a bot:");
        mistakes.forEach(mistake -> err.println("  - " + mistake));
        return 1;
    }

    private static List<Mistake> classes(Path folder, Map<String, String> attributes)
            throws IOException {
        List<Class<?>> all = new ArrayList<>();
        List<Mistake> mistakes = new ArrayList<>();
        for (String name : names(folder)) {
            try {
                all.add(Class.forName(name, false, PluginBuild.class.getClassLoader()));
            } catch (ClassNotFoundException | LinkageError e) {
                mistakes.add(new Mistake(name, "cannot be loaded: " + e));
            }
        }
        if (!attributes.containsKey(ENTRY)) {
            entry(all, attributes, mistakes);
        }
        String entry = attributes.getOrDefault(ENTRY, "");
        all.stream()
                .filter(type -> type.getName().equals(entry))
                .findFirst()
                .ifPresentOrElse(
                        type ->
                                mistakes.addAll(
                                        PluginCheck.ofClasses(
                                                attributes.getOrDefault("Plugin-Id", ""),
                                                type,
                                                all)),
                        () -> {
                            if (!entry.isEmpty()) {
                                mistakes.add(
                                        new Mistake(
                                                ENTRY,
                                                "is '"
                                                        + entry
                                                        + "', but there is no such class in "
                                                        + folder));
                            }
                        });
        if (mistakes.isEmpty()) {
            write(folder.resolve("META-INF/MANIFEST.MF"), attributes);
        }
        return mistakes;
    }

    private static void entry(
            List<Class<?>> all, Map<String, String> attributes, List<Mistake> mistakes) {
        List<String> plugins =
                all.stream()
                        .filter(Plugin.class::isAssignableFrom)
                        .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                        .map(Class::getName)
                        .toList();
        if (plugins.size() == 1) {
            attributes.put(ENTRY, plugins.getFirst());
        } else {
            mistakes.add(
                    new Mistake(
                            ENTRY,
                            plugins.isEmpty()
                                    ? "no class implements " + Plugin.class.getName()
                                    : "name one with <plugin.class> in pom.xml; there are "
                                            + String.join(", ", plugins)));
        }
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(folder::relativize)
                    .map(file -> file.toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(".class"))
                    .filter(file -> !file.endsWith("-info.class") && !file.startsWith("META-INF/"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, String> attributes(List<String> written) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String pair : written) {
            List<String> parts = Arrays.asList(pair.split("=", 2));
            String value = parts.size() == 2 ? parts.get(1).replaceAll("\\s+", " ").strip() : "";
            // Maven leaves a property that is not set as it is
            if (!value.isEmpty() && !value.startsWith("${")) {
                attributes.put(parts.getFirst(), value);
            }
        }
        return attributes;
    }

    private static void write(Path file, Map<String, String> attributes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        // libraries inside may have classes for newer Java under META-INF/versions
        manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        attributes.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        try (OutputStream out = Files.newOutputStream(file)) {
            manifest.write(out);
        }
    }
}
