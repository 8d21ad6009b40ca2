package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.api.Arg;
import dev.errand.api.Call;
import dev.errand.api.Caller;
import dev.errand.api.Command;
import dev.errand.api.Default;
import dev.errand.api.Flag;
import dev.errand.api.Hears;
import dev.errand.api.Person;
import dev.errand.api.Plugin;
import dev.errand.api.PluginContext;
import dev.errand.api.Reply;
import dev.errand.api.Requires;
import dev.errand.api.Rest;
import dev.errand.api.Store;
import dev.errand.api.UserError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConversationTest {

    /** Every way to take an argument and to say something. */
    public static final class SamplePlugin implements Plugin {

        enum Size {
            SMALL,
            EXTRA_LARGE
        }

        record Percent(int value) {
            public static Percent parse(String text) {
                if (!text.endsWith("%")) {
                    throw new IllegalArgumentException("it must end with %");
                }
                return new Percent(Integer.parseInt(text.substring(0, text.length() - 1)));
            }
        }

        private final Store<Integer> counts;

        public SamplePlugin(PluginContext context) {
            counts = context.store("counts", Integer.class);
        }

        @Command(
                value = "echo",
                description = "Says it again",
                aliases = "say",
                examples = "echo hello")
        Reply echo(@Rest String text) {
            return Reply.plain(text);
        }

        @Command(value = "order", description = "Orders something")
        String order(
                String what,
                Size size,
                @Default("1") int times,
                @Flag boolean now,
                @Flag(alias = "-n") Optional<String> note,
                @Flag @Default("5m") Duration within) {
            return what
                    + " "
                    + size
                    + " x"
                    + times
                    + " now="
                    + now
                    + " note="
                    + note.orElse("-")
                    + " within="
                    + within;
        }

        @Command(value = "sum", description = "Adds numbers")
        long sum(List<Long> numbers) {
            return numbers.stream().mapToLong(Long::longValue).sum();
        }

        @Command(value = "scale", description = "Scales")
        String scale(Percent by) {
            return "by " + by.value();
        }

        @Command(value = "greet", description = "Greets somebody")
        String greet(Person whom, Caller caller) {
            return caller.person().name() + " greets " + whom.name();
        }

        @Command(value = "count", description = "Counts up")
        int count(String key) {
            return counts.update(key, old -> Optional.of(old.orElse(0) + 1)).orElseThrow();
        }

        @Command(value = "countdown", description = "Counts down")
        Stream<String> countdown(int from) {
            return Stream.iterate(from, n -> n - 1).limit(from).map(String::valueOf);
        }

        @Command(value = "boom", description = "Throws")
        String boom() {
            throw new IllegalStateException("secret db password=hunter2");
        }

        @Command(value = "refuse", description = "Refuses")
        String refuse() {
            throw new UserError("No *such* luck.");
        }

        @Command(value = "shutdown", description = "Ends the world")
        @Requires(Requires.ADMIN)
        String shutdown(@Arg(description = "why") @Default("no reason") String why) {
            return "Done: " + why;
        }

        @Command(value = "deploy", description = "Deploys")
        String deploy(Call call, String what) throws InterruptedException {
            String where = call.ask("Which cluster?");
            return call.confirm("Deploy to " + where + "?")
                    ? what + " goes to " + where
                    : "Nothing done.";
        }

        @Hears("(?i)\\bticket-(\\d+)\\b")
        String ticket(MatchResult match) {
            return "See ticket " + match.group(1) + ".";
        }

        @Hears("^(a+)+$")
        void catastrophe() {}
    }

    @Test
    void aCommandTakesItsArgumentsByTypeDefaultAndFlag() {
        try (TestBot bot = TestBot.running(SamplePlugin.class)) {
            TestPerson ann = bot.person("ann");
            ann.says("!order tea small").repliesWith("tea SMALL x1 now=false note=- within=PT5M");
            ann.says("!order \"green tea\" Extra-Large 3 --now --note=\"no sugar\" --within 1h30m")
                    .repliesWith("green tea EXTRA_LARGE x3 now=true note=no sugar within=PT1H30M");
            ann.says("!order —now tea -n x small")
                    .repliesWith("tea SMALL x1 now=true note=x within=PT5M");
            ann.says("!sum 1 2 39").repliesWith("42");
            ann.says("!scale 50%").repliesWith("by 50");
            ann.says("!scale 50").repliesWith("'50' does not do for by: it must end with %");
            bot.person("bob");
            ann.says("!greet @bob").repliesWith("ann greets bob");
            ann.says("!countdown 3").repliesWith("3", "2", "1");
            ann.says("!say  two  spaces ").repliesWith("two  spaces");
        }
    }

    @Test
    void aBadArgumentIsQuotedWithTheUsage() {
        try (TestBot bot = TestBot.running(SamplePlugin.class)) {
            TestPerson ann = bot.person("ann");
            ann.says("!order")
                    .repliesContaining(
                            "The argument <what> is missing.", "Usage: !order <what> <size>");
            ann.says("!order tea smal")
                    .repliesContaining(
                            "'smal' for size is not one of small, extra-large. Did you mean small?");
            ann.says("!order tea small many")
                    .repliesContaining("'many' for times is not a whole number");
            ann.says("!order tea small 1 more")
                    .repliesContaining("I do not know what to do with 'more'");
            ann.says("!order tea small --nwo")
                    .repliesContaining("There is no flag '--nwo'. Did you mean --now?");
            ann.says("!sum 99999999999999999999").repliesContaining("is not a whole number");
            ann.says("!order \"tea small").repliesContaining("is never closed");
        }
    }

    @Test
    void aTypoIsMetWithWhatWasMeant() {
        try (TestBot bot = TestBot.running(SamplePlugin.class)) {
            TestPerson ann = bot.person("ann");
            ann.says("!ehco hi").repliesWith("There is no command !ehco. Did you mean !echo?");
            ann.says("!xyzzy").repliesContaining("There is no command !xyzzy.", "!help");
            ann.says("!shutdwn").repliesContaining("There is no command !shutdwn.");
            assertThat(ann.says("!shutdwn").replies().toString()).doesNotContain("!shutdown");
            bot.admin().says("!shutdwn").repliesContaining("Did you mean !shutdown?");
        }
    }

    @Test
    void talkThatIsNoCommandIsLeftAlone() {
        try (TestBot bot = TestBot.running(SamplePlugin.class)) {
            TestPerson ann = bot.person("ann").in("#ops");
            for (String talk :
                    List.of(
                            "hello",
                            "!",
                            "! ",
                            "!!",
                            "!!! wow",
                            "!?",
                            "",
                            "   ",
                            "\u202Eabc",
                            "errand is nice")) {
                ann.says(talk).saysNothing();
            }
            ann.says("errand: echo hi").repliesWith("hi");
            ann.says("@errand echo hi").repliesWith("hi");
            ann.says("! echo hi").repliesWith("hi");
            ann.says("!ECHO hi").repliesWith("hi");
            ann.says("!sample:echo hi").repliesWith("hi");
        }
    }

    @Test
    void whatAPluginThrowsStaysInTheLogAndItsOwnWordsReachThePerson() {
        try (TestBot bot = TestBot.running(SamplePlugin.class)) {
            TestPerson ann = bot.person("ann");
            Said boom = ann.says("!boom");
            assertThat(boom.fails()).contains("hunter2");
            assertThat(boom.replies())
                    .singleElement()
                    .asString()
                    .matches("boom failed \\(incident [0-9a-f]{4}\\)\\.");
            ann.says("!refuse").repliesWith("No *such* luck.");
            bot.admin().says("!incident ffff0").repliesContaining("There is no incident 'ffff0'");
        }
    }

    @Test
    void onlyAnAdminRunsWhatIsForAdmins() {
        try (TestBot bot = TestBot.running(SamplePlugin.class)) {
            bot.person("ann")
                    .in("#ops")
                    .says("!shutdown")
                    .privately()
                    .repliesWith("You may not run shutdown: it is for admin.");
            bot.person("ann")
                    .says("!shutdown a b c")
                    .repliesWith("You may not run shutdown: it is for admin.");
            bot.admin().says("!shutdown").repliesWith("Done: no reason");
            assertThat(bot.person("ann").says("!help").replies().toString())
                    .doesNotContain("shutdown");
            assertThat(bot.admin().says("!help").replies().toString()).contains("shutdown");
        }
    }

    @Test
    void aCommandAsksAndOthersGoOnMeanwhile() {
        try (TestBot bot = TestBot.running(SamplePlugin.class)) {
            TestPerson ann = bot.person("ann").in("#ops");
            ann.says("!deploy web").repliesWith("Which cluster?");
            ann.says("!echo still here").repliesWith("still here");
            bot.person("bob").in("#ops").says("prod").saysNothing();
            ann.says("staging").repliesWith("Deploy to staging? (yes/no)");
            ann.says("hm").repliesWith("Please answer yes or no.");
            ann.says("yes").repliesWith("web goes to staging");
            ann.says("!deploy web").repliesWith("Which cluster?");
            ann.says("cancel").repliesWith("Cancelled; nothing was done.");
        }
    }

    @Test
    void aListenerHearsAndACatastrophicPatternStallsNobody() {
        try (TestBot bot = TestBot.running(SamplePlugin.class)) {
            TestPerson ann = bot.person("ann").in("#ops");
            ann.says("please look at TICKET-42 today").repliesWith("See ticket 42.");
            ann.says("a".repeat(5000) + "b").saysNothing();
        }
    }

    @Test
    void whatIsStoredIsStillThereForTheNextCommand() {
        try (TestBot bot = TestBot.running(SamplePlugin.class)) {
            bot.person("ann").says("!count x").repliesWith("1");
            bot.person("bob").says("!count x").repliesWith("2");
        }
    }

    @Test
    void helpExplainsACommand() {
        try (TestBot bot = TestBot.running(SamplePlugin.class)) {
            bot.person("ann")
                    .says("!help order")
                    .repliesContaining(
                            "!order <what> <size> [times] [--now] [--note <note>] [--within <within>]",
                            "one of small, extra-large",
                            "(1 if left out)");
            bot.person("ann")
                    .says("!help !echo")
                    .repliesContaining("Also: !say", "Example: !echo hello");
            bot.person("ann").says("!help ehco").repliesContaining("Did you mean echo?");
            bot.person("ann")
                    .says("!help shutdown")
                    .repliesContaining("There is no command 'shutdown'.");
        }
    }

    @Test
    void anUnexpectedFailureFailsTheTest() {
        TestBot bot = TestBot.running(SamplePlugin.class);
        bot.person("ann").says("!boom");
        assertThatThrownBy(bot::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("hunter2");
    }

    @Test
    void aReplyThatWasNotExpectedIsShown() {
        try (TestBot bot = TestBot.running(SamplePlugin.class)) {
            assertThatThrownBy(() -> bot.person("ann").says("!echo a").repliesWith("b"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("To '!echo a' the bot was expected to say")
                    .hasMessageContaining("    b")
                    .hasMessageContaining("    a");
        }
    }

    @Test
    void threeThousandQuickCommandsOfOnePersonAreAnsweredInOrder() {
        try (TestBot bot = TestBot.running(SamplePlugin.class)) {
            TestPerson ann = bot.person("ann").in("#flood");
            bot.flood(ann, 3000, n -> "!echo " + n);
            assertThat(bot.saidIn("#flood"))
                    .isEqualTo(
                            Stream.iterate(0, n -> n + 1)
                                    .limit(3000)
                                    .map(String::valueOf)
                                    .collect(Collectors.toList()));
        }
    }
}
