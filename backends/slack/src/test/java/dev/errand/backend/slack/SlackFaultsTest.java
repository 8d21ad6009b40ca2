package dev.errand.backend.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.backend.spi.DeliveryException;
import dev.errand.backend.spi.Health;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Slack, the network and the tokens do wrong. */
@Isolated("it looks at all threads of the process")
class SlackFaultsTest extends SlackFixture {

    @BeforeEach
    void connected() {
        untilUp();
    }

    @Test
    void aRateLimitIsKeptAndTheMessageSentOnce() throws Exception {
        slack.fail("chat.postMessage", new Fault.RateLimited(2));

        harness.backend().send(text("patience"));

        untilSeen("patience");
        List<FakeSlack.Called> calls = slack.calls("chat.postMessage");
        assertThat(calls).hasSize(2);
        assertThat(Duration.between(calls.get(0).at(), calls.get(1).at()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    static List<Fault> passing() {
        return List.of(
                new Fault.Status(500),
                new Fault.Status(503),
                new Fault.Malformed(),
                new Fault.Slow(500),
                new Fault.Refused("internal_error"),
                new Fault.LostAnswer());
    }

    @ParameterizedTest
    @MethodSource("passing")
    void aMessageSurvivesAFaultInItsPlaceAndIsSeenOnce(Fault fault) throws Exception {
        slack.fail("chat.postMessage", fault);

        harness.backend().send(text("first"));
        harness.backend().send(text("second"));

        untilSeen("first", "second");
    }

    @Test
    void manyFaultsInARowAreMetWithGrowingPauses() throws Exception {
        for (int i = 0; i < 4; i++) {
            slack.fail("chat.postMessage", new Fault.Status(502));
        }

        harness.backend().send(text("at last"));

        untilSeen("at last");
        List<FakeSlack.Called> calls = slack.calls("chat.postMessage");
        assertThat(calls).hasSize(5);
        assertThat(Duration.between(calls.get(3).at(), calls.get(4).at()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"token_expired", "invalid_auth", "token_revoked", "account_inactive"})
    void aRefusedTokenIsNotTriedAgain(String error) {
        slack.refuseTokens(Optional.of(error));

        assertThatThrownBy(() -> harness.backend().send(text("too late")))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining(error)
                .hasMessageNotContaining("too late");

        eventually().until(() -> harness.backend().health().state() == Health.State.DOWN);
        assertThat(harness.backend().health().detail()).contains(error).doesNotContain("secret");
        int calls = slack.calls("chat.postMessage").size();
        assertThatThrownBy(() -> harness.backend().send(text("still")))
                .isInstanceOf(DeliveryException.class);
        assertThat(slack.calls("chat.postMessage")).hasSize(calls);
        eventually().until(() -> slack.sockets.open() == 0);
    }

    @Test
    void aTokenThatIsRefusedAtAReconnectEndsTheTrying() {
        slack.refuseTokens(Optional.of("invalid_auth"));

        slack.sockets.cut();

        eventually().until(() -> harness.backend().health().state() == Health.State.DOWN);
        assertThat(slack.calls("apps.connections.open")).hasSize(2);
    }

    @Test
    void slacksOrderToReconnectLosesNothingAndIsNoLoss() {
        slack.sockets.raw(
                """
                {"type":"disconnect","reason":"refresh_requested","debug_info":{"host":"applink-1"}}\
                """);
        for (int i = 0; i < 20; i++) {
            harness.say(harness.room(), "line " + i);
            assertThat(harness.backend().health().state()).isEqualTo(Health.State.UP);
        }

        eventually().until(() -> slack.sockets.opens() == 2 && slack.sockets.open() == 1);
        eventually().until(() -> inbox.texts().size() == 20);
        harness.say(harness.room(), "after");
        eventually().until(() -> inbox.texts().contains("after"));
    }

    @Test
    void aCutSocketComesBackAndWhatWasSaidMeanwhileIsHeard() {
        slack.sockets.cut();
        harness.say(harness.room(), "meanwhile");

        untilHeard("meanwhile");
        untilUp();
    }

    @Test
    void nonsenseOnTheSocketIsPassedOver() {
        for (String nonsense :
                List.of(
                        "",
                        "[]",
                        "{",
                        "null",
                        "{\"type\":7}",
                        "{\"envelope_id\":\"e1\"}",
                        "{\"type\":\"events_api\",\"envelope_id\":\"e2\",\"payload\":[]}",
                        "{\"type\":\"events_api\",\"envelope_id\":\"e3\",\"payload\":{\"event_id\":\"x\",\"event\":{\"type\":\"message\",\"ts\":{}}}}")) {
            slack.sockets.raw(nonsense);
        }
        harness.say(harness.room(), "sense");

        untilHeard("sense");
        assertThat(slack.sockets.opens()).isEqualTo(1);
    }

    @Test
    void everyEnvelopeIsAnsweredAtOnceWhateverTheHostDoes() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        inbox.answering(_ -> {
            try {
                hold.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        for (int i = 0; i < 200; i++) {
            harness.say(harness.room(), "line " + i);
        }

        eventually().until(() -> slack.sockets.receipts().size() == 200);
        assertThat(slack.sockets.receipts())
                .allSatisfy(took -> assertThat(took).isLessThan(Duration.ofSeconds(3)));
        hold.countDown();
        eventually().until(() -> inbox.texts().size() == 200);
    }

    @Test
    void aPersonWhomSlackDoesNotNameIsHeardAllTheSame() {
        slack.fail("users.info", new Fault.RateLimited(60));
        slack.fail("conversations.info", new Fault.Refused("missing_scope"));

        harness.say(harness.room(), "who am I");

        untilHeard("who am I");
        assertThat(inbox.received().getFirst().message().from().id())
                .isEqualTo(harness.person().id());
    }

    @Test
    void beyondTheBoundTheOldestIsDroppedAndCounted() throws Exception {
        harness.drop();
        eventually().until(() -> harness.backend().health().state() != Health.State.UP);

        for (int i = 0; i < 1003; i++) {
            harness.backend().send(text("m" + i));
        }

        assertThat(harness.backend().health().detail()).contains("3 messages were dropped");
        assertThat(harness.backend().health().waiting()).isEqualTo(1000);
        harness.restore();
        // A thousand messages through a real client and a real server; looking at them costs more
        // than sending them.
        eventually()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> seen().size() == 1000);
        assertThat(seen()).startsWith("m3", "m4").endsWith("m1002");
    }

    @Test
    void nothingOfTheBackendRunsOnAfterItsEnd() throws Exception {
        harness.backend().send(text("last words"));

        stop();

        eventually()
                .untilAsserted(() ->
                        assertThat(Thread.getAllStackTraces().keySet())
                                .extracting(Thread::getName)
                                .noneMatch(name ->
                                        name.startsWith("WebSocket")
                                                || name.contains("slack")
                                                || name.startsWith("connectionLost")));
        assertThat(slack.sockets.open()).isZero();
    }
}
