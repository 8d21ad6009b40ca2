package dev.errand.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Command;
import dev.errand.api.Plugin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginBuildTest {

    /** Nothing wrong with it. */
    public static final class Good implements Plugin {

        @Command(value = "good", description = "Is good")
        String good(int number) {
            return "good";
        }
    }

    /** Nearly everything wrong with it. */
    public static final class Wrong implements Plugin {

        /** Asks for what no host has. */
        public Wrong(Thread thread) {}

        @Command(value = "wrong", description = "Takes what cannot be typed")
        String one(Thread thread) {
            return "";
        }

        @Command(value = "wrong", description = "Has a name that is taken")
        Thread two() {
            return Thread.currentThread();
        }
    }

    @TempDir Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void goodClassesGetAManifestWithTheOnePluginAmongThem() throws IOException {
        copy(Good.class);

        assertThat(
                        classes(
                                "Plugin-Id=good",
                                "Plugin-Version=1.0.0",
                                "Plugin-Class=",
                                "Plugin-Description=Two\n  lines",
                                "Plugin-License=${plugin.license}"))
                .isZero();

        try (InputStream in = Files.newInputStream(folder.resolve("META-INF/MANIFEST.MF"))) {
            Attributes manifest = new Manifest(in).getMainAttributes();
            assertThat(manifest.getValue("Plugin-Id")).isEqualTo("good");
            assertThat(manifest.getValue("Plugin-Class")).isEqualTo(Good.class.getName());
            assertThat(manifest.getValue("Plugin-Description")).isEqualTo("Two lines");
            assertThat(manifest.getValue("Plugin-License")).isNull();
        }
    }

    @Test
    void allMistakesOfTheClassesAreListedAndNoManifestIsWritten() throws IOException {
        copy(Wrong.class);

        assertThat(classes("Plugin-Id=wrong", "Plugin-Version=1.0.0")).isOne();

        assertThat(said.toString(UTF_8))
                .contains("Wrong: the constructor's parameter of type Thread")
                .contains("Wrong.one: the argument")
                .contains("Wrong.two: returns Thread, which cannot be said")
                .contains("Wrong.two: has the command 'wrong', which Wrong.one has too");
        assertThat(folder.resolve("META-INF/MANIFEST.MF")).doesNotExist();
    }

    @Test
    void noPluginOrTwoOfThemAreSaid() throws IOException {
        assertThat(classes("Plugin-Id=none")).isOne();
        assertThat(said.toString(UTF_8)).contains("no class implements dev.errand.api.Plugin");

        copy(Good.class);
        copy(Wrong.class);
        assertThat(classes("Plugin-Id=two")).isOne();
        assertThat(said.toString(UTF_8))
                .contains("<plugin.class>", Good.class.getName(), Wrong.class.getName());
    }

    @Test
    void aJarWithTheApiInItIsRefused() throws IOException {
        Path jar =
                PluginJarBuilder.plugin("heavy", "1.0.0", "heavy.Heavy")
                        .source(
                                "heavy.Heavy",
                                "package heavy; public class Heavy implements dev.errand.api.Plugin {}")
                        .entry("dev/errand/api/Plugin.class", new byte[] {1})
                        .entry("org/slf4j/Logger.class", new byte[] {1})
                        .write(folder.resolve("heavy.jar"));

        assertThat(run("jar", jar.toString())).isOne();

        assertThat(said.toString(UTF_8))
                .contains("dev/errand/api/: is bundled in the JAR")
                .contains("org/slf4j/: is bundled in the JAR");
    }

    @Test
    void aJarIsLoadedAsABotWouldLoadIt() throws IOException {
        PluginJarBuilder jar =
                PluginJarBuilder.plugin("fine", "1.0.0", "fine.Fine")
                        .source(
                                "fine.Fine",
                                "package fine; public class Fine extends Base"
                                        + " implements dev.errand.api.Plugin {}")
                        .source("fine.Base", "package fine; public class Base {}");
        assertThat(run("jar", jar.write(folder.resolve("fine.jar")).toString())).isZero();

        jar.entry("fine/Lacking.class", new byte[] {1})
                .attribute("Plugin-Class", "fine.Lacking")
                .write(folder.resolve("fine.jar"));
        assertThat(run("jar", folder.resolve("fine.jar").toString())).isOne();
        assertThat(said.toString(UTF_8)).contains("fine.Lacking: cannot be loaded");
    }

    private void copy(Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream in = type.getResourceAsStream("/" + name)) {
            Files.copy(in, file);
        }
    }

    private int classes(String... attributes) throws IOException {
        List<String> args = new ArrayList<>(List.of("classes", folder.toString()));
        args.addAll(List.of(attributes));
        return run(args.toArray(String[]::new));
    }

    private int run(String... args) throws IOException {
        return PluginBuild.run(List.of(args), new PrintStream(said, true, UTF_8));
    }
}
