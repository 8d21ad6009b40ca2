package dev.errand.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.Command;
import dev.errand.api.Flag;
import dev.errand.api.Message;
import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Plugin;
import dev.errand.api.Requires;
import dev.errand.api.Rest;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.spi.InboundMessage;
import dev.errand.backend.spi.InboundMessage.Author;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What somebody tries who may not. A command that a webhook fires is not among them: there are no
 * webhooks yet; when there are, they go through {@code dispatch.Passage} like the rest.
 */
class AttacksTest {

    private static final AtomicInteger RUN = new AtomicInteger();

    /** What is worth an attack. */
    public static final class TargetPlugin implements Plugin {

        @Command(
                value = "deploy",
                description = "Deploys",
                aliases = {"ship", "send out"})
        String deploy(
                String env, @Flag Optional<String> version, @Flag boolean force, @Rest String why) {
            RUN.incrementAndGet();
            return "deployed to " + env;
        }

        @Command(value = "wipe", description = "Wipes")
        @Requires(Requires.ADMIN)
        String wipe() {
            RUN.incrementAndGet();
            return "wiped";
        }

        @Command(value = "page", description = "Pages")
        @Requires("oncall")
        String page() {
            RUN.incrementAndGet();
            return "paged";
        }

        @Command(value = "echo", description = "Says it again")
        String echo(@Rest String text) {
            return text;
        }
    }

    private static TestBot bot(List<Map<String, ?>> rules) {
        RUN.set(0);
        return TestBot.setup()
                .plugins(TargetPlugin.class)
                .access(
                        Map.of(
                                "roles",
                                Map.of("oncall", Map.of("people", List.of("test:olga"))),
                                "rules",
                                rules))
                .start();
    }

    private static InboundMessage message(
            String account, String name, Room room, Optional<String> thread, String text) {
        return InboundMessage.of(
                new Message(
                        "x" + text.hashCode(),
                        new Person(new PersonId("test", account), name),
                        room,
                        thread,
                        text,
                        Instant.EPOCH));
    }

    private static final Room DIRECT = new Room(new RoomId("test", "direct-m"), "m", true);
    private static final Room RANDOM = new Room(new RoomId("test", "#random"), "#random", false);

    private static final Map<String, ?> NO_PROD =
            Map.of("deny", "deploy", "with", Map.of("env", "prod"));

    @Test
    void aNameThatLooksLikeAnAdminsIsNobody() {
        try (TestBot bot = bot(List.of(Map.of("allow", "deploy", "to", "person test:admin")))) {
            // a Cyrillic a, a full-width one, one with a joiner, one with an accent, other cases
            for (String account :
                    List.of(
                            "аdmin",
                            "ａdmin",
                            "ad\u200dmin",
                            "ádmin",
                            "ADMIN",
                            "admin ",
                            "admin\u202e")) {
                for (String name : List.of("admin", account)) {
                    bot.delivers(message(account, name, DIRECT, Optional.empty(), "!wipe"))
                            .repliesContaining("it is for admin");
                    bot.delivers(message(account, name, DIRECT, Optional.empty(), "!page"))
                            .repliesContaining("it is for oncall");
                }
            }
            assertThat(RUN).hasValue(0);
        }
    }

    @Test
    void aRoleGoesToNobodyWhoOnlyCallsThemselvesSo() {
        try (TestBot bot = bot(List.of())) {
            bot.person("ann");
            bot.delivers(message("mallory", "ann", DIRECT, Optional.empty(), "!page"))
                    .repliesContaining("it is for oncall");
            bot.admin().says("!roles grant ann oncall --for 8h").repliesContaining("test:ann");
            bot.delivers(message("mallory", "ann", DIRECT, Optional.empty(), "!page"))
                    .repliesContaining("it is for oncall");
            bot.person("ann").says("!page").repliesWith("paged");
        }
    }

    @Test
    void aNickThatWasTakenWhileItsOwnerIsAwayGivesNothing() {
        // the chat gives the taker another account, or says that it vouches for none of that name
        try (TestBot bot = bot(List.of())) {
            bot.delivers(message("olga~host-of-mallory", "olga", DIRECT, Optional.empty(), "!page"))
                    .repliesContaining("it is for oncall");
            bot.admin().says("!roles grant test:guest7 oncall --for 8h");
            bot.person("olga").says("!page").repliesWith("paged");
            assertThat(RUN).hasValue(1);
        }
    }

    @Test
    void aForgedThreadOpensNoRoom() {
        List<Map<String, ?>> rules =
                List.of(
                        Map.of("deny", "deploy"),
                        Map.of("allow", "deploy", "in", "room test:#ops"));
        try (TestBot bot = bot(rules)) {
            for (String thread : List.of("#ops", "test:#ops", "m1", "", "room test:#ops")) {
                bot.delivers(message("m", "m", RANDOM, Optional.of(thread), "!deploy dev now"))
                        .repliesContaining("You may not run deploy");
            }
            Room called = new Room(new RoomId("test", "#0ps"), "#ops", false);
            bot.delivers(message("m", "m", called, Optional.empty(), "!deploy dev now"))
                    .repliesContaining("You may not run deploy");
            Room other = new Room(new RoomId("test", "#ops-mallory"), "#ops", false);
            bot.delivers(message("m", "m", other, Optional.empty(), "!deploy dev now"))
                    .repliesContaining("You may not run deploy");
            assertThat(RUN).hasValue(0);
            bot.person("m").in("#ops").says("!deploy dev now").repliesWith("deployed to dev");
        }
    }

    @Test
    void argumentsThatLookLikeFlagsHideNothing() {
        try (TestBot bot = bot(List.of(NO_PROD))) {
            TestPerson ann = bot.person("ann");
            for (String line :
                    List.of(
                            "!deploy prod now",
                            "!deploy --version dev prod now",
                            "!deploy --version=dev prod now",
                            "!deploy --force prod now",
                            "!deploy -- prod now",
                            "!deploy prod --version dev now",
                            "!deploy \"prod\" now",
                            "!deploy 'prod' now",
                            "!deploy --force -- prod dev",
                            "!deploy PROD now",
                            "!deploy prod dev",
                            "!deploy\u00a0prod now",
                            "!deploy \u200bprod now",
                            "!deploy --env=dev prod now",
                            "!deploy --env dev prod now")) {
                ann.says(line);
            }
            assertThat(bot.person("ann").says("!audit --outcome returned --lines 100").replies())
                    .noneMatch(text -> text.contains("env=prod") || text.contains("env=PROD"));
            ann.says("!deploy dev now").repliesWith("deployed to dev");
        }
    }

    @Test
    void aliasesPluginNamesMentionsAndHistoryLeadAroundNoDeny() {
        try (TestBot bot = bot(List.of(Map.of("deny", "deploy")))) {
            TestPerson ann = bot.person("ann");
            for (String line :
                    List.of(
                            "!deploy dev now",
                            "!ship dev now",
                            "!send out dev now",
                            "!target:deploy dev now",
                            "!target:ship dev now",
                            "!TARGET:Deploy dev now",
                            "errand: deploy dev now",
                            "errand: target:ship dev now",
                            "! deploy dev now",
                            "!Send  Out dev now",
                            "!!",
                            "!1")) {
                ann.says(line);
            }
            assertThat(RUN).hasValue(0);
            bot.admin().says("!deploy dev now").repliesContaining("You may not run deploy");
        }
    }

    @Test
    void aCommandOfTheSameNameInAnotherPluginIsNotMeantByTheDeny() {
        try (TestBot bot = bot(List.of(Map.of("deny", "target:deploy")))) {
            bot.person("ann").says("!deploy dev now").repliesContaining("You may not run deploy");
            bot.person("ann").says("!echo deploy").repliesWith("deploy");
        }
    }

    @Test
    void botsAndTheBotItselfRunNothingAndAnswerNothing() {
        try (TestBot bot = bot(List.of())) {
            for (Author author : List.of(Author.BOT, Author.SELF)) {
                for (String text : List.of("!deploy dev now", "!echo !echo hi", "!help", "hello")) {
                    bot.delivers(
                                    new InboundMessage(
                                            message(
                                                            "admin",
                                                            "admin",
                                                            RANDOM,
                                                            Optional.empty(),
                                                            text)
                                                    .message(),
                                            author,
                                            true,
                                            Set.of()))
                            .saysNothing();
                }
            }
            assertThat(RUN).hasValue(0);
        }
    }

    @Test
    void whatTheBotSaysIsNoCommandWhenItComesBack() {
        try (TestBot bot = bot(List.of())) {
            bot.person("ann")
                    .in("#ops")
                    .says("!echo !deploy prod now")
                    .repliesWith("!deploy prod now");
            bot.delivers(
                            new InboundMessage(
                                    message(
                                                    "errand",
                                                    "errand",
                                                    RANDOM,
                                                    Optional.empty(),
                                                    "!deploy prod now")
                                            .message(),
                                    Author.SELF,
                                    false,
                                    Set.of()))
                    .saysNothing();
            assertThat(RUN).hasValue(0);
        }
    }

    /**
     * An edit is no message: what a chat tells of one does not reach the inbox (Slack's backend has
     * a test of its own). Should the same message come again, it is checked again.
     */
    @Test
    void aMessageThatIsDeliveredAgainIsCheckedAgain() {
        try (TestBot bot = bot(List.of(NO_PROD))) {
            InboundMessage harmless =
                    message("ann", "ann", DIRECT, Optional.empty(), "!deploy dev now");
            bot.delivers(harmless).repliesWith("deployed to dev");
            Message was = harmless.message();
            bot.delivers(
                            InboundMessage.of(
                                    new Message(
                                            was.id(),
                                            was.from(),
                                            was.room(),
                                            was.thread(),
                                            "!deploy prod now",
                                            was.at())))
                    .repliesContaining("You may not run deploy");
            assertThat(RUN).hasValue(1);
        }
    }

    @Test
    void whoIsToConfirmConfirmsForThemselvesAlone() {
        try (TestBot bot = bot(List.of(Map.of("confirm", "deploy")))) {
            TestPerson ann = bot.person("ann").in("#ops");
            ann.says("!deploy dev now").repliesContaining("Really run deploy?");
            bot.person("mallory").in("#ops").says("yes");
            bot.delivers(message("mallory", "ann", ann.room(), Optional.empty(), "yes"));
            bot.person("ann").says("yes");
            assertThat(RUN).hasValue(0);
            bot.reconfigure(Map.of("rules", List.of(Map.of("deny", "deploy"))));
            ann.says("yes").repliesContaining("You may not run deploy");
            assertThat(RUN).hasValue(0);
        }
    }
}
