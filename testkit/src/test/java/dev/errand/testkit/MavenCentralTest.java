package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Maven Central itself, or the mirror of it that the user's {@code settings.xml} names. */
@Isolated
class MavenCentralTest {

    @TempDir Path home;

    @BeforeEach
    void asTheUserHasIt() throws IOException {
        Path settings = Path.of(System.getProperty("user.home"), ".m2", "settings.xml");
        if (Files.isRegularFile(settings)) {
            Files.copy(settings, home.resolve("settings.xml"));
        }
    }

    private static String reply(TestBot bot, String line) {
        List<String> said = bot.admin().says(line).replies();
        String reply = said.getLast();
        assumeFalse(
                reply.contains("'maven'"), "Maven Central cannot be reached from here: " + reply);
        return reply;
    }

    @Test
    void anArtefactOfCentralIsFetchedWithItsDependenciesAndFoundToBeNoPlugin() {
        try (TestBot bot = TestBot.setup().home(home).start()) {
            // commons-text brings commons-lang3; both checksums must hold before anything is read
            String pinned = reply(bot, "!repos install org.apache.commons:commons-text:1.13.0");
            assertThat(pinned)
                    .contains("'manifest'", "Plugin-Id is missing", "Nothing was changed");
            String newest = reply(bot, "!repos install org.apache.commons:commons-text");
            assertThat(newest).contains("'manifest'");
        }
        assertThat(home.resolve("plugins.lock")).doesNotExist();
    }
}
