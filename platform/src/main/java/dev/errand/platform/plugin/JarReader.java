package dev.errand.platform.plugin;

import dev.errand.platform.command.Mistake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads a JAR's manifest and looks for what cannot work, before any of its code is loaded. */
final class JarReader {

    private static final Pattern CLASS =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");

    private static final List<String> PROVIDED = List.of("dev/errand/api/", "org/slf4j/");

    private final ApiVersion api;

    JarReader(ApiVersion api) {
        this.api = api;
    }

    JarReading read(Path source, WorkFolder.Taken taken, PluginJar.Origin origin) {
        String fileName = String.valueOf(source.getFileName());
        List<Mistake> mistakes = new ArrayList<>();
        try (JarFile jar = new JarFile(taken.copy().toFile())) {
            Manifest manifest = jar.getManifest();
            if (manifest == null) {
                return bad(
                        fileName,
                        "has no manifest; build it with Plugin-Id, Plugin-Version and Plugin-Class in it");
            }
            PluginManifest read = manifest(manifest.getMainAttributes(), mistakes);
            checkContent(jar, read, mistakes);
            String name = read.id().isEmpty() ? fileName : read.id();
            return mistakes.isEmpty()
                    ? new JarReading.Good(
                            new PluginJar(
                                    read, source, taken.copy(), taken.sha256(), List.of(), origin))
                    : new JarReading.Bad(name, mistakes);
        } catch (ZipException e) {
            return bad(fileName, "is not a JAR, or was cut off: " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            return bad(fileName, "cannot be read: " + e.getMessage());
        }
    }

    static JarReading bad(String fileName, String problem) {
        return new JarReading.Bad(fileName, List.of(new Mistake(fileName, problem)));
    }

    private PluginManifest manifest(Attributes attributes, List<Mistake> mistakes) {
        PluginManifest manifest =
                new PluginManifest(
                        value(attributes, "Plugin-Id"),
                        value(attributes, "Plugin-Version"),
                        value(attributes, "Plugin-Class"),
                        value(attributes, "Plugin-Requires").isEmpty()
                                ? "*"
                                : value(attributes, "Plugin-Requires"),
                        dependencies(value(attributes, "Plugin-Dependencies"), mistakes),
                        exports(value(attributes, "Plugin-Exports"), mistakes),
                        value(attributes, "Plugin-Description"),
                        value(attributes, "Plugin-Provider"),
                        value(attributes, "Plugin-License"));
        check(
                mistakes,
                "Plugin-Id",
                manifest.id(),
                Dependency.ID.matcher(manifest.id()).matches(),
                "lower-case letters, digits, '.', '_' and '-', at most 64");
        check(
                mistakes,
                "Plugin-Version",
                manifest.version(),
                ApiVersion.isVersion(manifest.version()),
                "a semantic version such as 1.2.0");
        check(
                mistakes,
                "Plugin-Class",
                manifest.entryClass(),
                CLASS.matcher(manifest.entryClass()).matches(),
                "the full name of the class that implements Plugin");
        if (!ApiVersion.isRange(manifest.requires())) {
            mistakes.add(
                    new Mistake(
                            "manifest",
                            "Plugin-Requires is '"
                                    + manifest.requires()
                                    + "'; it must be a version range such as >=0.1.0"));
        } else if (!api.satisfies(manifest.requires())) {
            mistakes.add(
                    new Mistake(
                            "manifest",
                            "Plugin-Requires is '"
                                    + manifest.requires()
                                    + "', but this Errand has plugin-api "
                                    + api.version()));
        }
        return manifest;
    }

    private static List<Dependency> dependencies(String written, List<Mistake> mistakes) {
        try {
            return Dependency.parse(written);
        } catch (IllegalArgumentException e) {
            mistakes.add(new Mistake("manifest", "Plugin-Dependencies: " + e.getMessage()));
            return List.of();
        }
    }

    private static List<String> exports(String written, List<Mistake> mistakes) {
        List<String> packages = new ArrayList<>();
        for (String part : written.split(",", -1)) {
            String name = part.strip();
            if (name.isEmpty()) {
                continue;
            }
            if (CLASS.matcher(name).matches()) {
                packages.add(name);
            } else {
                mistakes.add(
                        new Mistake(
                                "manifest",
                                "Plugin-Exports has '"
                                        + name
                                        + "'; it must name packages, such as com.acme.weather.api"));
            }
        }
        return packages;
    }

    private static void check(
            List<Mistake> mistakes, String name, String value, boolean good, String wanted) {
        if (value.isEmpty()) {
            mistakes.add(new Mistake("manifest", name + " is missing; it must be " + wanted));
        } else if (!good) {
            mistakes.add(
                    new Mistake("manifest", name + " is '" + value + "'; it must be " + wanted));
        }
    }

    private static String value(Attributes attributes, String name) {
        @Nullable String value = attributes.getValue(name);
        return value == null ? "" : value.strip();
    }

    private static void checkContent(JarFile jar, PluginManifest manifest, List<Mistake> mistakes) {
        String entry = manifest.entryClass().replace('.', '/') + ".class";
        if (!manifest.entryClass().isEmpty() && jar.getEntry(entry) == null) {
            mistakes.add(
                    new Mistake(
                            "manifest",
                            "Plugin-Class is '"
                                    + manifest.entryClass()
                                    + "', but the JAR has no "
                                    + entry));
        }
        // a bundled copy would be other classes than the host's: no annotation would be found, and
        // nobody would know why
        jar.stream()
                .map(JarEntry::getName)
                .filter(name -> name.endsWith(".class"))
                .flatMap(name -> PROVIDED.stream().filter(name::startsWith))
                .distinct()
                .map(shared ->
                        new Mistake(
                                shared,
                                "is bundled in the JAR; the host provides it, so give the dependency the"
                                        + " scope 'provided'"))
                .forEach(mistakes::add);
    }
}
