package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Caller;
import dev.errand.api.Command;
import dev.errand.api.Plugin;
import dev.errand.api.Requires;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LinkTest {

    private static final Pattern CODE = Pattern.compile("!link ([2-9A-Z]{4}-[2-9A-Z]{4})");

    public static final class DeployPlugin implements Plugin {

        @Command(value = "deploy", description = "Deploys")
        String deploy() {
            return "deployed";
        }

        @Command(value = "page", description = "Pages")
        @Requires("oncall")
        String page() {
            return "paged";
        }

        @Command(value = "identity", description = "Says who")
        String identity(Caller caller) {
            return caller.identity() + " " + caller.accounts();
        }
    }

    private static TestBot bot(Map<String, ?> access) {
        return TestBot.setup()
                .plugins(DeployPlugin.class)
                .chats("office", "oss")
                .access(access)
                .start();
    }

    private static TestBot bot() {
        return bot(Map.of("roles", Map.of("oncall", Map.of("people", List.of("office:ann")))));
    }

    private static String code(TestPerson asker) {
        Matcher code = CODE.matcher(asker.says("!link").privately().replies().toString());
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    private static void link(TestPerson first, TestPerson second) {
        second.says("!link " + code(first)).repliesContaining("(yes/no)");
        second.says("yes").repliesContaining("are one person now");
    }

    @Test
    void twoAccountsBecomeOnePersonWhomRolesAndGrantsFollow() {
        try (TestBot bot = bot()) {
            TestPerson office = bot.person("ann").on("office");
            TestPerson oss = bot.person("ann").on("oss");
            oss.says("!page").repliesContaining("it is for oncall");

            String code = code(office);
            oss.says("!link " + code)
                    .repliesWith(
                            "Is office:ann you too? Whoever uses that account then has your roles,"
                                    + " and you have theirs; nobody becomes admin by it. (yes/no)");
            oss.says("yes").repliesContaining("oss:ann and office:ann are one person now.");

            oss.says("!page").repliesWith("paged");
            oss.says("!identity").repliesWith("office:ann [office:ann, oss:ann]");
            office.says("!identity").repliesWith("office:ann [office:ann, oss:ann]");
            oss.says("!whoami")
                    .repliesWith("You are oss:ann with oncall. You are also office:ann.");
            bot.admin().says("!link list").repliesContaining("office:ann, oss:ann");
            oss.says("!link remove").repliesWith("oss:ann is a person of its own again.");
            oss.says("!page").repliesContaining("it is for oncall");
            bot.admin().says("!link list").repliesWith("Nobody has linked accounts.");
        }
    }

    @Test
    void nobodyBecomesAdminByALinkInEitherDirection() {
        try (TestBot bot = bot()) {
            TestPerson admin = bot.admin();
            TestPerson there = admin.on("oss");
            link(admin, there);
            there.says("!plugins").repliesContaining("it is for admin");
            there.says("!whoami")
                    .repliesWith("You are oss:admin with no roles. You are also test:admin.");
            admin.says("!plugins").repliesContaining("deploy");

            TestPerson elsewhere = admin.on("office");
            link(elsewhere, admin);
            elsewhere.says("!plugins").repliesContaining("it is for admin");
            elsewhere.says("!rooms list").repliesContaining("it is for admin");
            elsewhere.says("!link list").repliesContaining("it is for admin");
        }
    }

    @Test
    void aRuleThatRestrictsFollowsThePersonAndOneThatPermitsAnAccountDoesNot() {
        try (TestBot bot =
                bot(
                        Map.of(
                                "roles",
                                Map.of("oncall", Map.of()),
                                "rules",
                                List.of(
                                        Map.of("deny", "deploy", "to", "account office:ann*"),
                                        Map.of("allow", "page", "to", "account office:ann*"))))) {
            TestPerson office = bot.person("ann").on("office");
            TestPerson oss = bot.person("ann").on("oss");
            oss.says("!deploy").repliesWith("deployed");
            link(office, oss);

            oss.says("!deploy").repliesContaining("You may not run deploy");
            office.says("!page").repliesWith("paged");
            oss.says("!page").repliesContaining("it is for oncall");
        }
    }

    @Test
    void aRoleTakenBackIsTakenFromThePerson() {
        try (TestBot bot = bot(Map.of("roles", Map.of("oncall", Map.of())))) {
            TestPerson office = bot.person("ann").on("office");
            TestPerson oss = bot.person("ann").on("oss");
            link(office, oss);
            bot.admin().says("!roles grant office:ann oncall --for 1h").repliesContaining("oncall");
            oss.says("!page").repliesWith("paged");

            bot.admin().says("!roles revoke oss:ann oncall").repliesContaining("no longer");
            oss.says("!page").repliesContaining("it is for oncall");
            office.says("!page").repliesContaining("it is for oncall");
        }
    }

    @Test
    void aLimitPerPersonCountsAllAccountsTogether() {
        try (TestBot bot =
                TestBot.setup()
                        .plugins(DeployPlugin.class)
                        .chats("office", "oss")
                        .limits(
                                Map.of(
                                        "rules",
                                        List.of(
                                                Map.of(
                                                        "of",
                                                        "identity",
                                                        "per",
                                                        "person",
                                                        "rate",
                                                        "3/1h"))))
                        .start()) {
            TestPerson ann = bot.person("ann").on("office");
            TestPerson oss = bot.person("ann").on("oss");
            link(ann, oss);
            ann.says("!identity").repliesContaining("office:ann");
            oss.says("!identity").repliesContaining("office:ann");
            ann.says("!identity").repliesContaining("office:ann");
            oss.says("!identity").repliesContaining("3 in 1h", "Try again");
            ann.says("!identity").repliesContaining("3 in 1h", "Try again");
            bot.person("bob").on("oss").says("!identity").repliesContaining("oss:bob");
        }
    }

    @Test
    void aCodeHoldsOnceAndForFiveMinutes() {
        try (TestBot bot = bot()) {
            TestPerson office = bot.person("ann").on("office");
            TestPerson oss = bot.person("ann").on("oss");
            TestPerson eve = bot.person("eve").on("oss");
            String code = code(office);
            oss.says("!link " + code).repliesContaining("(yes/no)");
            oss.says("no").repliesWith("Nothing was linked, and the code holds no more.");
            eve.says("!link " + code).repliesContaining("not one that holds now");

            String old = code(office);
            String fresh = code(office);
            eve.says("!link " + old).repliesContaining("not one that holds now");
            bot.clock().advance(Duration.ofMinutes(5));
            eve.says("!link " + fresh).repliesContaining("not one that holds now");
        }
    }

    @Test
    void aCodeThatTwoTypeAtOnceLinksTheFirstWhoSaysYes() {
        try (TestBot bot = bot()) {
            String code = code(bot.person("ann").on("office"));
            TestPerson oss = bot.person("ann").on("oss");
            TestPerson eve = bot.person("eve").on("oss");
            oss.says("!link " + code).repliesContaining("(yes/no)");
            eve.says("!link " + code).repliesContaining("(yes/no)");
            oss.says("yes").repliesContaining("are one person now");
            eve.says("yes").repliesWith("The code holds no more; ask for another.");
            eve.says("!identity").repliesWith("oss:eve [oss:eve]");
        }
    }

    @Test
    void guessesAreBounded() {
        try (TestBot bot = bot()) {
            String code = code(bot.person("ann").on("office"));
            TestPerson eve = bot.person("eve").on("oss");
            for (int i = 0; i < 5; i++) {
                eve.says("!link AAAA-AAA" + (2 + i)).repliesContaining("not one that holds now");
            }
            eve.says("!link " + code).repliesContaining("Too many wrong codes");
            bot.clock().advance(Duration.ofMinutes(10));
            eve.says("!link AAAA-AAAA").repliesContaining("not one that holds now");
        }
    }

    @Test
    void aCodeTypedBeforeOthersIsEndedAndNothingIsLinked() {
        try (TestBot bot = bot()) {
            String code = code(bot.person("ann").on("office"));
            bot.person("ann")
                    .on("oss")
                    .in("#ops")
                    .says("!link " + code)
                    .privately()
                    .repliesContaining("Others could read that code");
            bot.person("eve")
                    .on("oss")
                    .says("!link " + code)
                    .repliesContaining("not one that holds now");
        }
    }

    @Test
    void aNameThatAnybodyCouldTakeIsLinkedWithNothing() {
        try (TestBot bot = bot()) {
            TestPerson guest = bot.person("guest7").on("oss");
            guest.says("!link").repliesContaining("Anybody could take the name 'oss:guest7'");
            String code = code(bot.person("ann").on("office"));
            guest.says("!link " + code).repliesContaining("Anybody could take the name");
            guest.says("!identity").repliesWith("oss:guest7 [oss:guest7]");
        }
    }

    @Test
    void codesAreInNoHistoryAndNoAudit() {
        try (TestBot bot = bot()) {
            String code = code(bot.person("ann").on("office"));
            TestPerson oss = bot.person("ann").on("oss");
            oss.says("!link " + code).repliesContaining("(yes/no)");
            oss.says("no");
            assertThat(oss.says("!history").replies().toString()).doesNotContain(code);
            assertThat(bot.admin().says("!audit").replies().toString()).doesNotContain(code);
        }
    }

    @Test
    void somebodyElsesLinkIsRemovedByAdminsOnly() {
        try (TestBot bot = bot()) {
            link(bot.person("ann").on("office"), bot.person("ann").on("oss"));
            bot.person("eve")
                    .on("oss")
                    .says("!link remove oss:ann")
                    .repliesWith("'oss:ann' is none of your accounts.");
            bot.admin().says("!link remove oss:ann").repliesContaining("person of its own again");
            bot.admin().says("!link remove oss:ann").repliesContaining("with no other account");
            bot.admin().says("!link remove ann").repliesContaining("chat:account");
        }
    }

    @Test
    void threeAccountsAreOnePersonAndOneCanLeave() {
        try (TestBot bot = bot()) {
            TestPerson test = bot.person("ann");
            TestPerson office = test.on("office");
            TestPerson oss = test.on("oss");
            link(office, oss);
            link(test, oss);
            oss.says("!identity").repliesWith("test:ann [test:ann, office:ann, oss:ann]");
            test.says("!link remove").repliesContaining("test:ann is a person of its own");
            oss.says("!identity").repliesWith("office:ann [office:ann, oss:ann]");
            test.says("!identity").repliesWith("test:ann [test:ann]");
        }
    }
}
