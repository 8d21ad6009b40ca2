package dev.errand.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.api.Message;
import dev.errand.api.Reply;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.spi.DeliveryException;
import dev.errand.backend.spi.Dialect;
import dev.errand.backend.spi.Feature;
import dev.errand.backend.spi.OutboundMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the host says reaches people. */
abstract class SendingContract extends TextContract {

    @Test
    void messagesOfOneThreadArriveInOrder() throws Exception {
        List<String> texts = IntStream.range(0, 30).mapToObj(i -> "reply " + i).toList();
        for (String text : texts) {
            sendText(text);
        }

        assertThat(seenAfterLast()).isEqualTo(texts);
    }

    @Test
    void messagesOfManyThreadsArriveWholeAndOnce() throws Exception {
        List<String> texts = IntStream.range(0, 40).mapToObj(i -> "from one of many " + i).toList();
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<String>>> sent = new ArrayList<>();
            texts.forEach(text -> sent.add(many.submit(() -> sendText(text))));
            for (Future<Optional<String>> each : sent) {
                each.get();
            }
        }

        assertThat(seenAfterLast()).containsExactlyInAnyOrderElementsOf(texts);
    }

    @Test
    void theSameKeyIsNotSentTwice() throws Exception {
        backend().send(drawn(backend().dialect().text("only once"), "same"));
        backend().send(drawn(backend().dialect().text("only once"), "same"));
        backend().send(drawn(backend().dialect().text("only once"), "other"));

        assertThat(seenAfterLast()).containsExactly("only once", "only once");
    }

    @Test
    void aRoomThatIsNotThereIsRefused() {
        Room nowhere = new Room(new RoomId("tested", "no-such-room-7f3a"), "nowhere", false);
        OutboundMessage message =
                new OutboundMessage(
                        nowhere,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new OutboundMessage.Body.Drawn("secret words"),
                        "nowhere");

        assertThatThrownBy(() -> backend().send(message))
                .isInstanceOf(DeliveryException.class)
                .message()
                .isNotBlank()
                .doesNotContain("secret words");
    }

    @Test
    void aWorkingSignDoesNotDisturbTheReply() throws Exception {
        Message message = said("!slow");

        backend().working(message, true);
        sendText("done");
        backend().working(message, false);

        seen("the reply", seen -> seen.text().equals("done"));
    }

    @Test
    void aMessageCanBeChanged() throws Exception {
        needs(Feature.EDIT);
        String id = sendText("old words").orElseThrow();
        seen("the old words", message -> message.text().equals("old words"));

        backend().edit(id, drawn(backend().dialect().text("new words")));

        seen("the new words", message -> message.text().equals("new words"));
        assertThat(seenTexts()).doesNotContain("old words");
    }

    @Test
    void aMessageThatIsNotThereCannotBeChanged() {
        needs(Feature.EDIT);

        assertThatThrownBy(() -> backend().edit("no-such-message", drawn("new words")))
                .isInstanceOf(DeliveryException.class);
    }

    @Test
    void aReactionStandsUnderTheMessage() throws Exception {
        needs(Feature.REACT);
        Message message = said("deploy it");

        backend().react(message, "👍");

        eventually("it arrives")
                .untilAsserted(() -> assertThat(harness().reactions(message)).contains("👍"));
    }

    @Test
    void aReplyStandsInTheThreadThatWasAskedIn() throws Exception {
        needs(ChatHarness.Ability.THREADS);
        needs(Feature.THREADS);
        Message root = said("look at this");
        harness().sayInThread(room(), root, "!why");
        String thread = heard("!why").message().thread().orElseThrow();

        backend().send(inThread(thread, "because"));
        sendText("outside");

        assertThat(seen("the reply", message -> message.text().equals("because")).thread())
                .contains(thread);
        assertThat(seen("the other", message -> message.text().equals("outside")).thread())
                .isEmpty();
    }

    @Test
    void aPrivateMessageIsSeenByOnePersonAlone() throws Exception {
        needs(Feature.PRIVATE);

        backend().send(onlyTo(harness().person().id(), "between us"));
        sendText("for all");

        assertThat(seen("the private one", message -> message.text().equals("between us")).onlyTo())
                .contains(harness().person().id());
        assertThat(seen("the public one", message -> message.text().equals("for all")).onlyTo())
                .isEmpty();
    }

    @Test
    void dialectAndFeaturesStayTheSame() {
        Dialect dialect = backend().dialect();
        Set<Feature> features = backend().features();
        said("anything");

        assertThat(backend().dialect()).isSameAs(dialect);
        assertThat(backend().features()).isEqualTo(features);
    }

    @Test
    void aChatThatEditsTellsTheIdsOfItsMessages() throws Exception {
        needs(Feature.EDIT);

        assertThat(sendText("one")).isPresent().isNotEqualTo(sendText("two"));
    }

    @ParameterizedTest
    @MethodSource("richReplies")
    void aRichReplyShowsItsWords(Feature feature, Reply reply) throws Exception {
        needs(feature);

        backend()
                .send(
                        new OutboundMessage(
                                room(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                new OutboundMessage.Body.Rich(
                                        reply, backend().dialect().text("a word to see")),
                                "rich"));

        seen("the reply", message -> message.text().contains("word to see"));
    }

    static Stream<Arguments> richReplies() {
        return Stream.of(
                Arguments.of(
                        Feature.CARDS, Reply.card("A title", "a word to see").field("load", "0.7")),
                Arguments.of(Feature.TABLES, Reply.table("name").row("a word to see")),
                Arguments.of(Feature.FILES, Reply.file("words.txt", "a word to see")));
    }
}
