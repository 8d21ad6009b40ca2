package dev.errand.docs;

import dev.errand.testkit.TestBot;
import dev.errand.testkit.TestPerson;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeployPluginTest {

    // region test
    @Test
    void remembersWhatWasDeployed() {
        try (TestBot bot = TestBot.running(DeployPlugin.class)) {
            TestPerson ann = bot.admin();

            ann.says("!deploy staging 1.4.2 because of a bug").repliesContaining("Deployed 1.4.2");
            ann.says("!deploy list").repliesContaining("1.4.2");
        }
    }

    @Test
    void nobodyElseMayDeploy() {
        try (TestBot bot = TestBot.running(DeployPlugin.class)) {
            bot.person("bob").says("!deploy staging 1.4.2").repliesContaining("admin");
        }
    }

    // endregion

    // region test-settings
    @Test
    void listensInRoomsOnly() {
        Map<String, String> settings = Map.of("server", "https://deploy.example.com");
        try (TestBot bot =
                TestBot.setup().plugins(DeployPlugin.class).settings("deploy", settings).start()) {
            TestPerson ann = bot.person("ann");

            ann.says("see OPS-12").saysNothing();
            ann.in("#ops").says("see OPS-12").repliesContaining("/OPS-12");
        }
    }

    // endregion

    @Test
    void comparesVersionsOfItsOwnType() {
        try (TestBot bot = TestBot.running(DeployPlugin.class)) {
            TestPerson ann = bot.person("ann");

            ann.says("!deploy compare 1.4 1.12 1.9").repliesWith("ann: 1.12");
            ann.says("!deploy compare 1.x").repliesContaining("'1.x' is no version");
            ann.says("!deploy watch").repliesWith("checked out", "built", "rolled out");
        }
    }

    @Test
    void rollsDice() {
        try (TestBot bot = TestBot.running(RollPlugin.class)) {
            TestPerson ann = bot.person("ann");

            ann.says("!roll 2 --sides 2").repliesContaining("makes");
            ann.says("!roll 1000").repliesWith("Roll 1 to 100 dice of at least 2 sides.");
        }
    }
}
