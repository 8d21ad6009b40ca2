package dev.errand.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bots that are killed while the bytes of a plugin come over HTTPS: the next start has what was
 * there before, nothing of the download, and installs as if nothing had been.
 */
class DownloadKillIT {

    @TempDir Path temp;

    private Path home;

    @Test
    void aKillWhileBytesFlowLeavesTheOldVersionOrNoneAndNothingOfTheDownload() throws Exception {
        home = Files.createDirectories(temp.resolve("home"));
        try (TlsServer server = new TlsServer(temp)) {
            server.publish(tide("1.0.0"), "tide-1.0.0.jar");
            try (Bot bot = start(server)) {
                assertThat(bot.answer("!repos add " + server.url())).contains("1 plugin");
                killDuring("!repos install tide", bot, server);
            }
            try (Bot bot = start(server)) {
                assertThat(bot.answer("!tide")).contains("There is no command");
                assertThat(leftovers()).isEmpty();
                assertThat(bot.answer("!repos install tide")).contains("tide 1.0.0 is in service.");
                assertThat(bot.answer("!tide")).isEqualTo("1.0.0");
                server.publish(tide("2.0.0"), "tide-2.0.0.jar");
                killDuring("!repos update tide", bot, server);
            }
            try (Bot bot = start(server)) {
                assertThat(bot.answer("!tide")).isEqualTo("1.0.0");
                assertThat(bot.answer("!plugins")).doesNotContain("broken");
                assertThat(leftovers()).isEmpty();
                assertThat(bot.answer("!repos update tide"))
                        .contains("tide 2.0.0 has replaced 1.0.0.");
                assertThat(bot.answer("!tide")).isEqualTo("2.0.0");
            }
        }
    }

    private Bot start(TlsServer server) throws Exception {
        ProcessBuilder command = Bot.command(home);
        command.environment().put("ERRAND_JAVA_OPTS", server.javaOptions());
        return Bot.start(command);
    }

    private void killDuring(String command, Bot bot, TlsServer server) throws Exception {
        server.slow(true);
        bot.say(command);
        long[] last = {0};
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(30))
                .failFast(() -> bot.hasSaidSomething())
                .until(() -> {
                    long before = last[0];
                    last[0] = inQuarantine();
                    return before > 0 && last[0] > before;
                });
        bot.kill();
        server.slow(false);
    }

    private long inQuarantine() {
        return files(home.resolve("data/repository/quarantine"))
                .mapToLong(file -> file.toFile().length())
                .filter(length -> length > 0)
                .max()
                .orElse(0);
    }

    /** Files of the repository that the lock does not name. */
    private List<String> leftovers() throws IOException {
        Path lock = home.resolve("plugins.lock");
        String locked = Files.exists(lock) ? Files.readString(lock) : "";
        return files(home.resolve("data/repository"))
                .map(file -> String.valueOf(file.getFileName()))
                .filter(name -> !name.equals("repositories.json"))
                .filter(name -> !locked.contains(name.replace(".jar", "")))
                .toList();
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList().stream();
        } catch (IOException | UncheckedIOException changing) {
            return Stream.of();
        }
    }

    private static Jar tide(String version) {
        return Jar.plugin(
                "tide",
                version,
                """
                @Command(value = "tide", description = "Says it")
                String tide() { return "%s"; }
                """
                        .formatted(version));
    }
}
