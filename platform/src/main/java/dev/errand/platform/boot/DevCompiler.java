package dev.errand.platform.boot;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a project's sources by the JDK's compiler in this JVM: a Maven for each change would
 * take most of the three seconds that a change may take. Maven has written before with what.
 */
final class DevCompiler {

    private final Path project;
    private final Path sources;
    private final Path compiled;

    DevCompiler(Path project) {
        this.project = project;
        this.sources = project.resolve("src/main/java");
        this.compiled = project.resolve("target/errand/compiled");
    }

    /** Whether there is a compiler, and it is known what the project is compiled against. */
    boolean isReady() {
        return Files.isRegularFile(classPath()) && ToolProvider.getSystemJavaCompiler() != null;
    }

    private Path classPath() {
        return project.resolve("target/errand/classpath");
    }

    /**
     * Compiles all, aside, and then puts into {@code target/classes} what became other.
     *
     * @return what the compiler said if it failed
     */
    Optional<String> run() throws IOException {
        @Nullable JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IOException("this Java has no compiler");
        }
        clear();
        Files.createDirectories(compiled);
        List<Path> files =
                DevJar.files(sources).stream()
                        .filter(file -> file.toString().endsWith(".java"))
                        .toList();
        StringWriter said = new StringWriter();
        List<String> options =
                List.of(
                        "-d",
                        compiled.toString(),
                        "-parameters",
                        "-g",
                        "-proc:none",
                        "-cp",
                        Files.readString(classPath()).strip());
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            if (!compiler.getTask(
                            said,
                            manager,
                            null,
                            options,
                            null,
                            manager.getJavaFileObjectsFromPaths(files))
                    .call()) {
                return Optional.of(
                        said.toString()
                                .replace(project + File.separator, "")
                                .strip()
                                .replace("\n", "\n  "));
            }
        }
        exchange();
        return Optional.empty();
    }

    private void exchange() throws IOException {
        Path classes = project.resolve("target/classes");
        for (Path fresh : DevJar.files(compiled)) {
            Path old = classes.resolve(compiled.relativize(fresh));
            if (Files.notExists(old) || Files.mismatch(fresh, old) >= 0) {
                Files.createDirectories(old.toAbsolutePath().getParent());
                Files.move(fresh, old, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void clear() throws IOException {
        if (Files.isDirectory(compiled)) {
            List<Path> all;
            try (Stream<Path> files = Files.walk(compiled)) {
                all = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }
}
