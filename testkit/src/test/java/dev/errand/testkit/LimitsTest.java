package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.errand.api.Call;
import dev.errand.api.Command;
import dev.errand.api.Deadline;
import dev.errand.api.Hears;
import dev.errand.api.Limit;
import dev.errand.api.Plugin;
import dev.errand.api.Reply;
import dev.errand.api.Requires;
import dev.errand.api.UserError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LimitsTest {

    /** Commands that do too much. */
    public static final class BusyPlugin implements Plugin {

        private final CountDownLatch hold = new CountDownLatch(1);
        private volatile boolean stop;

        @Command(value = "build", description = "Builds")
        @Limit(rate = "3/1m", perPerson = "2/1m")
        String build() {
            return "built";
        }

        @Command(value = "hold", description = "Holds on")
        @Limit(concurrent = 1)
        String hold() throws InterruptedException {
            hold.await();
            return "held";
        }

        @Command(value = "free", description = "Lets go")
        String free() {
            hold.countDown();
            stop = true;
            return "free";
        }

        @Command(value = "spin", description = "Spins")
        @Deadline("100ms")
        @Limit(concurrent = 1)
        void spin() {
            while (!stop) {
                Thread.onSpinWait();
            }
        }

        @Command(value = "slow", description = "Sleeps")
        @Deadline("10s")
        void slow() throws InterruptedException {
            new CountDownLatch(1).await();
        }

        @Command(value = "talk", description = "Talks on and on")
        Stream<String> talk() {
            return Stream.generate(() -> "bla ".repeat(100));
        }

        @Command(value = "list", description = "Lists on and on")
        Iterable<String> list() {
            return () -> Stream.generate(() -> "x").iterator();
        }

        @Command(value = "long", description = "Says one long thing")
        String wordy(Call call) {
            call.say(Reply.plain("short"));
            return "é".repeat(5000);
        }

        @Command(value = "fail", description = "Fails or not")
        String fail(boolean really) {
            if (really) {
                throw new IllegalStateException("no");
            }
            throw new UserError("not today");
        }

        @Hears("\\+\\+$")
        String plusOne() {
            return "counted";
        }

        @Hears("^open sesame$")
        @Requires("admin")
        String sesame() {
            return "it opens";
        }
    }

    private static TestBot bot(Map<String, ?> limits) {
        return TestBot.setup()
                .plugins(BusyPlugin.class)
                .limits(limits)
                .patience(Duration.ofMillis(50))
                .start();
    }

    @Test
    void whatACommandDeclaresHoldsForEachPersonAndForAll() {
        try (TestBot bot = bot(Map.of())) {
            TestPerson ann = bot.person("ann").in("#ops");
            ann.says("!build").repliesWith("built");
            ann.says("!build").repliesWith("built");
            ann.says("!build")
                    .repliesWith(
                            "build cannot run now: each person may run it 2 in 1m. Try again in 30s; I do not say this again before.")
                    .privately();
            ann.says("!build").saysNothing();
            bot.person("bob").says("!build").repliesWith("built");
            bot.person("bob").says("!build").repliesContaining("it may be run 3 in 1m");
            bot.clock().advance(Duration.ofSeconds(30));
            ann.says("!build").repliesWith("built");
            bot.admin()
                    .says("!help build")
                    .repliesContaining(
                            "Limits: 3 in 1m for everybody together; 2 in 1m for each person");
            bot.admin().says("!audit --outcome limited").repliesContaining("@Limit of build");
        }
    }

    @Test
    void theOperatorReplacesWhatACommandDeclaresAndAddsToIt() {
        Map<String, ?> limits =
                Map.of(
                        "rules",
                        List.of(
                                Map.of("of", "build", "per", "person", "rate", "1/1h"),
                                Map.of("of", "build", "per", "command", "rate", "100/1h"),
                                Map.of("per", "chat", "rate", "4/1h", "except", "role admin"),
                                Map.of("of", "busy:*", "deadline", "100ms")));
        try (TestBot bot = bot(limits)) {
            for (String name : List.of("ann", "bob", "cid", "dan")) {
                bot.person(name).says("!build").repliesWith("built");
            }
            bot.person("ann").says("!build").repliesContaining("each person may run it 1 in 1h");
            bot.person("eve").says("!build").repliesContaining("by the chat is 4 in 1h");
            bot.admin().says("!build").repliesWith("built");
            bot.admin().says("!slow").repliesWith("slow took longer than 100ms and was stopped.");
            bot.admin()
                    .says("!help build")
                    .repliesContaining("100 in 1h for everybody together", "at most 100ms");
        }
    }

    @Test
    void asManyRunAtOnceAsMayAndACallThatIgnoresItsInterruptKeepsItsPlace() {
        try (TestBot bot = bot(Map.of())) {
            TestPerson ann = bot.person("ann");
            List<TestPerson> people =
                    IntStream.range(0, 3).mapToObj(n -> bot.person("p" + n)).toList();
            ann.begins("!hold");
            await().until(() -> ann.says("!ps").replies().toString().contains("hold"));
            TestPerson impatient = people.getFirst().in("#ops");
            impatient.says("!hold").repliesContaining("it may be run at most 1 at once");
            impatient.says("!hold");
            impatient.says("!hold");
            people.get(1).says("!hold").repliesContaining("at most 1 at once");
            people.get(1).says("!spin").repliesContaining("was stopped");
            people.get(2).says("!spin").repliesContaining("at most 1 at once");
            people.get(2).says("!free").repliesWith("free");
            await().until(() ->
                    bot.admin().says("!ps --all").replies().equals(List.of("Nothing is running.")));
            people.get(2).says("!hold").repliesWith("held");
            assertThat(bot.saidIn("#ops")).hasSize(1);
        }
    }

    @Test
    void aCallSaysAsMuchAsItMay() {
        Map<String, ?> limits = Map.of("rules", List.of(Map.of("of", "busy:*", "output", "1KiB")));
        try (TestBot bot = bot(limits)) {
            TestPerson ann = bot.person("ann");
            assertThat(ann.says("!talk").replies())
                    .hasSize(4)
                    .last()
                    .isEqualTo(
                            "talk says more than the 1024 bytes that one call may say; the rest is cut off.");
            ann.says("!list").repliesContaining("more than 10000 things at once");
            assertThat(ann.says("!long").replies())
                    .hasSize(3)
                    .element(1)
                    .asString()
                    .hasSizeLessThan(513)
                    .startsWith("éé");
        }
    }

    @Test
    void aPluginThatFailsOnAndOnIsInQuarantineUntilAnAdminClearsIt() {
        try (TestBot bot = bot(Map.of("quarantine", Map.of("failures", 3)))) {
            TestPerson ann = bot.person("ann");
            fail(ann);
            fail(ann);
            ann.says("!fail no").repliesWith("not today");
            fail(ann);
            fail(ann);
            ann.says("!build").repliesWith("built");
            fail(ann);
            fail(ann);
            fail(ann);
            assertThat(ann.says("").fails()).contains("3 times in a row");
            ann.says("!build").repliesContaining("build is out of service (incident ");
            ann.says("!fail no").repliesContaining("out of service");
            ann.in("#ops").says("ann++").saysNothing();
            bot.admin().says("!plugins").repliesContaining("busy is in quarantine since");
            bot.admin().says("!audit --outcome out-of-service").repliesContaining("build");
            ann.says("!plugins clear busy").repliesContaining("for admin");
            bot.admin().says("!plugins clear busy").repliesContaining("in service again");
            ann.says("!build").repliesWith("built");
            bot.admin().says("!plugins clear nope").repliesContaining("no plugin 'nope'");
        }
    }

    private static void fail(TestPerson person) {
        assertThat(person.says("!fail yes").fails()).contains("IllegalState");
    }

    @Test
    void aPluginThatIgnoresInterruptsIsToldAndThenInQuarantine() {
        Map<String, ?> limits =
                Map.of(
                        "quarantine",
                        Map.of("ignored-interrupts", 1, "grace", "50ms"),
                        "rules",
                        List.of(Map.of("of", "spin", "per", "command", "concurrent", 5)));
        try (TestBot bot = bot(limits)) {
            TestPerson ann = bot.person("ann");
            ann.says("!spin").repliesContaining("was stopped");
            await().until(() -> ann.says("!build").replies().toString().contains("out of service"));
            assertThat(ann.says("").fails()).contains("in spite of their interrupt");
            bot.admin().says("!ps --all").repliesContaining("spin", "ended, but ignores it");
            bot.admin().says("!ps").repliesContaining("Nothing of yours", "1 of others");
            ann.says("!ps --all").repliesContaining("Only an admin");
            bot.admin().says("!plugins").repliesContaining("busy is in quarantine");
            bot.admin().says("!plugins clear busy");
            ann.says("!free").repliesWith("free");
        }
    }

    @Test
    void listenersPassTheSameGateAndTheSameLimits() {
        try (TestBot bot =
                TestBot.setup()
                        .plugins(BusyPlugin.class)
                        .access(
                                Map.of(
                                        "rules",
                                        List.of(
                                                Map.of(
                                                        "deny",
                                                        "busy:listener *",
                                                        "to",
                                                        "person test:eve"),
                                                Map.of(
                                                        "confirm",
                                                        "busy:listener plusone",
                                                        "to",
                                                        "person test:dan"))))
                        .limits(
                                Map.of(
                                        "rules",
                                        List.of(
                                                Map.of(
                                                        "of",
                                                        "busy:listener *",
                                                        "per",
                                                        "room",
                                                        "rate",
                                                        "2/1m"))))
                        .start()) {
            bot.person("ann").in("#ops").says("bob++").repliesWith("counted");
            bot.person("eve").in("#ops").says("bob++").saysNothing();
            bot.person("dan").in("#ops").says("bob++").saysNothing();
            bot.person("ann").in("#ops").says("open sesame").saysNothing();
            bot.admin().in("#ops").says("open sesame").repliesWith("it opens");
            bot.person("ann").in("#ops").says("bob++").saysNothing();
            bot.person("ann").in("#dev").says("bob++").repliesWith("counted");
        }
    }

    @Test
    void aLimitThatCannotBeMeantIsRefused() {
        for (Map<String, ?> rule :
                List.of(
                        Map.of("of", "x"),
                        Map.of("of", "x", "rate", "5/1m"),
                        Map.of("of", "x", "per", "person", "rate", "often"),
                        Map.of("of", "x", "per", "person", "rate", "0/1m"),
                        Map.of("of", "x", "per", "person", "concurrent", 0),
                        Map.of("of", "x", "deadline", "1ms"),
                        Map.of("of", "a b ? !", "deadline", "1s"))) {
            assertThatThrownBy(() -> TestBot.setup().limits(Map.of("rules", List.of(rule))))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("limits.rules[0]");
        }
    }
}
