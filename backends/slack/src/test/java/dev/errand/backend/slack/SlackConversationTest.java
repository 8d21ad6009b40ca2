package dev.errand.backend.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.errand.api.Message;
import dev.errand.api.Reply;
import dev.errand.backend.contract.RecordingInbox;
import dev.errand.backend.contract.TestChatContext;
import dev.errand.backend.slack.FakeWorkspace.Post;
import dev.errand.backend.spi.DeliveryException;
import dev.errand.backend.spi.Health;
import dev.errand.backend.spi.InboundMessage;
import dev.errand.backend.spi.OutboundMessage;
import dev.errand.backend.spi.OutboundMessage.Body;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is Slack's own: slash commands, mentions that come twice, blocks, snippets, workspaces. */
class SlackConversationTest extends SlackFixture {

    @BeforeEach
    void connected() {
        untilUp();
    }

    private InboundMessage first() {
        eventually().until(() -> !inbox.received().isEmpty());
        return inbox.received().getFirst();
    }

    private Post last() {
        return slack.workspace.posts(SlackHarness.OPS).getLast();
    }

    @Test
    void aMessageDeliveredTwiceIsToldOnce() {
        harness.say(harness.room(), "once");
        harness.deliverAgain();
        harness.say(harness.room(), "after");

        untilHeard("once", "after");
    }

    @Test
    void aMentionThatComesAsMessageAndAsMentionIsToldOnce() {
        JsonObject message = harness.event(SlackHarness.OPS, SlackHarness.ANN, "<@U0BOT> help");
        JsonObject mention = message.deepCopy();
        mention.addProperty("type", "app_mention");
        harness.deliver(mention);
        harness.deliver(message);
        harness.say(harness.room(), "after");

        untilHeard("help", "after");
        assertThat(first().addressed()).isTrue();
    }

    @Test
    void aMessageThatAPersonEditsIsNotRunAgain() {
        JsonObject change = new JsonObject();
        change.addProperty("type", "message");
        change.addProperty("subtype", "message_changed");
        change.addProperty("channel", SlackHarness.OPS);
        change.addProperty("ts", slack.workspace.ts());
        change.add("message", harness.event(SlackHarness.OPS, SlackHarness.ANN, "!deploy"));
        harness.deliver(change);
        harness.say(harness.room(), "after");

        untilHeard("after");
    }

    @Test
    void aSlashCommandIsAddressedAndAnsweredInItsRoom() throws Exception {
        slack.slash(
                SlackHarness.OPS,
                SlackHarness.ANN,
                "roll 2d6 &amp; more",
                "13345224609.8534564800.1");

        InboundMessage heard = first();
        assertThat(heard.addressed()).isTrue();
        assertThat(heard.message().text()).isEqualTo("roll 2d6 & more");
        assertThat(heard.message().from()).isEqualTo(harness.person());
        assertThat(heard.message().room()).isEqualTo(harness.room());

        harness.backend().working(heard.message(), true);
        harness.backend().send(answer(heard.message(), false, new Body.Drawn("7")));
        untilSeen("7");
        assertThat(slack.slashAnswers()).isEmpty();
    }

    @Test
    void aSlashCommandWhereTheBotIsNoMemberIsAnsweredAtItsAddress() throws Exception {
        slack.slash("C0FAR", SlackHarness.ANN, "roll", "1.2.3");
        Message asked = first().message();

        harness.backend().send(answer(asked, false, new Body.Drawn("7")));
        harness.backend().send(answer(asked, true, new Body.Drawn("for you")));

        assertThat(slack.slashAnswers())
                .extracting(
                        each -> Json.text(each, "response_type") + " " + Json.text(each, "text"))
                .containsExactly("in_channel 7", "ephemeral for you");
    }

    @Test
    void withoutASlashCommandARoomWhereTheBotIsNoMemberIsRefused() {
        assertThatThrownBy(() ->
                        harness.backend()
                                .send(
                                        new OutboundMessage(
                                                far(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                new Body.Drawn("hello"),
                                                "far")))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("not_in_channel");
    }

    @Test
    void aCardIsAColouredAttachmentWithFields() throws Exception {
        Reply.Card card =
                Reply.card("Deploy <!channel>", "all *fine*")
                        .field("load", "0.7")
                        .tone(Reply.Tone.GOOD)
                        .link("https://example.org/1");
        String drawn = "*<https://example.org/1|Deploy &lt;!channel&gt;>*\nall _fine_\nload: 0.7";

        harness.backend().send(message(new Body.Rich(card, drawn)));

        eventually().until(() -> !seen().isEmpty());
        assertThat(last().attachments)
                .contains("\"color\":\"#2eb67d\"", "all _fine_", "\"fields\"", "*load*\\n0.7")
                .doesNotContain("<!channel>");
        assertThat(last().text).isEmpty();
    }

    @Test
    void aTableIsABlockWhoseCellsAreNotRead() throws Exception {
        Reply.Table table = Reply.table("host", "state").row("a*b*", "<!here>").row("", "up");

        harness.backend().send(message(new Body.Rich(table, "the table")));

        eventually().until(() -> !seen().isEmpty());
        assertThat(last().blocks)
                .isEqualTo(
                        """
                        [{"type":"table","rows":[[{"type":"raw_text","text":"host"},{"type":"raw_text","text":"state"}],\
                        [{"type":"raw_text","text":"a*b*"},{"type":"raw_text","text":"<!here>"}],\
                        [{"type":"raw_text","text":" "},{"type":"raw_text","text":"up"}]]}]\
                        """);
        assertThat(last().text).isEqualTo("the table");
    }

    @Test
    void longOutputIsASnippetAndItsBeginningWhereTheAppMayNotUpload() throws Exception {
        Body.Rich output =
                new Body.Rich(
                        new Reply.File(
                                "output.txt",
                                "text/plain",
                                "all of it".getBytes(StandardCharsets.UTF_8)),
                        "the beginning … 120 more lines: !more");
        harness.backend().send(message(output));
        eventually()
                .untilAsserted(() ->
                        assertThat(slack.workspace.posts(SlackHarness.OPS))
                                .singleElement()
                                .satisfies(post -> {
                                    assertThat(post.file).contains("output.txt");
                                    assertThat(post.text).isEqualTo("all of it");
                                }));
        assertThat(slack.calls("files.getUploadURLExternal").getFirst().form())
                .containsEntry("snippet_type", "text");

        slack.fail("files.getUploadURLExternal", new Fault.Unscoped("files:write"));
        harness.backend().send(message(output));

        eventually()
                .untilAsserted(() ->
                        assertThat(slack.workspace.posts(SlackHarness.OPS).getLast().text)
                                .isEqualTo("the beginning … 120 more lines: !more"));
    }

    @Test
    void aTableTooLargeForABlockIsAFile() throws Exception {
        Reply.Table table = Reply.table("n", "what");
        for (int i = 0; i < 150; i++) {
            table = table.row(i, "=cmd|' /C calc'!A0, \"x\"");
        }

        harness.backend().send(message(new Body.Rich(table, "cut off")));

        eventually().until(() -> !seen().isEmpty());
        assertThat(last().file).contains("table.csv");
        assertThat(last().text)
                .startsWith("n,what\n0,\"'=cmd|' /C calc'!A0, \"\"x\"\"\"\n1,")
                .contains("\n149,");
    }

    @Test
    void aFileIsASnippetInTheThreadThatWasAskedIn() throws Exception {
        harness.say(harness.room(), "root");
        Message root = first().message();
        harness.sayInThread(harness.room(), root, "!log");
        untilHeard("root", "!log");
        Message asked = inbox.received().getLast().message();

        harness.backend()
                .send(answer(asked, false, new Body.Rich(Reply.file("out.txt", "a\nb"), "a b")));

        eventually().until(() -> last().file.isPresent());
        assertThat(last().text).isEqualTo("a\nb");
        assertThat(last().thread).isEqualTo(asked.thread());
        assertThat(slack.calls("files.getUploadURLExternal").getFirst().form())
                .containsEntry("snippet_type", "text");
    }

    @Test
    void aFileThatSlackDoesNotTakeIsShownAsText() throws Exception {
        slack.fail("files.getUploadURLExternal", new Fault.Refused("missing_scope"));

        harness.backend().send(message(new Body.Rich(Reply.file("a.txt", "abc"), "a.txt abc")));

        untilSeen("a.txt abc");
    }

    @Test
    void theSignOfWorkComesAndGoes() {
        harness.say(harness.room(), "!slow");
        Message asked = first().message();

        harness.backend().working(asked, true);
        eventually()
                .untilAsserted(() ->
                        assertThat(harness.reactions(asked))
                                .containsExactly("hourglass_flowing_sand"));
        harness.backend().working(asked, false);
        eventually().untilAsserted(() -> assertThat(harness.reactions(asked)).isEmpty());
    }

    @Test
    void aReactionMayHaveAToneOfSkinAndMustBeKnown() throws Exception {
        harness.say(harness.room(), "wave");
        Message asked = first().message();

        harness.backend().react(asked, "👋🏽");

        assertThat(harness.reactions(asked)).containsExactly("wave::skin-tone-4");
        assertThatThrownBy(() -> harness.backend().react(asked, "nonsense"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("nonsense");
    }

    @Test
    void namesAreAskedForOnce() {
        for (int i = 0; i < 30; i++) {
            harness.say(harness.room(), "line");
        }

        eventually().until(() -> inbox.texts().size() == 30);
        assertThat(slack.calls("users.info")).hasSize(1);
        assertThat(slack.calls("conversations.info")).hasSize(1);
    }

    @Test
    void aNameThatTwoPeopleHaveFindsNobody() {
        slack.workspace.user("U0CAT", "ann", false);

        assertThat(harness.backend().person("ann")).isEmpty();
        assertThat(harness.backend().person("@bob")).isPresent();
        assertThat(harness.backend().person("<@U0ANN>")).contains(harness.person());
        assertThat(harness.backend().room("<#C0OPS|ops>")).contains(harness.room());
    }

    @Test
    void severalWorkspacesStandSideBySide(@TempDir Path folder) throws Exception {
        RecordingInbox others = new RecordingInbox();
        try (TestChatContext context = new TestChatContext("oss", folder)) {
            SlackHarness other = new SlackHarness(context);
            other.backend().start(others);
            eventually().until(() -> other.backend().health().state() == Health.State.UP);

            other.say(other.room(), "there");
            harness.say(harness.room(), "here");

            untilHeard("here");
            eventually().until(() -> others.texts().equals(java.util.List.of("there")));
            assertThat(others.received().getFirst().message().from().id().toString())
                    .isEqualTo("oss:T0ACME/U0ANN");
            other.backend().stop();
            other.close();
        }
        harness.say(harness.room(), "still here");
        untilHeard("here", "still here");
    }
}
