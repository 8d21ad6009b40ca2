package dev.errand.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a plugin's JAR out of source text, with the JDK's compiler, for tests of loading. */
public final class PluginJarBuilder {

    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private PluginJarBuilder() {}

    /**
     * Begins a JAR with a complete manifest.
     *
     * @param id its {@code Plugin-Id}
     * @param version its {@code Plugin-Version}
     * @param entryClass its {@code Plugin-Class}
     * @return the builder
     */
    public static PluginJarBuilder plugin(String id, String version, String entryClass) {
        return new PluginJarBuilder()
                .attribute("Plugin-Id", id)
                .attribute("Plugin-Version", version)
                .attribute("Plugin-Class", entryClass);
    }

    /**
     * Begins a JAR without any plugin's attribute.
     *
     * @return the builder
     */
    public static PluginJarBuilder bare() {
        return new PluginJarBuilder();
    }

    /**
     * Sets an attribute of the manifest.
     *
     * @param name its name
     * @param value its value
     * @return this
     */
    public PluginJarBuilder attribute(String name, String value) {
        attributes.put(name, value);
        return this;
    }

    /**
     * Adds a source file.
     *
     * @param className the full name of its class
     * @param text the file's whole text
     * @return this
     */
    public PluginJarBuilder source(String className, String text) {
        sources.put(className, text);
        return this;
    }

    /**
     * Adds any other entry.
     *
     * @param name its path in the JAR
     * @param content its bytes
     * @return this
     */
    public PluginJarBuilder entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    /**
     * Compiles and writes the JAR, in place of any other.
     *
     * @param file where
     * @return the file
     * @throws IOException if it cannot be written
     * @throws IllegalArgumentException with the compiler's words if a source does not compile
     */
    public Path write(Path file) throws IOException {
        Path classes = Files.createTempDirectory("errand-classes");
        try {
            if (!sources.isEmpty()) {
                PluginCompiler.SHARED.compile(sources, classes);
            }
            try (OutputStream out = Files.newOutputStream(file);
                    JarOutputStream jar = new JarOutputStream(out, manifest())) {
                addTree(jar, classes);
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    jar.putNextEntry(new JarEntry(entry.getKey()));
                    jar.write(entry.getValue());
                }
            }
            return file;
        } finally {
            deleteTree(classes);
        }
    }

    private Manifest manifest() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        return manifest;
    }

    private static void addTree(JarOutputStream jar, Path root) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            jar.putNextEntry(new JarEntry(root.relativize(file).toString().replace('\\', '/')));
            Files.copy(file, jar);
        }
    }

    private static void deleteTree(Path root) throws IOException {
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path folder, @Nullable IOException failure) throws IOException {
                        Files.delete(folder);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
