package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Command;
import dev.errand.api.Plugin;
import dev.errand.api.Reply;
import dev.errand.backend.spi.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LongOutputTest {

    public static final class LogPlugin implements Plugin {

        private int runs;

        @Command(value = "log", description = "Shows much")
        Reply log() {
            runs++;
            return Reply.plain(text(runs));
        }

        static String text(int run) {
            return IntStream.range(0, 500)
                    .mapToObj(i -> "run " + run + " line " + i)
                    .collect(Collectors.joining("\n"));
        }
    }

    @Test
    void moreShowsTheRestOfTheSameRunUntilThereIsNoMore() {
        try (TestBot bot = TestBot.setup().plugins(LogPlugin.class).messages(400).start()) {
            TestPerson ann = bot.person("ann");
            List<String> seen = new ArrayList<>(ann.says("!log").replies());
            assertThat(seen).hasSize(8).last().asString().endsWith(" more lines: !more");
            bot.person("bob").says("!more").repliesWith("There is nothing more.");

            String last = "";
            while (!last.equals("There is nothing more.")) {
                List<String> page = ann.says("!more").replies();
                assertThat(page).hasSizeBetween(1, 8);
                last = page.getLast();
                seen.addAll(page);
            }

            seen.removeLast();
            String all =
                    seen.stream()
                            .map(part -> part.replaceFirst("\n… \\d+ more lines?: !more$", ""))
                            .collect(Collectors.joining("\n"));
            assertThat(all).isEqualTo(LogPlugin.text(1));
        }
    }

    @Test
    void whereTheChatHasFilesItIsOneMessage() {
        try (TestBot bot =
                TestBot.setup().plugins(LogPlugin.class).messages(400, Feature.FILES).start()) {
            assertThat(bot.person("ann").says("!log").replies())
                    .singleElement()
                    .asString()
                    .startsWith("run 1 line 0\n");
        }
    }
}
