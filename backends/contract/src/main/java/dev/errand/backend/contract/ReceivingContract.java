package dev.errand.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.errand.api.Message;
import dev.errand.api.Room;
import dev.errand.backend.spi.Feature;
import dev.errand.backend.spi.InboundMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people say reaches the host. */
abstract class ReceivingContract extends ContractFixture {

    @Test
    void whatAPersonSaysArrivesWithPersonAndRoom() {
        harness().say(room(), "!roll 2d6");

        InboundMessage heard = heard("!roll 2d6");
        assertThat(heard.author()).isEqualTo(InboundMessage.Author.PERSON);
        assertThat(heard.message().from()).isEqualTo(harness().person());
        assertThat(heard.message().room()).isEqualTo(room());
        assertThat(heard.message().thread()).isEmpty();
        assertThat(heard.message().at())
                .isBetween(
                        Instant.now().minus(Duration.ofMinutes(5)),
                        Instant.now().plus(Duration.ofMinutes(5)));
    }

    @Test
    void personAndRoomCarryTheNameOfTheChat() {
        Message message = said("who am I");

        assertThat(message.from().id().chat()).isEqualTo("tested");
        assertThat(message.room().id().chat()).isEqualTo("tested");
    }

    @Test
    void everyMessageHasAnIdOfItsOwn() {
        for (int i = 0; i < 20; i++) {
            harness().say(room(), "the same words");
        }

        eventually("it arrives").until(() -> inbox.texts().size() == 20);
        assertThat(inbox.received())
                .extracting(heard -> heard.message().id())
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @Test
    void messagesArriveInTheOrderInWhichTheyWereSaid() {
        List<String> lines = IntStream.range(0, 100).mapToObj(i -> "line " + i).toList();
        lines.forEach(line -> harness().say(room(), line));

        eventually("it arrives").until(() -> inbox.texts().size() >= lines.size());
        assertThat(inbox.texts()).isEqualTo(lines);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grüße, Ἀθῆναι, 東京",
                "\uD83D\uDE80 and \uD83D\uDC69\u200D\uD83D\uDCBB",
                "שלום עולם",
                "مرحبا 123 abc",
                "e\u0301 a\u0308"
            })
    void everyScriptOfTheWorldArrivesAsItWasTyped(String text) {
        harness().say(room(), text);

        assertThat(heard(text).message().text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*a* _b_ `c` ~d~",
                "<b>&amp;</b>",
                "a\\b",
                "!echo 'x y' \"z\" $HOME !!",
                "[a](b) # c"
            })
    void notationArrivesAsItWasTyped(String text) {
        harness().say(room(), text);

        assertThat(heard(text).message().text()).isEqualTo(text);
    }

    @Test
    void severalLinesArriveAsOneMessageWithTheirEmptyLines() {
        needs(ChatHarness.Ability.LINES);

        harness().say(room(), "first\n\nthird");

        assertThat(heard("first\n\nthird").message().text()).isEqualTo("first\n\nthird");
    }

    @Test
    void controlCharactersDoNotArrive() {
        harness().say(room(), "red\u0007 \u001b[31malert\u007f end");

        eventually("it arrives").until(() -> !inbox.received().isEmpty());
        String text = inbox.received().getFirst().message().text();
        assertThat(text).contains("red", "alert", "end");
        assertThat(text.chars().filter(Character::isISOControl).toArray()).isEmpty();
    }

    @Test
    void aDirectRoomIsToldApart() {
        assumeTrue(harness().direct().isPresent(), "this chat has no direct rooms");
        Room direct = harness().direct().orElseThrow();

        harness().say(direct, "between us");

        assertThat(heard("between us").message().room()).isEqualTo(direct);
        assertThat(direct.direct()).isTrue();
    }

    @Test
    void whatIsSaidInAThreadNamesTheThread() {
        needs(ChatHarness.Ability.THREADS);
        needs(Feature.THREADS);
        Message root = said("look at this");

        harness().sayInThread(room(), root, "one");
        harness().sayInThread(room(), root, "two");

        assertThat(heard("one").message().thread())
                .isPresent()
                .isEqualTo(heard("two").message().thread());
    }

    @Test
    void anotherProgramIsMarkedAsOne() {
        needs(ChatHarness.Ability.BOTS);

        harness().sayAsBot(room(), "build 7 failed");

        assertThat(heard("build 7 failed").author()).isEqualTo(InboundMessage.Author.BOT);
    }

    @Test
    void theBotsOwnMessagesAreMarkedOrStayAway() throws Exception {
        sendText("my own words");
        seen("the bot's message", message -> message.text().equals("my own words"));
        said("somebody else");

        assertThat(inbox.received())
                .filteredOn(heard -> heard.message().text().contains("my own words"))
                .allSatisfy(
                        heard -> assertThat(heard.author()).isEqualTo(InboundMessage.Author.SELF));
    }

    @Test
    void aMentionOfTheBotIsToldAndTakenOutOfTheText() {
        needs(ChatHarness.Ability.MENTIONS);

        harness().sayToBot(room(), "roll 2d6");

        assertThat(heard("roll 2d6").addressed()).isTrue();
    }

    @Test
    void aMessageDeliveredTwiceHasOneId() {
        needs(ChatHarness.Ability.DELIVERS_TWICE);
        Message first = said("once");

        harness().deliverAgain();
        said("after");

        assertThat(inbox.received())
                .filteredOn(heard -> heard.message().text().equals("once"))
                .allSatisfy(heard -> assertThat(heard.message().id()).isEqualTo(first.id()));
    }
}
