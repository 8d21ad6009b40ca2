package dev.errand.platform.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsTest {

    /** What the JAR says that it is. */
    public static final class Factory implements Supplier<String> {
        @Override
        public String get() {
            return "made";
        }
    }

    @TempDir Path folder;

    private Path jar;

    @BeforeEach
    void pack() throws IOException {
        jar = folder.resolve("part.jar");
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Plugin-Id", "part");
        attributes.putValue("Plugin-Version", "1.0.0");
        attributes.putValue("Plugin-Class", Factory.class.getName());
        String entry = Factory.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out, manifest);
                InputStream code =
                        Objects.requireNonNull(
                                Factory.class.getClassLoader().getResourceAsStream(entry))) {
            packed.putNextEntry(new JarEntry(entry));
            packed.write(code.readAllBytes());
            packed.closeEntry();
        }
    }

    @Test
    void aPartHasClassesOfItsOwn() {
        try (Parts parts = parts(Set.of())) {
            assertThat(made(parts).getClass().getClassLoader())
                    .isInstanceOf(PluginClassLoader.class);
        }
    }

    @Test
    void thePartThatTheJvmWasStartedWithHasThoseOfTheHost() {
        try (Parts parts = parts(Set.of(jar))) {
            assertThat(made(parts)).isInstanceOf(Factory.class);
        }
    }

    @Test
    void anotherJarOfTheSameNameElsewhereHasClassesOfItsOwn() {
        try (Parts parts = parts(Set.of(folder.resolve("elsewhere").resolve("part.jar")))) {
            assertThat(made(parts)).isNotInstanceOf(Factory.class);
        }
    }

    @Test
    void aJarMayHaveAnyName() throws IOException {
        Files.move(jar, folder.resolve("a copy.jar"));

        try (Parts parts = parts(Set.of())) {
            assertThat(made(parts)).isNotInstanceOf(Factory.class);
        }
    }

    @Test
    void ofTwoWithOneIdTheOneInTheLaterFolderCounts(@TempDir Path later) throws IOException {
        Files.copy(jar, later.resolve("a copy.jar"));
        Set<Path> onClassPath = Set.of(jar);

        try (Parts parts = parts(List.of(folder, later), onClassPath);
                Parts reversed = parts(List.of(later, folder), onClassPath)) {
            assertThat(made(parts)).isNotInstanceOf(Factory.class);
            assertThat(made(reversed)).isInstanceOf(Factory.class);
        }
    }

    @Test
    void aTypeThatNobodyIsNamesThoseThatAreThere() throws IOException {
        Files.writeString(folder.resolve("broken.jar"), "no JAR at all");

        try (Parts parts = parts(Set.of())) {
            assertThat(parts.open("prat", Supplier.class))
                    .isEqualTo(
                            new Parts.Part.Missing(
                                    "The part type 'prat' is not known. Known: broken.jar, part."));
        }
    }

    private Parts parts(Set<Path> onClassPath) {
        return parts(List.of(folder), onClassPath);
    }

    private static Parts parts(List<Path> folders, Set<Path> onClassPath) {
        return new Parts("part", folders, "none.", new ApiVersion("0.1.0"), onClassPath);
    }

    private static Object made(Parts parts) {
        return switch (parts.open("part", Supplier.class)) {
            case Parts.Part.Found(Object factory) -> factory;
            case Parts.Part.Missing(String problem) -> throw new AssertionError(problem);
        };
    }
}
