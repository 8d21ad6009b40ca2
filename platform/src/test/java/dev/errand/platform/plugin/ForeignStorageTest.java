package dev.errand.platform.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.platform.config.Binding;
import dev.errand.platform.config.Section;
import dev.errand.storage.contract.StorageContract;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageContext;
import dev.errand.storage.spi.StorageFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A storage that this build knows nothing of, built into a JAR as a third party would, found by the
 * host as any other, and held to the contract.
 */
class ForeignStorageTest extends StorageContract {

    @TempDir private static Path home;

    private static Parts parts;
    private static StorageFactory<?> factory;

    @BeforeAll
    static void buildAndFind() throws IOException {
        Path source =
                Files.createDirectories(home.resolve("src")).resolve("FilesStorageFactory.java");
        try (InputStream in =
                ForeignStorageTest.class.getResourceAsStream(
                        "/foreign/FilesStorageFactory.java.txt")) {
            Files.write(source, in.readAllBytes());
        }
        Path classes = Files.createDirectories(home.resolve("classes"));
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-cp",
                                classPath,
                                "-d",
                                classes.toString(),
                                source.toString());
        assertThat(status).as("javac").isZero();
        Path folder = Files.createDirectories(home.resolve("storage-backends"));
        pack(classes, folder.resolve("files.jar"));
        parts =
                new Parts(
                        "storage",
                        List.of(folder),
                        "dev.errand.storage.spi.",
                        new ApiVersion("0.1.0"),
                        Set.of());
        factory =
                switch (parts.open("files", StorageFactory.class)) {
                    case Parts.Part.Found(Object found) -> (StorageFactory<?>) found;
                    case Parts.Part.Missing(String problem) -> throw new AssertionError(problem);
                };
    }

    private static void pack(Path classes, Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Plugin-Id", "files");
        attributes.putValue("Plugin-Version", "1.0.0");
        attributes.putValue("Plugin-Class", "com.example.files.FilesStorageFactory");
        attributes.putValue("Plugin-Requires", ">=0.1.0");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                packed.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, packed);
                packed.closeEntry();
            }
        }
    }

    @AfterAll
    static void letGo() {
        parts.close();
    }

    @Override
    protected Storage open(StorageContext context) {
        return open(factory, context);
    }

    private static <S extends Record> Storage open(
            StorageFactory<S> factory, StorageContext context) {
        Section section = Section.of("storage", Map.of("folder", "values"));
        return switch (section.bind(factory.settings())) {
            case Binding.Bound<S>(S settings) -> factory.open(settings, context);
            case Binding.Rejected<S> rejected -> throw new AssertionError(rejected.problems());
        };
    }

    @Test
    void itsClassesComeFromItsOwnJar() {
        assertThat(factory.getClass().getName()).isEqualTo("com.example.files.FilesStorageFactory");
        assertThat(factory.getClass().getClassLoader())
                .isNotEqualTo(ForeignStorageTest.class.getClassLoader());
        assertThat(storage().health().detail()).startsWith("files in").contains("values");
    }
}
