package dev.errand.testkit;

import dev.errand.api.Call;
import dev.errand.api.Command;
import dev.errand.api.Plugin;
import dev.errand.api.PluginContext;
import dev.errand.backend.spi.Feature;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ProgressTest {

    /** Works through ten steps of two seconds each. */
    public static final class StepsPlugin implements Plugin {

        private final InstantSource clock;

        public StepsPlugin(PluginContext context) {
            this.clock = context.clock();
        }

        @Command(value = "steps", description = "Takes ten steps")
        String steps(Call call) {
            for (int step = 1; step <= 10; step++) {
                call.progress("step " + step);
                call.progress("too soon after step " + step);
                if (clock instanceof TestClock test) {
                    test.advance(Duration.ofSeconds(2));
                }
            }
            return "done";
        }
    }

    @Test
    void oneMessageIsChangedWhereTheChatCan() {
        try (TestBot bot =
                TestBot.setup().plugins(StepsPlugin.class).messages(2000, Feature.EDIT).start()) {
            bot.person("ann").says("!steps").repliesWith("step 10", "done");
        }
    }

    @Test
    void aFewMessagesAreSentWhereItCannot() {
        try (TestBot bot = TestBot.running(StepsPlugin.class)) {
            bot.person("ann")
                    .says("!steps")
                    .repliesWith("step 1", "step 4", "step 7", "step 10", "done");
        }
    }
}
