package dev.errand.platform.boot;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Packs what a plugin's project has compiled, with its manifest, into a JAR. The same classes make
 * the same bytes, so that what did not change is not loaded again.
 */
final class DevJar {

    private static final FileTime ALWAYS = FileTime.fromMillis(315_532_800_000L);

    private final Path project;
    private final Path file;

    /**
     * Made once.
     *
     * @param project the folder with {@code target/classes}
     * @param file where the JAR is written
     */
    DevJar(Path project, Path file) {
        this.project = project;
        this.file = file;
    }

    Path classes() {
        return project.resolve("target/classes");
    }

    /**
     * Whether it is known what the plugin is: by its compiled manifest, or that of a JAR made
     * before.
     */
    Optional<Manifest> manifest() throws IOException {
        Path compiled = classes().resolve("META-INF/MANIFEST.MF");
        if (Files.isRegularFile(compiled)) {
            try (InputStream in = Files.newInputStream(compiled)) {
                Manifest manifest = new Manifest(in);
                if (isPlugin(manifest)) {
                    return Optional.of(manifest);
                }
            }
        }
        return built();
    }

    private Optional<Manifest> built() throws IOException {
        if (!Files.isDirectory(project.resolve("target"))) {
            return Optional.empty();
        }
        List<Path> jars;
        try (Stream<Path> files = Files.list(project.resolve("target"))) {
            jars =
                    files.filter(jar -> jar.toString().endsWith(".jar"))
                            .sorted(
                                    Comparator.comparingLong(
                                            (Path jar) -> jar.toFile().lastModified()))
                            .toList();
        }
        for (Path jar : jars.reversed()) {
            try (JarFile open = new JarFile(jar.toFile())) {
                Optional<Manifest> manifest =
                        Optional.ofNullable(open.getManifest()).filter(DevJar::isPlugin);
                if (manifest.isPresent()) {
                    return manifest;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isPlugin(Manifest manifest) {
        return manifest.getMainAttributes().getValue("Plugin-Id") != null;
    }

    /** Writes it, beside its place and then into it. */
    Path pack(Manifest manifest) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        for (Path source : files(classes())) {
            String name = classes().relativize(source).toString().replace(File.separatorChar, '/');
            if (!name.equals(JarFile.MANIFEST_NAME)) {
                entries.put(name, Files.readAllBytes(source));
            }
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        Manifest whole = new Manifest(manifest);
        whole.getMainAttributes().putIfAbsent(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (OutputStream out = Files.newOutputStream(unfinished);
                JarOutputStream jar = new JarOutputStream(out)) {
            put(jar, JarFile.MANIFEST_NAME);
            whole.write(jar);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                put(jar, entry.getKey());
                jar.write(entry.getValue());
            }
        }
        return Files.move(
                unfinished,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static void put(JarOutputStream jar, String name) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setLastModifiedTime(ALWAYS);
        jar.putNextEntry(entry);
    }

    static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** What the plugin needs beside it, as the project's parent wrote it; without it, nothing. */
    List<Path> libraries() throws IOException {
        Path list = project.resolve("target/errand/libraries");
        if (!Files.isRegularFile(list)) {
            return List.of();
        }
        List<Path> libraries = new ArrayList<>();
        for (String library : Files.readString(list).strip().split(File.pathSeparator, -1)) {
            if (library.endsWith(".jar")) {
                libraries.add(Path.of(library));
            }
        }
        return libraries;
    }
}
