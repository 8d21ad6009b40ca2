package dev.errand.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers whose TLS is not as it should be, told in words that a person can do something with. */
class RepositoryTlsTest {

    @TempDir Path temp;

    @Test
    void aCertificateThatNobodyVouchesForIsToldWithItsHostAndWhatWouldWork() throws Exception {
        Path web = Files.createDirectories(temp.resolve("web"));
        try (RepositoryServer server =
                        RepositoryServer.secured(web, Certificate.of(temp).server());
                TestBot bot =
                        TestBot.setup()
                                .home(home("https://localhost:" + server.port() + "/maven/"))
                                .start()) {
            String url = "https://localhost:" + server.port() + "/";
            String told = bot.admin().says("!repos add " + url).replies().toString();
            assertThat(told)
                    .contains(
                            "the certificate of localhost is signed by no authority",
                            "keytool -importcert",
                            "ERRAND_JAVA_OPTS",
                            "javax.net.ssl.trustStore=own.p12")
                    .doesNotContain("PKIX", "Exception");

            String maven =
                    bot.admin().says("!repos install org.example:hello:1.0").replies().toString();
            assertThat(maven)
                    .contains("the certificate of localhost is signed by no authority")
                    .doesNotContain("PKIX", "Exception");
            String newest =
                    bot.admin().says("!repos install org.example:hello").replies().toString();
            assertThat(newest)
                    .contains("the certificate of localhost is signed by no authority")
                    .doesNotContain("PKIX", "Exception");
        }
    }

    @Test
    void aServerWithoutTlsOrNoneAtAllIsTold() throws Exception {
        try (TestBot bot = TestBot.setup().home(temp).start()) {
            int port;
            try (ServerSocket plain = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
                port = plain.getLocalPort();
                Thread.ofVirtual().start(() -> answerInPlainText(plain));
                bot.admin()
                        .says("!repos add https://localhost:" + port + "/")
                        .repliesContaining("localhost:" + port + " does not speak TLS");
            }
            bot.admin()
                    .says("!repos add https://localhost:" + port + "/")
                    .repliesContaining("nothing listens at localhost:" + port);
            bot.admin()
                    .says("!repos add https://no-such-host.invalid/")
                    .repliesContaining("there is no host of that name");
        }
    }

    private static void answerInPlainText(ServerSocket server) {
        try (Socket asking = server.accept()) {
            asking.getOutputStream().write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of Maven's repositories, Central too, are this one. */
    private Path home(String maven) throws Exception {
        Path home = Files.createDirectories(temp.resolve("home"));
        Files.writeString(
                home.resolve("settings.xml"),
                "<settings><mirrors><mirror><id>here</id><mirrorOf>*</mirrorOf><url>"
                        + maven
                        + "</url></mirror></mirrors></settings>");
        return home;
    }
}
