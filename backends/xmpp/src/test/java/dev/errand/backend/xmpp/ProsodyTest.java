package dev.errand.backend.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.api.Room;
import dev.errand.backend.spi.Health;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.StandardExtensionElement;
import org.jivesoftware.smackx.message_correct.element.MessageCorrectExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What the contract does not ask: rooms, identities, logins, certificates. */
class ProsodyTest {

    @TempDir static Path folder;

    private static XmppServer server;

    @BeforeAll
    static void startServer() throws IOException {
        server = Prosody.started(folder);
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aRefusedLoginIsTriedOnceAndTold() throws Exception {
        try (Wiretap wire = new Wiretap(server.port());
                Bot bot =
                        new Bot(
                                Settings.of(server)
                                        .port(wire.port())
                                        .password("no-such-word-7f3a"))) {
            await().until(() -> bot.backend.health().state() == Health.State.DOWN);

            assertThat(bot.backend.health().detail())
                    .contains("refused the login", "password")
                    .doesNotContain("no-such-word-7f3a");
            await().during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> wire.accepted() == 1);
        }
    }

    @Test
    void aServerWhoseCertificateNobodyKnowsIsNotTalkedTo() throws Exception {
        try (Bot bot = new Bot(Settings.of(server).ca(Optional.empty()))) {
            await().until(() -> !bot.backend.health().detail().isEmpty());

            assertThat(bot.backend.health().state()).isEqualTo(Health.State.CONNECTING);
            assertThat(bot.backend.health().detail()).contains("certificate", "ca-file");
        }
    }

    @Test
    void aServerWithTheCertificateOfAnotherDomainIsNotTalkedTo(@TempDir Path other)
            throws Exception {
        try (Prosody impostor = new Prosody(other, "other.test", "internal_hashed")) {
            impostor.up();
            try (Bot bot = new Bot(Settings.of(impostor))) {
                await().until(() -> !bot.backend.health().detail().isEmpty());

                assertThat(bot.backend.health().state()).isEqualTo(Health.State.CONNECTING);
                assertThat(bot.backend.health().detail()).contains("certificate");
            }
        }
    }

    @Test
    void aRoomWithAPasswordLetsTheBotIn(TestInfo test) throws Exception {
        String room = room(test);
        try (Client ann = new Client(server, "ann")) {
            ann.enter(room, "ann", "open sesame", true);
            try (Bot bot =
                    new Bot(Settings.of(server).rooms(room).roomPassword(room, "open sesame"))
                            .up()) {
                ann.say(room, Message.Type.groupchat, "come in");

                assertThat(bot.heard("come in").message().room().id().key()).isEqualTo(room);
                assertThat(bot.backend.health().detail()).isEmpty();
            }
        }
    }

    @Test
    void aRoomThatWantsAnotherPasswordIsToldAndTheRestWorks(TestInfo test) throws Exception {
        String room = room(test);
        try (Client ann = new Client(server, "ann")) {
            ann.enter(room, "ann", "open sesame", true);
            try (Bot bot =
                    new Bot(Settings.of(server).rooms(room).roomPassword(room, "open barley"))
                            .up()) {
                ann.say("errand@chat.test", Message.Type.chat, "direct");

                bot.heard("direct");
                assertThat(bot.backend.health().detail())
                        .contains(room, "password")
                        .doesNotContain("barley");
            }
        }
    }

    @Test
    void anOccupantOfAnAnonymousRoomIsNobodyByTheirNick(TestInfo test) throws Exception {
        String room = room(test);
        try (Client robot = new Client(server, "robot");
                Client ann = new Client(server, "ann")) {
            robot.enter(room, "owner", null, false);
            ann.enter(room, "boss@chat.test");
            try (Bot bot = new Bot(Settings.of(server).rooms(room)).up()) {
                ann.say(room, Message.Type.groupchat, "I am the boss");

                String account = bot.heard("I am the boss").message().from().id().account();
                assertThat(account).startsWith(room + "/");
                assertThat(Addresses.bare(account)).isEmpty();
                assertThat(account).doesNotContain("ann@");
            }
        }
    }

    @Test
    void thePrivateMessageOfAnOccupantIsADirectRoom(TestInfo test) throws Exception {
        String room = room(test);
        try (Client ann = new Client(server, "ann")) {
            ann.enter(room, "ann");
            try (Bot bot = new Bot(Settings.of(server).rooms(room)).up()) {
                ann.say(room + "/errand", Message.Type.chat, "psst");
                Room direct = bot.heard("psst").message().room();
                bot.send(direct, "what");

                assertThat(direct.direct()).isTrue();
                assertThat(direct.id().key()).isEqualTo(room + "/ann");
                assertThat(bot.last().from().id().account()).isEqualTo("ann@chat.test");
                await().until(() -> bodies(ann, Message.Type.chat).contains("what"));
            }
        }
    }

    @Test
    void aReplyToADirectMessageComesDirectly() throws Exception {
        try (Client ann = new Client(server, "ann");
                Bot bot = new Bot(Settings.of(server)).up()) {
            ann.say("errand@chat.test", Message.Type.chat, "hello");
            bot.send(bot.heard("hello").message().room(), "hello to you");

            await().until(() -> bodies(ann, Message.Type.chat).equals(List.of("hello to you")));
        }
    }

    @Test
    void whatWasSaidBeforeTheBotCameIsNotHeard(TestInfo test) throws Exception {
        String room = room(test);
        try (Client ann = new Client(server, "ann")) {
            ann.enter(room, "ann");
            ann.say(room, Message.Type.groupchat, "!before");
            await().until(() -> bodies(ann, Message.Type.groupchat).contains("!before"));
            try (Bot bot = new Bot(Settings.of(server).rooms(room)).up()) {
                ann.say(room, Message.Type.groupchat, "!after");

                bot.heard("!after");
                assertThat(bot.inbox.texts()).containsExactly("!after");
            }
        }
    }

    @Test
    void aCorrectionDoesNotRunACommandAgain(TestInfo test) throws Exception {
        String room = room(test);
        try (Client ann = new Client(server, "ann")) {
            ann.enter(room, "ann");
            try (Bot bot = new Bot(Settings.of(server).rooms(room)).up()) {
                var first = ann.message(room, Message.Type.groupchat).setBody("!deploy tset");
                ann.send(first);
                ann.send(
                        ann.message(room, Message.Type.groupchat)
                                .setBody("!deploy test")
                                .addExtension(new MessageCorrectExtension(first.getStanzaId())));
                ann.say(room, Message.Type.groupchat, "last");

                bot.heard("last");
                assertThat(bot.inbox.texts()).containsExactly("!deploy tset", "last");
            }
        }
    }

    @Test
    void aTakenNickIsLengthened(TestInfo test) throws Exception {
        String room = room(test);
        try (Client ann = new Client(server, "ann")) {
            ann.enter(room, "errand");
            try (Bot bot = new Bot(Settings.of(server).rooms(room)).up()) {
                bot.send(bot.room(room), "here");

                await().until(() ->
                        ann.received().stream()
                                .anyMatch(each ->
                                        String.valueOf(each.getFrom()).equals(room + "/errand_")
                                                && "here".equals(each.getBody())));
            }
        }
    }

    @Test
    void aRoomThatIsNotThereYetIsMadeAndUsable(TestInfo test) throws Exception {
        String room = room(test);
        try (Bot bot = new Bot(Settings.of(server).rooms(room)).up();
                Client ann = new Client(server, "ann")) {
            ann.enter(room, "ann");
            ann.say(room, Message.Type.groupchat, "nice place");

            bot.heard("nice place");
        }
    }

    @Test
    void aSecondReactionKeepsTheFirst(TestInfo test) throws Exception {
        String room = room(test);
        try (Client ann = new Client(server, "ann")) {
            ann.enter(room, "ann");
            try (Bot bot = new Bot(Settings.of(server).rooms(room)).up()) {
                ann.say(room, Message.Type.groupchat, "look");
                var said = bot.heard("look").message();
                bot.backend.react(said, "👀");
                bot.backend.react(said, "✅");

                await().untilAsserted(
                                () -> assertThat(lastReactions(ann)).containsExactly("👀", "✅"));
            }
        }
    }

    private static String room(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        return "r" + Integer.toHexString(name.hashCode()) + "@" + XmppServer.ROOMS;
    }

    private static List<String> bodies(Client client, Message.Type type) {
        return client.received().stream()
                .filter(each -> each.getType() == type)
                .map(Message::getBody)
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<String> lastReactions(Client client) {
        return client.received().stream()
                .map(each -> each.getExtensionElement("reactions", "urn:xmpp:reactions:0"))
                .filter(StandardExtensionElement.class::isInstance)
                .map(StandardExtensionElement.class::cast)
                .reduce((first, second) -> second)
                .map(last ->
                        last.getElements("reaction").stream()
                                .map(StandardExtensionElement::getText)
                                .toList())
                .orElse(List.of());
    }
}
