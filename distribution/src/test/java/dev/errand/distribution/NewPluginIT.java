package dev.errand.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project of {@code errand new-plugin}, built with the distribution, Maven, Central and an empty
 * local repository. It fetches all that Maven itself needs, which takes a minute or more, so only
 * the long profile runs it; without Maven or Central it is skipped.
 */
class NewPluginIT {

    /** With its {@code -SNAPSHOT}, which the API's own version leaves out. */
    private static final String VERSION =
            String.valueOf(Bot.DISTRIBUTION.getFileName()).substring("errand-".length());

    @TempDir Path folder;

    @Test
    void aNewPluginIsBuiltAndAMistakeInACommandFailsItsBuild() throws Exception {
        assumeTrue(Boolean.getBoolean("errand.new-plugin.build"), "it takes -Plong");
        assumeTrue(isCentralThere(), "Central cannot be reached");
        Finished made =
                Finished.run(
                        new ProcessBuilder(
                                        Bot.DISTRIBUTION.resolve("bin/errand").toString(),
                                        "new-plugin",
                                        "weather")
                                .directory(folder.toFile()),
                        "");
        assertThat(made.exit()).isZero();

        String good = maven();
        assertThat(good).contains("BUILD SUCCESS", "Tests run: 1");

        Path source = folder.resolve("weather/src/main/java/plugins/weather/WeatherPlugin.java");
        Files.writeString(
                source,
                Files.readString(source)
                        .replace("show(String topic)", "show(Thread topic)")
                        .replace("get(topic)", "get(\"\")")
                        .replace("weather note\"", "weather show\""));
        String bad = maven();
        assertThat(bad)
                .contains(
                        "BUILD FAILURE",
                        "WeatherPlugin.show: the argument 'topic' has the type java.lang.Thread",
                        "has the command 'weather show'",
                        "what is wrong is listed above")
                .doesNotContain("ExecuteException", "\tat ");
    }

    /** Or Maven would go on with the snapshots that it has once, whatever was built since. */
    @Test
    void theSnapshotsForAuthorsHaveTheTimeOfTheirBuild() throws Exception {
        assumeTrue(VERSION.endsWith("-SNAPSHOT"), "releases do not change");
        Path libraries = Bot.DISTRIBUTION.resolve("maven/dev/errand");
        try (Stream<Path> artifacts = Files.list(libraries)) {
            for (Path artifact : artifacts.toList()) {
                Path folder = artifact.resolve(VERSION);
                String metadata = Files.readString(folder.resolve("maven-metadata.xml"));
                String stamp =
                        metadata.replaceFirst("(?s).*<timestamp>([\\d.]+)</timestamp>.*", "$1");
                assertThat(stamp).matches("\\d{8}\\.\\d{6}");
                String name =
                        artifact.getFileName() + "-" + VERSION.replace("SNAPSHOT", stamp + "-1");
                assertThat(folder.resolve(name + ".pom")).exists();
            }
        }
    }

    private String maven() throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        Process maven;
        try {
            maven =
                    new ProcessBuilder(
                                    List.of(
                                            "mvn",
                                            "-B",
                                            "-ntp",
                                            "-Dmaven.repo.local=" + folder.resolve("repository"),
                                            "verify"))
                            .directory(folder.resolve("weather").toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .start();
        } catch (IOException e) {
            assumeTrue(false, "Maven cannot be started: " + e.getMessage());
            throw e;
        }
        if (!maven.waitFor(10, TimeUnit.MINUTES)) {
            maven.destroyForcibly();
        }
        return Files.readString(said);
    }

    private static boolean isCentralThere() {
        try (Socket socket = new Socket()) {
            InetAddress central = InetAddress.getAllByName("repo.maven.apache.org")[0];
            socket.connect(new InetSocketAddress(central, 443), 3000);
            return true;
        } catch (IOException unreachable) {
            return false;
        }
    }
}
