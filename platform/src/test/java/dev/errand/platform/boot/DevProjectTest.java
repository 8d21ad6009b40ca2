package dev.errand.platform.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What errand dev makes of a project's folder; its path has spaces and what a shell would read. */
class DevProjectTest {

    @TempDir Path folder;

    private Path project;

    @BeforeEach
    void make() throws IOException {
        project = Files.createDirectories(folder.resolve("my $(touch x) 'plugin'"));
        write("target/errand/classpath", System.getProperty("java.class.path"));
    }

    @Test
    void sourcesAreCompiledWithTheNamesOfTheirParameters() throws Exception {
        write("src/main/java/a/A.java", "package a; class A { void say(int number) {} }");

        assertThat(new DevCompiler(project).run()).isEmpty();

        assertThat(project.resolve("target/classes/a/A.class")).exists();
        assertThat(Files.readAllBytes(project.resolve("target/classes/a/A.class")))
                .asString()
                .contains("number");
    }

    @Test
    void anErrorIsShownByItsPlaceInTheProjectAndLeavesTheClasses() throws Exception {
        write("src/main/java/a/A.java", "package a; class A {}");
        new DevCompiler(project).run();
        byte[] before = Files.readAllBytes(project.resolve("target/classes/a/A.class"));

        write("src/main/java/a/A.java", "package a; class A { Strin s; }");
        Optional<String> said = new DevCompiler(project).run();

        assertThat(said).get().asString().startsWith("src").contains("A.java:1: error", "Strin");
        assertThat(Files.readAllBytes(project.resolve("target/classes/a/A.class")))
                .isEqualTo(before);
    }

    @Test
    void theSameClassesMakeTheSameBytes() throws Exception {
        write("target/classes/META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nPlugin-Id: a\n");
        write("target/classes/a/A.class", "bytes");
        DevJar jar = new DevJar(project, folder.resolve("dev.jar"));

        byte[] first = Files.readAllBytes(jar.pack(jar.manifest().orElseThrow()));
        write("target/classes/a/A.class", "bytes");
        byte[] second = Files.readAllBytes(jar.pack(jar.manifest().orElseThrow()));

        assertThat(second).isEqualTo(first);
        try (JarFile packed = new JarFile(folder.resolve("dev.jar").toFile())) {
            assertThat(packed.getManifest().getMainAttributes().getValue("Plugin-Id"))
                    .isEqualTo("a");
            assertThat(packed.stream().map(java.util.zip.ZipEntry::getName))
                    .containsExactly("META-INF/MANIFEST.MF", "a/A.class");
        }
    }

    @Test
    void aProjectWithoutAManifestIsKnownByTheJarThatItMadeLast() throws Exception {
        DevJar jar = new DevJar(project, folder.resolve("dev.jar"));
        assertThat(jar.manifest()).isEmpty();

        write("target/classes/META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nPlugin-Id: a\n");
        Files.copy(jar.pack(jar.manifest().orElseThrow()), project.resolve("target/a-1.jar"));
        Files.delete(project.resolve("target/classes/META-INF/MANIFEST.MF"));

        assertThat(jar.manifest().orElseThrow().getMainAttributes().getValue("Plugin-Id"))
                .isEqualTo("a");
    }

    @Test
    void librariesAreThoseThatTheBuildWrote() throws Exception {
        DevJar jar = new DevJar(project, folder.resolve("dev.jar"));
        assertThat(jar.libraries()).isEmpty();

        write("target/errand/libraries", "/a b/one.jar" + File.pathSeparator + "/two.jar\n");

        assertThat(jar.libraries()).containsExactly(Path.of("/a b/one.jar"), Path.of("/two.jar"));
    }

    @Test
    void mavenIsRunInTheProjectWithoutAShellAndItsErrorsAreShown() throws Exception {
        assumeThat(File.separatorChar).isEqualTo('/');
        Path bin = Files.createDirectories(folder.resolve("b i n"));
        Path maven = bin.resolve("mvn");
        Files.writeString(
                maven, "#!/bin/sh\npwd\nprintf '[ERROR] %s\\n' \"$@\"\n[ \"$4\" = good ]\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        DevBuild build = DevBuild.find(project, folder + File.pathSeparator + bin).orElseThrow();

        assertThat(build.run("good")).isEmpty();
        assertThat(build.run("bad; touch y"))
                .get()
                .asString()
                .contains(project.getFileName().toString(), "bad; touch y");
        assertThat(project.resolve("x")).doesNotExist();
        assertThat(project.resolve("y")).doesNotExist();
        assertThat(DevBuild.find(project, folder.toString())).isEmpty();
    }

    private void write(String file, String text) throws IOException {
        Path target = project.resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
    }
}
