package dev.errand.backend.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.api.Room;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jivesoftware.smack.packet.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Links that break and servers that go. Beside {@link ProsodyTest}, because most of it is waiting.
 */
class LostLinkTest {

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
    void noneOfManyMessagesIsLostOrDoubledWhenTheLinkIsCutAgainAndAgain(TestInfo test)
            throws Exception {
        String address = room(test);
        List<String> texts = IntStream.range(0, 400).mapToObj(i -> "number " + i).toList();
        try (Wiretap wire = new Wiretap(server.port());
                Client ann = new Client(server, "ann")) {
            ann.enter(address, "ann");
            try (Bot bot = new Bot(Settings.of(server).port(wire.port()).rooms(address)).up()) {
                Room room = bot.room(address);
                for (int i = 0; i < texts.size(); i++) {
                    bot.send(room, texts.get(i));
                    if (i % 100 == 50) {
                        wire.cut();
                        bot.down();
                        wire.restore();
                    }
                }

                await().atMost(Duration.ofSeconds(60))
                        .until(() -> bodies(ann, Message.Type.groupchat).contains("number 399"));
                assertThat(String.join("\n", bodies(ann, Message.Type.groupchat)))
                        .isEqualTo(String.join("\n", texts));
            }
        }
    }

    @Test
    void aRestartedServerGetsWhatWasDueAndTheBotIsInItsRoomAgain(TestInfo test, @TempDir Path own)
            throws Exception {
        String address = room(test);
        try (XmppServer restarted = Prosody.started(own);
                Bot bot = new Bot(Settings.of(restarted).rooms(address)).up()) {
            restarted.down();
            bot.down();
            bot.send(bot.room(address), "due one");
            bot.send(bot.room(address), "due two");
            restarted.up();
            try (Client ann = new Client(restarted, "ann")) {
                ann.enter(address, "ann");
                bot.up();
                // while Ann's room was being made, the bot was sent away and comes again
                await().until(() -> bot.backend.health().detail().isEmpty());
                ann.say(address, Message.Type.groupchat, "are you there");
                bot.heard("are you there");
                bot.send(bot.room(address), "new");

                await().until(() -> bodies(ann, Message.Type.groupchat).contains("new"));
                assertThat(bodies(ann, Message.Type.groupchat))
                        .containsExactlyInAnyOrder("due one", "due two", "new", "are you there")
                        .containsSubsequence("due one", "due two", "new");
            }
        }
    }

    @Test
    void beyondItsBoundTheQueueDropsTheOldest() throws Exception {
        try (Wiretap wire = new Wiretap(server.port());
                Client ann = new Client(server, "ann");
                Bot bot = new Bot(Settings.of(server).port(wire.port()).queue(3)).up()) {
            ann.say("errand@chat.test", Message.Type.chat, "hello");
            Room direct = bot.heard("hello").message().room();
            wire.cut();
            bot.down();
            for (int i = 0; i < 5; i++) {
                bot.send(direct, "number " + i);
            }
            wire.restore();
            bot.up();
            bot.send(direct, "last");

            await().until(() -> bodies(ann, Message.Type.chat).contains("last"));
            assertThat(bodies(ann, Message.Type.chat))
                    .containsExactly("number 2", "number 3", "number 4", "last");
        }
    }

    @Test
    void aLinkThatIsSilentlyGoneIsNoticedInTime(TestInfo test) throws Exception {
        String address = room(test);
        try (Wiretap wire = new Wiretap(server.port());
                Client ann = new Client(server, "ann")) {
            ann.enter(address, "ann");
            try (Bot bot = new Bot(Settings.of(server).port(wire.port()).rooms(address)).up()) {
                wire.fallSilent();
                bot.send(bot.room(address), "into the void");

                await().atMost(Duration.ofSeconds(45))
                        .until(() -> bodies(ann, Message.Type.groupchat).contains("into the void"));
                assertThat(bodies(ann, Message.Type.groupchat)).containsOnlyOnce("into the void");
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
}
