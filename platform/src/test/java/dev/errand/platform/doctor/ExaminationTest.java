package dev.errand.platform.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.Dialect;
import dev.errand.backend.spi.Feature;
import dev.errand.backend.spi.Health;
import dev.errand.backend.spi.Inbox;
import dev.errand.backend.spi.OutboundMessage;
import dev.errand.backend.spi.Server;
import dev.errand.platform.doctor.Note.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExaminationTest {

    private static final char[] PASSWORD = "secret".toCharArray();

    @TempDir Path folder;
    private final Examination examination =
            new Examination(InstantSource.system(), Duration.ofMillis(300));

    @Test
    void theJavaOfThisTestIsGood() {
        assertThat(examination.java().kind()).isEqualTo(Kind.GOOD);
        assertThat(examination.java().words()).contains("25", "MiB");
    }

    @Test
    void aFolderThatIsNotThereIsGoodIfItCanBeMade() throws IOException {
        assertThat(examination.folder("home", folder.resolve("a/b")).text())
                .startsWith("good     home")
                .contains("the first start makes it");
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(examination.folder("home", file.resolve("b")).text())
                .startsWith("bad")
                .contains("is no folder", "--home");
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void aTakenPortIsBadAndAFreeOneIsLeftFree() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
            assertThat(examination.port("health port", "127.0.0.1", port).kind())
                    .isEqualTo(Kind.BAD);
        }
        assertThat(examination.port("health port", "127.0.0.1", port).kind()).isEqualTo(Kind.GOOD);
        assertThat(examination.port("health port", "127.0.0.1", port).kind()).isEqualTo(Kind.GOOD);
    }

    @Test
    void aNameThatTheDnsDoesNotKnowEndsTheLook() {
        List<Note> notes =
                examination.server(
                        "office", new Server("nowhere.invalid", 6697, Server.Security.TLS));

        assertThat(notes).singleElement().extracting(Note::kind).isEqualTo(Kind.BAD);
        assertThat(notes.getFirst().text())
                .contains("chat office DNS: 'nowhere.invalid' has no address", "getent hosts");
    }

    @Test
    void aServerThatDoesNotListenIsBadAndOneWithoutTlsAWarning() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
            assertThat(look(port, Server.Security.NONE))
                    .extracting(Note::kind)
                    .containsExactly(Kind.GOOD, Kind.GOOD, Kind.WARNING);
        }
        assertThat(look(port, Server.Security.NONE))
                .extracting(Note::kind)
                .containsExactly(Kind.GOOD, Kind.BAD);
    }

    @Test
    void aCertificateThatEndsSoonIsAWarningAndOneThatHasEndedIsBad() throws Exception {
        try (ServerSocket server = tlsServer(5)) {
            Thread.ofVirtual().start(() -> shakeHands(server));
            int port = server.getLocalPort();

            assertThat(look(port, Server.Security.TLS).getLast().text())
                    .startsWith("warning")
                    .contains("CN=irc.example.org", "TLSv1.3", "expires soon");
            InstantSource later = InstantSource.fixed(Instant.now().plus(Duration.ofDays(6)));
            List<Note> notes =
                    new Examination(later, Duration.ofSeconds(5))
                            .server("office", new Server("127.0.0.1", port, Server.Security.TLS));
            assertThat(notes.getLast().kind()).isEqualTo(Kind.BAD);
            assertThat(notes.getLast().advice()).contains("has expired");
        }
    }

    @Test
    void aPortWithoutTlsWhereTlsIsMeantIsBadAndTheWayOutIsNamed() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(look(server.getLocalPort(), Server.Security.TLS).getLast().text())
                    .startsWith("bad")
                    .contains("no handshake", "tls = false");
        }
    }

    @Test
    void aLoginIsAsTheChatSaysAndTheChatIsStopped() throws InterruptedException {
        FakeChat chat = new FakeChat(new Health(Health.State.UP, "", Instant.EPOCH));
        assertThat(examination.login("office", chat).kind()).isEqualTo(Kind.GOOD);
        assertThat(chat.stopped).isTrue();

        chat = new FakeChat(new Health(Health.State.DOWN, "wrong password", Instant.EPOCH));
        assertThat(examination.login("office", chat).text())
                .startsWith("bad")
                .contains("chat office login: refused: wrong password");

        chat = new FakeChat(new Health(Health.State.CONNECTING, "no route", Instant.EPOCH));
        assertThat(examination.login("office", chat).text()).contains("none within", "no route");
        assertThat(chat.stopped).isTrue();
    }

    @Test
    void aStorageThatThrowsIsBadInItsOwnWords() {
        Note note =
                examination.storage(
                        "redis",
                        () -> {
                            throw new IllegalStateException("Redis at x:1 does not answer");
                        });

        assertThat(note.text()).startsWith("bad").contains("storage redis: Redis at x:1");
    }

    private List<Note> look(int port, Server.Security security) {
        return examination.server("office", new Server("127.0.0.1", port, security));
    }

    private ServerSocket tlsServer(int days) throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-J-XX:TieredStopAtLevel=1",
                                "-dname",
                                "CN=irc.example.org",
                                "-validity",
                                String.valueOf(days),
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                new String(PASSWORD))
                        .redirectErrorStream(true)
                        .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static void shakeHands(ServerSocket server) {
        while (!server.isClosed()) {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                socket.startHandshake();
            } catch (IOException gone) {
                // the next one, or the end of the test
            }
        }
    }

    /** A chat that stands as it was told. */
    private static final class FakeChat implements ChatBackend {

        private final Health health;
        private boolean stopped;

        FakeChat(Health health) {
            this.health = health;
        }

        @Override
        public void start(Inbox inbox) {}

        @Override
        public void stop() {
            stopped = true;
        }

        @Override
        public Dialect dialect() {
            return Dialect.PLAIN;
        }

        @Override
        public Set<Feature> features() {
            return Set.of();
        }

        @Override
        public Optional<String> send(OutboundMessage message) {
            throw new AssertionError("A doctor says nothing");
        }

        @Override
        public Optional<dev.errand.api.Person> person(String text) {
            return Optional.empty();
        }

        @Override
        public Optional<dev.errand.api.Room> room(String text) {
            return Optional.empty();
        }

        @Override
        public Health health() {
            return health;
        }
    }
}
