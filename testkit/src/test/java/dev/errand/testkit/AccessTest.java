package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.api.Call;
import dev.errand.api.Command;
import dev.errand.api.Confirm;
import dev.errand.api.Flag;
import dev.errand.api.Person;
import dev.errand.api.Plugin;
import dev.errand.api.Private;
import dev.errand.api.Requires;
import dev.errand.api.Rest;
import dev.errand.api.Sensitive;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AccessTest {

    /** Commands worth guarding. */
    public static final class GuardedPlugin implements Plugin {

        private final AtomicInteger dropped = new AtomicInteger();

        enum Env {
            DEV,
            PROD
        }

        @Command(value = "deploy", description = "Deploys", aliases = "ship")
        String deploy(Env env, @Flag Optional<String> version) {
            return "deployed to " + env;
        }

        @Command(value = "drop", description = "Drops")
        @Confirm("Really drop the table?")
        String drop() {
            return "dropped " + dropped.incrementAndGet();
        }

        @Command(value = "token", description = "Shows a token")
        @Private
        String token(Call call) {
            call.say("working");
            return "t0ken";
        }

        @Command(value = "wipe", description = "Wipes")
        @Requires(Requires.ADMIN)
        String wipe() {
            return "wiped";
        }

        @Command(value = "page", description = "Pages")
        @Requires("oncall")
        String page(@Rest String text) {
            return "paged: " + text;
        }

        @Command(value = "login", description = "Logs in")
        String login(String user, @Sensitive String password) {
            return "hello " + user;
        }

        @Command(value = "greet", description = "Greets")
        String greet(Person whom) {
            return "hello " + whom.name();
        }
    }

    private static TestBot bot(List<Map<String, ?>> rules) {
        return TestBot.setup().plugins(GuardedPlugin.class).access(access(rules)).start();
    }

    private static Map<String, ?> access(List<Map<String, ?>> rules) {
        return Map.of(
                "roles", Map.of("oncall", Map.of("people", List.of("test:olga"))), "rules", rules);
    }

    private static final Map<String, ?> NO_PROD =
            Map.of("deny", "deploy", "with", Map.of("env", "prod"), "because", "ask olga");

    @Test
    void aRuleDeniesByTheValueOfAnArgumentInWhateverSpelling() {
        try (TestBot bot = bot(List.of(NO_PROD))) {
            TestPerson ann = bot.person("ann");
            ann.says("!deploy dev").repliesWith("deployed to DEV");
            for (String line :
                    List.of(
                            "!deploy prod",
                            "!deploy PROD",
                            "!deploy \"prod\"",
                            "!ship prod",
                            "!guarded:deploy prod",
                            "!guarded:ship prod",
                            "errand: deploy prod",
                            "!deploy --version 1 prod",
                            "!deploy -- prod",
                            "! DEPLOY  prod")) {
                ann.in("#ops")
                        .says(line)
                        .repliesWith("You may not run deploy here and now: ask olga.")
                        .privately();
            }
        }
    }

    @Test
    void whoeverWasDeniedIsToldWhyAndAnAdminCanAskBefore() {
        try (TestBot bot = bot(List.of(NO_PROD))) {
            TestPerson ann = bot.person("ann");
            ann.says("!why").repliesContaining("not been denied anything");
            ann.says("!deploy prod");
            ann.says("!why").repliesContaining("deploy was denied by errand.conf", "with env prod");
            bot.person("bob").says("!why").repliesContaining("not been denied anything");
            TestPerson admin = bot.admin();
            admin.says("!can ann deploy prod").repliesContaining("No: ", "with env prod");
            admin.says("!can ann deploy dev").repliesContaining("Yes: ", "open to everyone");
            admin.says("!can ann drop").repliesContaining("Yes, after a confirmation");
            admin.says("!can ann wipe").repliesContaining("No: ", "requires admin");
            admin.says("!can ann frobnicate").repliesContaining("There is no command");
            ann.says("!can ann deploy dev").repliesContaining("it is for admin");
        }
    }

    @Test
    void somebodyIsNamedByTheirNameHereOrByTheirAccountAndItsChat() {
        try (TestBot bot =
                TestBot.setup()
                        .plugins(GuardedPlugin.class)
                        .chats("office")
                        .access(
                                Map.of(
                                        "rules",
                                        List.of(
                                                Map.of("deny", "deploy", "to", "person office:U1"),
                                                Map.of("deny", "deploy", "to", "person test:me"))))
                        .start()) {
            TestPerson admin = bot.admin();
            bot.person("ann");
            admin.says("!can @ann deploy dev").repliesContaining("Yes: ");
            admin.says("!can test:ann deploy dev").repliesContaining("Yes: ");
            admin.says("!can office:U1 deploy dev").repliesContaining("No: ", "deny deploy");
            admin.says("!can office:U2 deploy dev").repliesContaining("Yes: ");
            admin.says("!can me deploy dev").repliesContaining("Yes: ");
            for (String nobody : List.of("nobody", "nowhere:ann", "office:", ":ann", "a:b:c")) {
                admin.says("!can " + nobody + " deploy dev")
                        .repliesContaining(
                                "I know nobody as '" + nobody + "'",
                                "such as test:admin",
                                "chats: office, test");
            }
        }
    }

    @Test
    void helpShowsOnlyWhatOneMayRun() {
        try (TestBot bot = bot(List.of(Map.of("deny", "deploy", "to", "person test:ann")))) {
            assertThat(bot.person("ann").says("!help").replies().toString())
                    .doesNotContain("deploy", "wipe");
            assertThat(bot.person("bob").says("!help").replies().toString()).contains("deploy");
            bot.person("bob").says("!help drop").repliesContaining("Really drop the table?");
            bot.person("bob").says("!help token").repliesContaining("Only you see its answer");
        }
    }

    @Test
    void aRoleIsGrantedForATimeAndTakenBack() {
        try (TestBot bot = bot(List.of())) {
            TestPerson ann = bot.person("ann");
            TestPerson admin = bot.admin();
            bot.person("olga").says("!page all").repliesWith("paged: all");
            ann.says("!page all").repliesContaining("it is for oncall");
            admin.says("!roles grant ann oncall --for 8h")
                    .repliesContaining("test:ann has the role oncall for 8h");
            ann.says("!page all").repliesWith("paged: all");
            admin.says("!roles list").repliesContaining("oncall", "test:ann", "test:admin");
            bot.clock().advance(Duration.ofHours(8));
            ann.says("!page all").repliesContaining("it is for oncall");
            admin.says("!roles list").repliesContaining("Nobody");
            await().untilAsserted(() ->
                    assertThat(admin.says("!audit --command \"role ended\"").replies().toString())
                            .contains("errand:host", "oncall of test:ann, given by test:admin"));
            assertThat(admin.says("!audit --command \"role ended\" --as csv").replies().toString())
                    .containsOnlyOnce("role ended");
            admin.says("!roles revoke ann oncall").repliesContaining("was not given the role");
            admin.says("!roles grant test:ann oncall --for 1h");
            ann.says("!page all").repliesWith("paged: all");
            admin.says("!roles revoke ann oncall").repliesContaining("no longer");
            ann.says("!page all").repliesContaining("it is for oncall");
        }
    }

    @Test
    void aRoleIsNeverGrantedByGuessing() {
        try (TestBot bot = bot(List.of())) {
            bot.person("ann");
            TestPerson admin = bot.admin();
            admin.says("!roles grant an oncall --for 8h").repliesContaining("no account");
            admin.says("!roles grant \u0430nn oncall --for 8h").repliesContaining("no account");
            admin.says("!roles grant ann oncal --for 8h").repliesContaining("no role 'oncal'");
            admin.says("!roles grant ann admin --for 8h").repliesContaining("errand.conf only");
            admin.says("!roles grant ann oncall").repliesContaining("--for");
            bot.person("ann").says("!roles grant ann oncall --for 8h").repliesContaining("admin");
            admin.says("!roles list").repliesContaining("Nobody");
        }
    }

    @Test
    void aCommandAsksBeforeItRuns() {
        try (TestBot bot = bot(List.of())) {
            TestPerson ann = bot.person("ann").in("#ops");
            ann.says("!drop").repliesWith("Really drop the table? (yes/no)");
            bot.person("bob").in("#ops").says("yes").saysNothing();
            ann.says("perhaps").repliesWith("Please answer yes or no.");
            ann.says("no").repliesWith("Nothing was done.");
            ann.says("!drop");
            ann.says("yes").repliesWith("dropped 1");
        }
    }

    @Test
    void aYesComesTooLateWhenTheRulesHaveChanged() {
        try (TestBot bot = bot(List.of())) {
            TestPerson ann = bot.person("ann");
            ann.says("!drop").repliesContaining("Really");
            bot.reconfigure(access(List.of(Map.of("freeze", "*", "because", "release"))));
            ann.says("yes").repliesContaining("You may not run drop");
        }
    }

    @Test
    void whatIsPrivateIsSaidToTheCallerAlone() {
        try (TestBot bot = bot(List.of())) {
            bot.person("ann").in("#ops").says("!token").repliesWith("working", "t0ken").privately();
        }
    }

    @Test
    void rulesAndRolesTakeEffectAtOnceAndABrokenFileChangesNothing() {
        try (TestBot bot = bot(List.of(NO_PROD))) {
            TestPerson ann = bot.person("ann");
            assertThat(bot.breakConfiguration("'depoly' is no command"))
                    .contains("old configuration still holds", "'depoly' is no command");
            ann.says("!deploy prod").repliesContaining("ask olga");
            assertThat(bot.reconfigure(access(List.of()))).contains("0 rules");
            ann.says("!deploy prod").repliesWith("deployed to PROD");
            bot.admin().says("!config reload").repliesContaining("as they were");
            ann.says("!config reload").repliesContaining("it is for admin");
        }
    }

    @Test
    void everythingIsInTheAuditAndNoSecretIs() {
        try (TestBot bot = bot(List.of(NO_PROD))) {
            TestPerson ann = bot.person("ann");
            ann.says("!deploy prod");
            ann.says("!deploy dev");
            ann.says("!login ann hunter2hunter2").repliesWith("hello ann");
            bot.person("bob").says("!deploy dev");
            ann.says("!audit")
                    .repliesContaining("deploy env=prod", "denied", "login user=ann password=***");
            assertThat(ann.says("!audit").replies().toString())
                    .doesNotContain("hunter2", "test:bob");
            bot.admin().says("!audit --who test:bob").repliesContaining("test:bob", "returned");
            assertThat(bot.admin().says("!audit --outcome denied").replies().toString())
                    .contains("env=prod")
                    .doesNotContain("env=dev");
            bot.admin().says("!audit verify").repliesContaining("The audit is whole: 11 records");
        }
    }

    @Test
    void whoSaysTooMuchIsToldSoOnce() {
        try (TestBot bot =
                TestBot.setup()
                        .plugins(GuardedPlugin.class)
                        .access(Map.of("per-minute", 6, "burst", 2))
                        .start()) {
            TestPerson ann = bot.person("ann");
            ann.says("!deploy dev").repliesWith("deployed to DEV");
            ann.says("!deploy dev").repliesWith("deployed to DEV");
            ann.says("!deploy dev").repliesContaining("more commands than I take");
            ann.says("!deploy dev").saysNothing();
            bot.person("bob").says("!deploy dev").repliesWith("deployed to DEV");
            bot.clock().advance(Duration.ofSeconds(10));
            ann.says("!deploy dev").repliesWith("deployed to DEV");
            ann.says("!deploy dev").repliesContaining("more commands than I take");
        }
    }

    @Test
    void aLineIsGivenAgainAndCheckedAgain() {
        try (TestBot bot = bot(List.of())) {
            TestPerson ann = bot.person("ann");
            ann.says("!!").saysNothing();
            ann.says("!deploy prod").repliesWith("deployed to PROD");
            ann.says("!deploy dev").repliesWith("deployed to DEV");
            ann.says("!login ann hunter2hunter2");
            ann.says("!!").repliesWith("deployed to DEV");
            ann.says("!2").repliesWith("deployed to PROD");
            ann.says("!9").repliesContaining("no command !9");
            ann.says("!history").repliesContaining("1  !deploy prod", "2  !deploy dev").privately();
            assertThat(ann.says("!history").replies().toString()).doesNotContain("hunter2");
            bot.person("bob").says("!!").saysNothing();
            bot.reconfigure(access(List.of(NO_PROD)));
            ann.says("!!").repliesContaining("ask olga");
            ann.says("!!!").saysNothing();
        }
    }

    @Test
    void aNameThatLooksLikeAnAdminsIsNoAdmin() {
        try (TestBot bot = bot(List.of())) {
            bot.person("Admin").says("!wipe").repliesContaining("it is for admin");
            bot.person("\u0430dmin").says("!wipe").repliesContaining("it is for admin");
            bot.person("admin\u200b").says("!wipe").repliesContaining("it is for admin");
            bot.admin().says("!wipe").repliesWith("wiped");
        }
    }

    @Test
    void anArgumentThatLooksLikeAFlagOrACommandChangesNothing() {
        try (TestBot bot = bot(List.of(NO_PROD))) {
            TestPerson ann = bot.person("ann");
            ann.says("!page --role oncall").repliesContaining("it is for oncall");
            ann.says("!page x\n!wipe").repliesContaining("it is for oncall");
            ann.says("!wipe --admin").repliesContaining("it is for admin");
            ann.says("!deploy dev --version prod").repliesWith("deployed to DEV");
        }
    }
}
