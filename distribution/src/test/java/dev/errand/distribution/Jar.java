package dev.errand.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A JAR in the making: Java sources, compiled against what the distribution gives plugin authors,
 * and entries of the manifest.
 */
final class Jar {

    /** Folders with the classes of sources that were compiled before in this JVM. */
    private static final Map<Map<String, String>, Path> COMPILED = new ConcurrentHashMap<>();

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> manifest = new LinkedHashMap<>();

    /** A plugin of one class {@code pack.Pack}, whose body is given. */
    static Jar plugin(String id, String version, String body) {
        return new Jar()
                .manifest("Plugin-Id", id)
                .manifest("Plugin-Version", version)
                .manifest("Plugin-Class", "pack.Pack")
                .source(
                        "pack/Pack.java",
                        """
                        package pack;
                        import dev.errand.api.*;
                        public final class Pack implements Plugin {
                            %s
                        }
                        """
                                .formatted(body));
    }

    /** A plugin with one command, {@code <id> say}, that says one thing. */
    static Jar saying(String id, String version, String what) {
        return plugin(
                id,
                version,
                """
                @Command(value = "%s say", description = "Says something")
                String say() {
                    return "%s";
                }
                """
                        .formatted(id, what));
    }

    Jar source(String path, String text) {
        sources.put(path, text);
        return this;
    }

    Jar manifest(String name, String value) {
        manifest.put(name, value);
        return this;
    }

    /** Makes it at its place as people should: written beside it, then renamed. */
    Path renameTo(Path place) {
        Path part = place.resolveSibling(place.getFileName() + ".part");
        try (OutputStream out = Files.newOutputStream(part)) {
            out.write(bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return move(part, place);
    }

    /** Writes into the file that is at its place, as people do. */
    void overwrite(Path place) {
        byte[] bytes = bytes();
        try (OutputStream out = Files.newOutputStream(place)) {
            int half = bytes.length / 2;
            out.write(bytes, 0, half);
            out.flush();
            out.write(bytes, half, bytes.length - half);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path move(Path from, Path to) {
        try {
            return Files.move(
                    from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes() {
        try {
            Path work = COMPILED.computeIfAbsent(Map.copyOf(sources), Jar::compiled);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Manifest entries = new Manifest();
            entries.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.forEach(entries.getMainAttributes()::putValue);
            try (JarOutputStream jar = new JarOutputStream(bytes, entries);
                    Stream<Path> files = Files.walk(work)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                    jar.putNextEntry(new JarEntry(work.relativize(file).toString()));
                    jar.write(Files.readAllBytes(file));
                }
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path compiled(Map<String, String> sources) {
        try {
            Path work = Files.createTempDirectory("errand-jar");
            if (!sources.isEmpty()) {
                compile(work, sources);
            }
            return work;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compile(Path work, Map<String, String> sources) throws IOException {
        List<String> options =
                new ArrayList<>(
                        List.of("-parameters", "-proc:none", "-d", work.toString(), "-cp", api()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = work.resolve(source.getKey());
            Files.createDirectories(file.getParent());
            options.add(Files.writeString(file, source.getValue(), UTF_8).toString());
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int result =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, said, said, options.toArray(String[]::new));
        if (result != 0) {
            throw new AssertionError(said.toString(UTF_8));
        }
    }

    private static String api() throws IOException {
        try (Stream<Path> libraries = Files.list(Bot.DISTRIBUTION.resolve("lib"))) {
            return libraries
                    .filter(file -> file.getFileName().toString().startsWith("plugin-api-"))
                    .map(Path::toString)
                    .findAny()
                    .orElseThrow();
        }
    }
}
