package dev.errand.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository must not have the bot ask what only the bot's own machine can see. */
class RedirectIT {

    @TempDir Path temp;

    @Test
    void aRedirectFromElsewhereToThisMachineIsNotFollowed() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer inside =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        inside.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        inside.start();
        String address = "http://127.0.0.1:" + inside.getAddress().getPort() + "/secrets";
        try (TlsServer server = new TlsServer(temp)) {
            server.redirect("/away/index.json", address);
            server.redirect("/file/index.json", "file:///etc/passwd");
            ProcessBuilder command = Bot.command(temp.resolve("home"));
            command.environment().put("ERRAND_JAVA_OPTS", server.javaOptions());
            try (Bot bot = Bot.start(command)) {
                assertThat(bot.answer("!repos add " + server.url() + "away/"))
                        .contains("redirects to " + address + " on this machine");
                assertThat(bot.answer("!repos add " + server.url() + "file/"))
                        .contains("'file:///etc/passwd' is no https:// address");
                assertThat(bot.answer("!repos")).doesNotContain("away", "passwd");
            }
        } finally {
            inside.stop(0);
        }
        assertThat(asked).hasValue(0);
    }
}
