package dev.errand.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code errand plugins} and {@code errand repos}, while the bot is stopped and while it runs. */
class ShellIT {

    @TempDir Path temp;

    private Finished errand(String... words) throws InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Bot.DISTRIBUTION.resolve("bin/errand").toString()));
        command.add(words[0]);
        command.addAll(List.of("--home", temp.resolve("home").toString()));
        command.addAll(List.of(words).subList(1, words.length));
        ProcessBuilder process = new ProcessBuilder(command).directory(temp.toFile());
        process.environment().keySet().removeIf(name -> name.startsWith("ERRAND_"));
        return Finished.run(process, "");
    }

    private static Jar tide(String version) {
        return Jar.plugin(
                "tide",
                version,
                """
                public record Settings(@Default("Rome") String city) {}
                private final Settings settings;
                public Pack(Settings settings) { this.settings = settings; }
                @Command(value = "tide", description = "Says it")
                String tide() { return "%s in " + settings.city(); }
                """
                        .formatted(version));
    }

    @Test
    void theSameCommandsWorkWhetherTheBotRunsOrNot() throws Exception {
        tide("1.0.0").renameTo(temp.resolve("tide-1.jar"));
        tide("2.0.0").renameTo(temp.resolve("tide-2.jar"));

        Finished installed = errand("repos", "install", "tide-1.jar");
        assertThat(installed.out()).isEqualTo("tide 1.0.0 is in service.\n");
        assertThat(installed.exit()).isZero();

        try (Bot bot = Bot.start(temp.resolve("home"))) {
            assertThat(bot.answer("!tide")).isEqualTo("1.0.0 in Rome");
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(temp.resolve("home/data/shell"))))
                    .isEqualTo("rwx------");
            assertThat(errand("repos", "install", "tide-2.jar").out())
                    .contains("2.0.0 has replaced 1.0.0");
            assertThat(errand("plugins", "config", "tide", "set", "city", "New York").out())
                    .contains("in force");
            assertThat(bot.answer("!tide")).isEqualTo("2.0.0 in New York");
            assertThat(bot.answer("!repos")).contains("@shell:");
            Finished refused = errand("repos", "install", "nothing");
            assertThat(refused.out())
                    .contains("failed at the step 'source'", "errand repos add URL tells me of one")
                    .doesNotContain("!repos");
            assertThat(refused.exit()).isEqualTo(1);
            bot.kill();
        }

        assertThat(errand("repos", "rollback", "tide").out()).contains("1.0.0 has replaced 2.0.0");
        try (Bot bot = Bot.start(temp.resolve("home"))) {
            assertThat(bot.answer("!tide")).isEqualTo("1.0.0 in Rome");
            assertThat(errand("repos", "uninstall", "tide").out()).contains("is removed");
            assertThat(bot.answer("!tide")).startsWith("There is no command");
            assertThat(bot.leave().exit()).isZero();
        }
        assertThat(temp.resolve("home/data/shell/socket")).doesNotExist();
    }
}
