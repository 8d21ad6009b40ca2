package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.api.Command;
import dev.errand.api.Hears;
import dev.errand.api.Plugin;
import dev.errand.api.PluginContext;
import dev.errand.api.UserError;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many messages of one person at once: threads of plugins answer them, and go on with the next. */
class BurstTest {

    /** Says numbers, and stays when it is told to. */
    public static final class OnePlugin implements Plugin {

        static volatile CountDownLatch release = new CountDownLatch(0);

        public OnePlugin(PluginContext context) {}

        @Command(value = "one", description = "Says it")
        String one(int number) {
            return "one " + number;
        }

        @Command(value = "odd", description = "Refuses or fails")
        String odd(int number) {
            if (number % 2 == 0) {
                throw new UserError("odd " + number);
            }
            return "odd " + number;
        }

        @Command(value = "stuck", description = "Ignores every interrupt")
        String stuck() {
            boolean open = false;
            while (!open) {
                try {
                    open = release.await(1, TimeUnit.MINUTES);
                } catch (InterruptedException ignored) {
                    open = false;
                }
            }
            return "freed";
        }
    }

    /** Says numbers too, and hears them. */
    public static final class TwoPlugin implements Plugin {

        public TwoPlugin(PluginContext context) {}

        @Command(value = "two", description = "Says it")
        String two(int number) {
            return "two " + number;
        }

        @Hears("it is (\\d+)")
        String heard(MatchResult match) {
            return "heard " + match.group(1);
        }
    }

    @Test
    void commandsOfSeveralPluginsAndTalkAndMistakesAreAnsweredInOrder() {
        try (TestBot bot = TestBot.running(OnePlugin.class, TwoPlugin.class)) {
            TestPerson ann = bot.person("ann").in("ops");
            bot.flood(
                    ann,
                    900,
                    n ->
                            switch (n % 6) {
                                case 0, 1 -> "!one " + n;
                                case 2 -> "!two " + n;
                                case 3 -> "it is " + n;
                                case 4 -> "!one x" + n;
                                default -> "!odd " + n;
                            });

            List<String> said = bot.saidIn("ops");
            assertThat(said).hasSize(900);
            for (int n = 0; n < 900; n++) {
                assertThat(said.get(n)).contains(String.valueOf(n));
            }
        }
    }

    @Test
    void severalPeopleAtOnceEachHaveTheirOwnOrder() {
        try (TestBot bot = TestBot.running(OnePlugin.class)) {
            List<Thread> people =
                    IntStream.range(0, 8)
                            .mapToObj(person ->
                                    Thread.ofVirtual()
                                            .start(() ->
                                                    bot.flood(
                                                            bot.person("p" + person)
                                                                    .in("room" + person),
                                                            200,
                                                            n -> "!one " + n)))
                            .toList();
            people.forEach(BurstTest::join);

            for (int person = 0; person < 8; person++) {
                assertThat(bot.saidIn("room" + person))
                        .isEqualTo(IntStream.range(0, 200).mapToObj(n -> "one " + n).toList());
            }
        }
    }

    @Test
    void whoeverIsStuckInTheMiddleOfABurstIsToldAndTheOthersGoOn() {
        OnePlugin.release = new CountDownLatch(1);
        try (TestBot bot =
                TestBot.setup()
                        .patience(Duration.ofMillis(200))
                        .deadline(Duration.ofMillis(600))
                        .plugins(OnePlugin.class)
                        .start()) {
            TestPerson ann = bot.person("ann").in("ops");
            bot.flood(ann, 60, n -> n == 20 ? "!stuck" : "!one " + n);
            await().until(() -> bot.saidIn("ops").size() == 60);

            List<String> said = bot.saidIn("ops");
            assertThat(said.subList(0, 20)).allMatch(text -> text.startsWith("one"));
            assertThat(said.subList(20, 59)).allMatch(text -> text.startsWith("one"));
            assertThat(said.getLast()).contains("stuck").doesNotContain("freed");

            OnePlugin.release.countDown();
            ann.says("!one 99").repliesWith("one 99");
            assertThat(bot.saidIn("ops")).hasSize(61);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
