package dev.errand.backend.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.backend.contract.RecordingInbox;
import dev.errand.backend.contract.TestChatContext;
import dev.errand.backend.spi.DeliveryException;
import dev.errand.backend.spi.InboundMessage;
import dev.errand.backend.spi.OutboundMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptSessionTest {

    private final RecordingInbox inbox = new RecordingInbox();

    @TempDir Path folder;

    private TestChatContext context;
    private ScriptHarness console;

    @BeforeEach
    void makeConsole() {
        context = new TestChatContext("tested", folder);
        console =
                new ScriptHarness(
                        context, new ConsoleSettings("admin", ConsoleSettings.Color.AUTO));
    }

    @AfterEach
    void end() {
        console.backend().stop();
        console.close();
        context.close();
        assertThat(context.thrown()).isEmpty();
    }

    @Test
    void repliesStandInTheOrderOfTheLinesHoweverLongEachTakes() throws Exception {
        CountDownLatch firstIsSlow = new CountDownLatch(1);
        try (var host = Executors.newVirtualThreadPerTaskExecutor()) {
            inbox.receipts(message -> {
                var work =
                        host.submit(() -> {
                            if (message.message().text().equals("slow")) {
                                firstIsSlow.await();
                            }
                            reply(message, "reply to " + message.message().text());
                            return message;
                        });
                return () -> finished(work);
            });
            start("slow\nquick\n", true);
            await().until(() -> inbox.received().size() == 1);
            firstIsSlow.countDown();
            awaitEnd();
        }

        assertThat(console.output.all()).isEqualTo("reply to slow\nreply to quick\n");
        assertThat(inbox.finished()).containsExactly("end of input");
    }

    @Test
    void eachReplyIsFlushedByItself() throws Exception {
        inbox.answering(message -> reply(message, "one\ntwo"));
        start("a\nb\n", true);
        awaitEnd();

        assertThat(console.output.flushed()).containsExactly("one\ntwo\n", "one\ntwo\n");
    }

    @Test
    void theEndIsToldAfterTheLastLineHasBeenAnswered() throws Exception {
        inbox.receipts(message ->
                () -> {
                    assertThat(inbox.finished()).isEmpty();
                    reply(message, "answered");
                });
        start("only", true);
        awaitEnd();

        assertThat(console.output.all()).isEqualTo("answered\n");
    }

    @Test
    void blankLinesAndLineEndsOfOtherSystemsAreRead() throws Exception {
        start("\ufeffone\r\n\n   \n\t\r\ntwo\nthree without an end", true);
        awaitEnd();

        assertThat(inbox.texts()).containsExactly("one", "two", "three without an end");
    }

    @Test
    void bytesThatAreNotUtf8AreReplaced() throws Exception {
        console.input.type(new byte[] {'a', (byte) 0xff, (byte) 0xc3, 'b', '\n'});
        start("", true);
        awaitEnd();

        assertThat(inbox.texts()).containsExactly("a\ufffd\ufffdb");
    }

    @Test
    void aLineOfOneMebibyteIsReadAndALongerOneIsLeftOut() throws Exception {
        String longest = "x".repeat(LineInput.LONGEST);
        start(longest + "\n" + longest + "y\nafter\n", true);
        awaitEnd();

        assertThat(inbox.texts()).containsExactly(longest, "after");
        assertThat(console.streams.complaints.all())
                .isEqualToNormalizingNewlines(
                        "standard input: line 2 is left out: it has 1048577 bytes, and a line may have 1048576\n");
        assertThat(console.output.all()).isEmpty();
    }

    @Test
    void aReaderWhoHasSeenEnoughEndsTheBotQuietly() throws Exception {
        console.output.closeByReader();
        inbox.answering(message -> reply(message, "nobody reads this"));
        start("one\ntwo\nthree\n", false);
        awaitEnd();

        assertThat(inbox.finished()).containsExactly("standard output is closed");
        assertThat(inbox.texts()).containsExactly("one");
        assertThat(console.streams.complaints.all()).isEmpty();
    }

    @Test
    void whatPluginsPrintDoesNotStandBetweenTheReplies() throws Exception {
        inbox.answering(message -> {
            console.streams.out().println("printed by a plugin");
            reply(message, "a reply");
        });
        start("go\n", true);
        awaitEnd();
        console.backend().stop();

        assertThat(console.output.all()).isEqualTo("a reply\n");
        assertThat(console.streams.complaints.all())
                .isEqualToNormalizingNewlines("printed by a plugin\n");
        assertThat(console.streams.out()).isSameAs(console.streams.firstOut);
    }

    @Test
    void stoppingDoesNotWaitForStandardInput() throws Exception {
        start("", false);

        CountDownLatch stopped = new CountDownLatch(1);
        Thread.ofVirtual()
                .start(() -> {
                    console.backend().stop();
                    stopped.countDown();
                });

        assertThat(stopped.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(inbox.finished()).isEmpty();
    }

    private void start(String lines, boolean end) throws Exception {
        console.input.type(lines.getBytes(StandardCharsets.UTF_8));
        if (end) {
            console.input.end();
        }
        console.backend().start(inbox);
    }

    private void awaitEnd() {
        await().until(() -> !inbox.finished().isEmpty());
    }

    private void reply(InboundMessage to, String text) {
        try {
            console.backend()
                    .send(
                            new OutboundMessage(
                                    to.message().room(),
                                    Optional.empty(),
                                    Optional.of(to.message()),
                                    Optional.empty(),
                                    new OutboundMessage.Body.Drawn(text),
                                    to.message().id()));
        } catch (DeliveryException e) {
            throw new AssertionError(e);
        }
    }

    private static void finished(java.util.concurrent.Future<?> work) throws InterruptedException {
        try {
            work.get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
