package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Command;
import dev.errand.api.Plugin;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogCommandsTest {

    /** Says what its log lines would be marked with. */
    public static final class Marks implements Plugin {
        @Command(value = "marks", description = "Shows the marks")
        String marks() {
            Map<String, String> marks = MDC.getCopyOfContextMap();
            return marks == null ? "none" : String.join(",", marks.keySet());
        }
    }

    @Test
    void onlyAnAdminSeesAndSetsTheLog() {
        try (TestBot bot = TestBot.running()) {
            for (String line : new String[] {"!log tail", "!log level", "!log level root off"}) {
                bot.person("ann").in("#ops").says(line).privately().repliesContaining("for admin");
            }
        }
    }

    @Test
    void aLevelIsSetAndShownAndASlipIsExplained() {
        try (TestBot bot = TestBot.running()) {
            bot.admin().says("!log level test.x debug").repliesContaining("test.x is at DEBUG now");
            assertThat(bot.admin().says("!log level").replies().toString())
                    .contains("test.x", "DEBUG", "ROOT");
            bot.admin().says("!log level test.x default").repliesContaining("test.x is at");
            bot.admin().says("!log level test.x loud").repliesContaining("'loud' is no level");
            bot.admin().says("!log level test.x").repliesContaining("Say the level too");
            bot.admin().says("!log tail 0").repliesContaining("It is 1 to 200 lines");
        }
    }

    @Test
    void whatAPluginLogsIsMarkedWithTheMessage() {
        try (TestBot bot = TestBot.running(Marks.class)) {
            bot.person("ann").says("!marks").repliesWith("message");
        }
    }
}
