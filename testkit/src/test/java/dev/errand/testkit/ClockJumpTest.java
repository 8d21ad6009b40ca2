package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Command;
import dev.errand.api.Plugin;
import dev.errand.api.PluginContext;
import dev.errand.api.Store;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClockJumpTest {

    private static final Duration FAR = Duration.ofDays(400);

    /** Counts in the store. */
    public static final class Counting implements Plugin {

        private final Store<Integer> counts;

        public Counting(PluginContext context) {
            counts = context.store("counts", Integer.class);
        }

        @Command(value = "count", description = "Counts")
        String count() {
            return "That was "
                    + counts.update("all", old -> Optional.of(old.orElse(0) + 1)).orElse(0)
                    + ".";
        }
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyFromAsking() {
        try (TestBot bot = TestBot.running(Counting.class)) {
            TestPerson ann = bot.person("ann").in("#ops");
            int count = 0;
            for (Duration jump : new Duration[] {FAR, FAR.negated().multipliedBy(2), FAR}) {
                bot.clock().jump(jump);
                for (int i = 0; i < 20; i++) {
                    ann.says("!count").repliesWith("That was " + ++count + ".");
                }
            }
        }
    }

    @Test
    void theAuditStaysReadableAndInItsOrder() {
        try (TestBot bot = TestBot.running(Counting.class)) {
            bot.person("ann").says("!count").repliesContaining("1");
            bot.clock().jump(FAR.negated());
            bot.person("ben").says("!count").repliesContaining("2");

            assertThat(bot.admin().says("!audit").replies().toString()).contains("ann", "ben");
            bot.admin().says("!status").repliesContaining("test");
        }
    }
}
