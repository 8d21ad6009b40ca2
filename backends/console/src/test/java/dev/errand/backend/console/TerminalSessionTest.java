package dev.errand.backend.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.api.Message;
import dev.errand.backend.contract.RecordingInbox;
import dev.errand.backend.contract.TestChatContext;
import dev.errand.backend.spi.Completion;
import dev.errand.backend.spi.Draft;
import dev.errand.backend.spi.OutboundMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalSessionTest {

    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";
    private static final String CTRL_P = "\u0010";

    private final RecordingInbox inbox = new RecordingInbox();

    @TempDir Path folder;

    private TestChatContext context;
    private TerminalHarness console;

    @BeforeEach
    void makeContext() {
        context = new TestChatContext("tested", folder);
    }

    @AfterEach
    void end() {
        console.backend().stop();
        console.close();
        context.close();
        assertThat(context.thrown()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm", "dumb"})
    void aTypedLineIsHeardAndTheReplyShown(String type) throws Exception {
        start(type);
        console.type("hello !! \"x \\ 'y\r");

        await().until(() -> inbox.texts().equals(List.of("hello !! \"x \\ 'y")));
        Message said = inbox.received().getFirst().message();
        console.backend().send(reply(said, "good day"));
        console.awaitShown("good day");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm", "dumb"})
    void whoComesIsGreeted(String type) throws Exception {
        start(type);

        console.awaitShown("Type !help to see what I can do, Ctrl-D to leave.");
        console.awaitShown("errand> ");
    }

    @Test
    void aReplyStandsAboveTheLineBeingTypedWhichGoesOn() throws Exception {
        start("xterm");
        console.type("half a li");
        console.awaitShown("half a li");
        console.forget();

        console.backend().send(unasked("news"));

        console.awaitShown("news\n");
        await().untilAsserted(() -> assertThat(console.shown()).endsWith("errand> half a li"));
        console.type("ne\r");
        await().until(() -> inbox.texts().equals(List.of("half a line")));
    }

    @Test
    void whatOthersPrintStandsAboveTheLineBeingTyped() throws Exception {
        start("xterm");
        console.type("half");
        console.awaitShown("half");
        console.forget();

        console.streams.err().println("a log line\u001b]0;title\u0007");
        console.streams.out().print("in two ");
        console.streams.out().println("parts");

        console.awaitShown("a log line\n");
        console.awaitShown("in two parts\n");
        assertThat(console.raw()).doesNotContain("title", "\u0007");
        await().untilAsserted(() -> assertThat(console.shown()).endsWith("errand> half"));
        assertThat(console.streams.complaints.all()).isEmpty();
    }

    @Test
    void theStreamsAreGivenBackAtTheEndWithWhatWasLeft() throws Exception {
        start("xterm");
        console.streams.err().print("not ended");

        console.backend().stop();

        assertThat(console.streams.err()).isSameAs(console.streams.firstErr);
        assertThat(console.streams.out()).isSameAs(console.streams.firstOut);
        assertThat(console.shown()).contains("not ended");
    }

    @Test
    void tabCompletesTheOnlyWord() throws Exception {
        inbox.completing(draft ->
                draft.text().equals("!de")
                        ? List.of(new Completion("!deploy", "Ships it"))
                        : List.of());
        start("xterm");
        console.type("!de\t");
        await().until(() -> !inbox.drafts().isEmpty());
        console.type("prod\r");

        await().until(() -> inbox.texts().equals(List.of("!deploy prod")));
        Draft draft = inbox.drafts().getFirst();
        assertThat(draft.text()).isEqualTo("!de");
        assertThat(draft.person()).isEqualTo(console.person());
        assertThat(draft.room()).isEqualTo(console.room());
    }

    @Test
    void tabShowsWhatCouldFollowWithDescriptionsAndBestFirst() throws Exception {
        inbox.completing(draft ->
                List.of(
                        new Completion("staging", "To try it"),
                        new Completion("prod", "The \u001b[2Jreal one")));
        start("xterm");
        console.type("!deploy \t");

        console.awaitShown("staging");
        console.awaitShown("The real one");
        assertThat(console.shown().indexOf("staging")).isLessThan(console.shown().indexOf("prod"));
        assertThat(inbox.drafts().getFirst().text()).isEqualTo("!deploy ");
    }

    @Test
    void aHostThatFailsToCompleteDoesNotEndTheLine() throws Exception {
        inbox.completing(draft -> {
            throw new IllegalStateException("no");
        });
        start("xterm");
        console.type("!de\t");
        await().until(() -> !inbox.drafts().isEmpty());
        console.type("mo\r");

        await().until(() -> inbox.texts().equals(List.of("!demo")));
    }

    @Test
    void controlCClearsALineAndEndsTheBotOnAnEmptyOne() throws Exception {
        start("xterm");
        console.type("a wrong line");
        console.awaitShown("a wrong line");
        console.type(CTRL_C);
        console.awaitShown("a wrong line\n");
        console.type("right\r");
        await().until(() -> inbox.texts().equals(List.of("right")));
        assertThat(inbox.finished()).isEmpty();

        console.forget();
        console.awaitPrompt();
        console.type(CTRL_C);

        await().until(() -> inbox.finished().equals(List.of("Ctrl-C")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm", "dumb"})
    void controlDEndsTheBot(String type) throws Exception {
        start(type);
        console.awaitShown("errand> ");
        console.type(CTRL_D);

        await().until(() -> inbox.finished().equals(List.of("Ctrl-D")));
    }

    @Test
    void repliesAreStillShownAfterControlD() throws Exception {
        start("xterm");
        console.awaitShown("errand> ");
        console.type(CTRL_D);
        await().until(() -> !inbox.finished().isEmpty());

        console.backend().send(unasked("the last words"));
        console.backend().stop();

        assertThat(console.shown()).contains("the last words\n");
    }

    @Test
    void aSlowCommandIsSaidToBeAtWork() throws Exception {
        start("xterm");
        console.type("!dig " + "x".repeat(100) + "\r");
        await().until(() -> !inbox.received().isEmpty());

        console.backend().working(inbox.received().getFirst().message(), true);
        console.backend().working(inbox.received().getFirst().message(), false);

        console.awaitShown("⏳ still working on !dig " + "x".repeat(35) + " …");
    }

    @Test
    void whatWasTypedIsKnownTheNextTimeAndNobodyElses() throws Exception {
        start("xterm");
        console.type("!remember me\r");
        console.type(" !secret 1234\r");
        await().until(() -> inbox.texts().size() == 2);
        console.backend().stop();

        Path history = folder.resolve("history");
        assertThat(Files.readString(history)).contains("!remember me").doesNotContain("1234");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");

        start("xterm");
        console.awaitShown("errand> ");
        console.type(CTRL_P + "\r");
        await().until(() -> inbox.texts().size() == 3);
        assertThat(inbox.texts().getLast()).isEqualTo("!remember me");
    }

    @Test
    void stoppingEndsWhileALineIsBeingTyped() throws Exception {
        start("xterm");
        console.type("half");
        console.awaitShown("half");
        CountDownLatch stopped = new CountDownLatch(1);
        Thread.ofVirtual()
                .start(() -> {
                    console.backend().stop();
                    stopped.countDown();
                });

        assertThat(stopped.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(inbox.finished()).isEmpty();
    }

    private void start(String type) throws Exception {
        console = new TerminalHarness(context, type);
        console.backend().start(inbox);
        await().atMost(Duration.ofSeconds(5)).until(() -> console.shown().contains("errand> "));
    }

    private OutboundMessage reply(Message to, String text) {
        return new OutboundMessage(
                to.room(),
                Optional.empty(),
                Optional.of(to),
                Optional.empty(),
                new OutboundMessage.Body.Drawn(text),
                to.id());
    }

    private OutboundMessage unasked(String text) {
        return new OutboundMessage(
                console.room(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new OutboundMessage.Body.Drawn(text),
                text);
    }
}
