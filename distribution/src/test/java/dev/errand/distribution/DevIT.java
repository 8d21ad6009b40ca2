package dev.errand.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * {@code errand dev} on a project whose Maven has nothing to do, so that it needs no network.
 * Alone, because it looks at the time.
 */
@Isolated
class DevIT {

    private static final String SOURCE =
            """
            package pack;
            import dev.errand.api.*;
            public final class Pack implements Plugin {
                @Command(value = "dev say", description = "Says something")
                String say() { return "%s"; }
            }
            """;

    @TempDir Path folder;

    @Test
    void whatIsSavedServesWithinThreeSecondsAndWhatIsWrongLeavesWhatServed() throws Exception {
        Path project = project();
        try (Bot bot = Bot.start(command(project))) {
            within(20, () -> bot.log().contains("Building the plugin"));
            save(project, SOURCE.formatted("one"));
            within(20, () -> bot.answer("!dev say").equals("one"));
            assertThat(bot.log()).contains("Plugin dev-one 1.0.0 is in service: dev say.");

            save(project, SOURCE.formatted("two"));
            within(3, () -> bot.answer("!dev say").equals("two"));
            assertThat(bot.log()).contains("Plugin dev-one 1.0.0 has replaced 1.0.0.");

            save(project, SOURCE.replace("String say", "Strin say"));
            within(10, () -> bot.log().contains("does not compile"));
            assertThat(bot.log()).contains("src/main/java/pack/Pack.java:5: error");
            save(project, SOURCE.formatted("three").replace("say()", "say(Thread thread)"));
            within(10, () -> bot.log().contains("cannot be typed in a chat"));
            assertThat(bot.answer("!dev say")).isEqualTo("two");

            // somebody else compiled
            manifest(project, "1.1.0");
            save(project, SOURCE.formatted("four"));
            within(10, () -> bot.log().contains("Plugin dev-one 1.1.0 has replaced 1.0.0."));
            within(3, () -> bot.answer("!dev say").equals("four"));
            assertThat(bot.leave().exit()).isZero();
        }
        assertThat(project.resolve(".errand/data")).isDirectory();
    }

    @Test
    void aFolderThatIsNoProjectIsSaid() throws Exception {
        Finished finished = Finished.run(command(folder), "");

        assertThat(finished.exit()).isOne();
        assertThat(finished.err()).contains("has no pom.xml", folder.toString());
    }

    private ProcessBuilder command(Path project) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path maven = Files.writeString(bin.resolve("mvn"), "#!/bin/sh\nexit 0\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        ProcessBuilder process =
                new ProcessBuilder(
                        Bot.DISTRIBUTION.resolve("bin/errand").toString(),
                        "dev",
                        project.toString());
        process.environment().keySet().removeIf(name -> name.startsWith("ERRAND_"));
        process.environment().merge("PATH", bin.toString(), (old, mine) -> mine + ":" + old);
        return process;
    }

    private Path project() throws IOException {
        Path project = Files.createDirectories(folder.resolve("a project"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        manifest(project, "1.0.0");
        Files.createDirectories(project.resolve("target/errand"));
        try (Stream<Path> libraries = Files.list(Bot.DISTRIBUTION.resolve("lib"))) {
            Path api =
                    libraries
                            .filter(jar -> jar.getFileName().toString().startsWith("plugin-api-"))
                            .findAny()
                            .orElseThrow();
            Files.writeString(project.resolve("target/errand/classpath"), api.toString());
        }
        return project;
    }

    private static void manifest(Path project, String version) throws IOException {
        Path file = project.resolve("target/classes/META-INF/MANIFEST.MF");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "Manifest-Version: 1.0\nPlugin-Id: dev-one\nPlugin-Class: pack.Pack\nPlugin-Version: "
                        + version
                        + "\n");
    }

    private static void save(Path project, String text) throws IOException {
        Path file = project.resolve("src/main/java/pack/Pack.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void within(int seconds, Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(seconds))
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
    }
}
