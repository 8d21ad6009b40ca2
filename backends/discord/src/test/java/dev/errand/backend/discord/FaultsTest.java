package dev.errand.backend.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.errand.api.Secret;
import dev.errand.backend.spi.DeliveryException;
import dev.errand.backend.spi.Health;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.Test;

/** What goes wrong between the real JDA and Discord. */
class FaultsTest extends DiscordFixture {

    @Test
    void aReconnectRequestIsFollowedAndNothingSaidMeanwhileIsLost() throws Exception {
        startUp(discord.settings());

        discord.gateway.op(7, null);
        discord.say(FakeWorld.ANN, FakeWorld.OPS, "said meanwhile");

        heard("said meanwhile");
        eventually("it resumes")
                .until(() -> discord.gateway.logins().equals(List.of("identify", "resume")));
    }

    @Test
    void aSessionThatIsInvalidIsBegunAnew() throws Exception {
        startUp(discord.settings());

        discord.gateway.forget();
        discord.gateway.op(9, false);

        eventually("a new session")
                .until(() -> discord.gateway.logins().equals(List.of("identify", "identify")));
        up();
        harness.say(harness.room(), "after");
        heard("after");
    }

    @Test
    void anUnknownErrorOfTheGatewayIsResumed() throws Exception {
        startUp(discord.settings());

        discord.gateway.close(4000);

        eventually("it resumes").until(() -> discord.gateway.logins().contains("resume"));
        up();
        send("I am back");
        assertThat(seen()).containsExactly("I am back");
    }

    @Test
    void aTokenThatIsRefusedAtTheDoorIsNotTriedAgain() throws Exception {
        start(discord.settings("wrong.token", true, List.of(), 10, Duration.ofSeconds(15)));

        state(Health.State.DOWN);

        assertThat(backend().health().detail()).contains("token", "Reset").doesNotContain("wrong");
        await().during(Duration.ofSeconds(3))
                .untilAsserted(() ->
                        assertThat(discord.rest.requests()).containsExactly("GET /users/@me"));
    }

    @Test
    void aTokenThatIsRefusedLaterIsNotTriedAgain() throws Exception {
        startUp(discord.settings());

        discord.gateway.close(4004);

        state(Health.State.DOWN);
        assertThat(backend().health().detail()).contains("token");
        assertThat(discord.gateway.logins()).containsExactly("identify");
    }

    @Test
    void aMissingIntentIsExplained() throws Exception {
        discord.gateway.mayReadContent(false);
        start(discord.settings());

        state(Health.State.DOWN);

        assertThat(backend().health().detail())
                .contains("Message Content Intent", "message-content = false");
    }

    @Test
    void withoutTheIntentMentionsAndDirectMessagesAreHeard() throws Exception {
        discord.gateway.mayReadContent(false);
        startUp(discord.settings(FakeDiscord.TOKEN, false, List.of(), 10, Duration.ofSeconds(15)));

        harness.sayToBot(harness.room(), "roll");
        harness.say(harness.direct().orElseThrow(), "!roll 2");

        heard("roll");
        heard("!roll 2");
    }

    @Test
    void aSilentLinkIsCutAndResumed() throws Exception {
        startUp(discord.settings(FakeDiscord.TOKEN, true, List.of(), 10, Duration.ofMillis(200)));

        discord.gateway.silent(true);

        eventually("it resumes").until(() -> discord.gateway.logins().contains("resume"));
        up();
    }

    @Test
    void aLimitIsKeptAndTheOrderToo() throws Exception {
        startUp(discord.settings());
        discord.rest.fault(new FakeRest.Fault.Limited(1));

        for (int i = 0; i < 3; i++) {
            send("limited " + i);
        }

        eventually("all arrive").until(() -> seen().size() == 3);
        assertThat(seen()).containsExactly("limited 0", "limited 1", "limited 2");
    }

    @Test
    void aServerErrorIsTriedAgain() throws Exception {
        startUp(discord.settings());
        discord.rest.fault(new FakeRest.Fault.Status(500));
        discord.rest.fault(new FakeRest.Fault.Status(503));

        send("in the end");

        eventually("it arrives").until(() -> seen().equals(List.of("in the end")));
    }

    @Test
    void aMessageWhoseAnswerIsLostIsPostedOnce() throws Exception {
        startUp(discord.settings());
        discord.rest.fault(new FakeRest.Fault.LostAnswer());

        assertThat(send("once")).isPresent();
        send("after");

        assertThat(seen()).containsExactly("once", "after");
    }

    @Test
    void anAnswerThatMakesNoSenseIsAskedForAgain() throws Exception {
        startUp(discord.settings());
        discord.rest.fault(new FakeRest.Fault.Malformed());

        send("once");

        eventually("it arrives").until(() -> seen().equals(List.of("once")));
    }

    @Test
    void aSlowRoomKeepsNoOtherWaiting() throws Exception {
        startUp(discord.settings());
        CountDownLatch until = new CountDownLatch(1);
        discord.rest.fault(new FakeRest.Fault.Slow(until));
        Thread slow =
                Thread.startVirtualThread(() -> {
                    try {
                        send("slow");
                    } catch (DeliveryException e) {
                        throw new IllegalStateException(e);
                    }
                });
        eventually("it is under way")
                .until(() ->
                        discord.rest.requests().stream().anyMatch(call -> call.startsWith("POST")));

        harness.say(harness.direct().orElseThrow(), "meanwhile");
        heard("meanwhile");
        backend()
                .send(
                        new dev.errand.backend.spi.OutboundMessage(
                                harness.direct().orElseThrow(),
                                java.util.Optional.empty(),
                                java.util.Optional.empty(),
                                java.util.Optional.empty(),
                                new dev.errand.backend.spi.OutboundMessage.Body.Drawn("quick"),
                                "quick"));

        assertThat(seen()).containsExactly("quick");
        until.countDown();
        slow.join();
    }

    @Test
    void eventsThatMakeNoSenseAndUnknownOnesDoNoHarm() throws Exception {
        startUp(discord.settings());

        discord.gateway.dispatch("NO_SUCH_EVENT", DataObject.empty().put("a", 1));
        discord.gateway.dispatch("MESSAGE_CREATE", DataObject.empty().put("id", "x"));
        discord.gateway.raw("{\"op\": 0, \"t\": ");
        discord.say(FakeWorld.ANN, FakeWorld.OPS, "still here");

        heard("still here");
    }

    @Test
    void aMessageToldTwiceIsHeardOnce() throws Exception {
        startUp(discord.settings());
        discord.gateway.again(discord.say(FakeWorld.ANN, FakeWorld.OPS, "twice"));
        discord.say(FakeWorld.ANN, FakeWorld.OPS, "after");

        heard("after");
        assertThat(inbox.texts()).containsExactly("twice", "after");
    }

    @Test
    void aLateMessageIsHeardAsOneOfItsOwnTime() throws Exception {
        startUp(discord.settings());
        DataObject early = discord.world.said(FakeWorld.ANN, FakeWorld.OPS, "early");
        DataObject late = discord.world.said(FakeWorld.ANN, FakeWorld.OPS, "late");

        discord.gateway.dispatch("MESSAGE_CREATE", late);
        discord.gateway.dispatch("MESSAGE_CREATE", early);

        assertThat(heard("early").at()).isBeforeOrEqualTo(heard("late").at());
    }

    @Test
    void aNameThatTheDnsDoesNotKnowIsToldAndTriedAgain() throws Exception {
        start(
                new DiscordSettings(
                        new Secret(FakeDiscord.TOKEN),
                        true,
                        true,
                        List.of(),
                        10,
                        Duration.ofSeconds(15),
                        "https://no-such-host.invalid/api/v10/",
                        "wss://no-such-host.invalid"));

        eventually("it is told").until(() -> backend().health().lastFailure().isPresent());
        Health health = backend().health();
        assertThat(health.state()).isEqualTo(Health.State.CONNECTING);
        assertThat(health.detail()).contains("no-such-host.invalid", "DNS");
        eventually("it is tried again")
                .until(() -> !backend().health().lastFailure().equals(health.lastFailure()));
    }

    @Test
    void beyondTheBoundTheOldestIsDroppedAndCounted() throws Exception {
        startUp(discord.settings(FakeDiscord.TOKEN, true, List.of(), 3, Duration.ofSeconds(15)));
        discord.drop();
        eventually("the loss is told")
                .until(() -> backend().health().state() == Health.State.CONNECTING);

        for (String text : IntStream.range(0, 6).mapToObj(i -> "waiting " + i).toList()) {
            send(text);
        }
        assertThat(backend().health().detail()).contains("3 messages dropped");
        assertThat(backend().health().waiting()).isEqualTo(3);
        discord.restore();

        eventually("the rest arrives").until(() -> seen().contains("waiting 5"));
        assertThat(seen()).containsExactly("waiting 3", "waiting 4", "waiting 5");
    }

    @Test
    void aPlaceThatIsNotThereIsRefusedByDiscordItself() throws Exception {
        startUp(discord.settings());

        assertThatThrownBy(() ->
                        backend()
                                .react(
                                        new dev.errand.api.Message(
                                                "123456789",
                                                harness.person(),
                                                harness.room(),
                                                java.util.Optional.empty(),
                                                "gone",
                                                java.time.Instant.now()),
                                        "👍"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("Unknown Message");
    }

    @Test
    void onlyTheNamedServersAreHeard() throws Exception {
        startUp(
                discord.settings(
                        FakeDiscord.TOKEN,
                        true,
                        List.of(FakeWorld.FIRST_GUILD),
                        10,
                        Duration.ofSeconds(15)));

        discord.say(FakeWorld.ANN, FakeWorld.OTHER, "elsewhere");
        discord.say(FakeWorld.ANN, FakeWorld.OPS, "here");

        heard("here");
        assertThat(inbox.texts()).containsExactly("here");
        assertThat(inbox.received().getFirst().groups()).contains("deployers", FakeWorld.ROLE);
    }

    @Test
    void inSeveralServersARoleIsAGroupByItsServer() throws Exception {
        startUp(discord.settings());

        discord.say(FakeWorld.ANN, FakeWorld.OTHER, "there");
        discord.say(FakeWorld.ANN, FakeWorld.OPS, "here");

        heard("there");
        heard("here");
        assertThat(inbox.received())
                .allSatisfy(heard -> assertThat(heard.groups()).doesNotContain("deployers"))
                .anySatisfy(heard ->
                        assertThat(heard.groups()).contains(FakeWorld.FIRST_GUILD + "/deployers"));
    }

    @Test
    void aMentionCallsThatPersonAndNobodyElse() throws Exception {
        startUp(discord.settings());

        send(
                backend().dialect().mention(harness.person())
                        + " and \\<@"
                        + FakeWorld.BOB.id()
                        + ">");

        DataObject allowed = discord.world.posted().getFirst().body().getObject("allowed_mentions");
        assertThat(allowed.getArray("users").toList()).containsExactly(FakeWorld.ANN.id());
        assertThat(allowed.getArray("parse").toList()).isEmpty();
    }
}
