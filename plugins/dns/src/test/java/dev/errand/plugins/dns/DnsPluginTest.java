package dev.errand.plugins.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.testkit.TestBot;
import dev.errand.testkit.TestPerson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pack as people meet it; how it asks and what it makes of answers, {@link DigTest} has. */
@Timeout(60)
class DnsPluginTest {

    private final FakeDnsServer server = new FakeDnsServer();
    private final TestBot bot =
            TestBot.setup()
                    .plugins(DnsPlugin.class)
                    .settings(
                            "dns",
                            Map.of(
                                    "resolver",
                                    List.of("127.0.0.1"),
                                    "port",
                                    server.port(),
                                    "timeout",
                                    "400ms"))
                    .start();
    private final TestPerson ann = bot.person("ann");

    @AfterEach
    void end() {
        bot.close();
        server.close();
    }

    @Test
    void aNameIsLookedUpInEveryWayOfAsking() throws Exception {
        server.serve("example.com. 60 A 192.0.2.1")
                .serve("example.com. 60 MX 10 mail.example.com.")
                .serve("1.2.0.192.in-addr.arpa. 60 PTR host.example.com.");

        ann.says("!dig example.com +short").repliesWith("192.0.2.1");
        ann.says("!dig +short example.com mx").repliesWith("10 mail.example.com.");
        ann.says("!dig 192.0.2.1 +short").repliesWith("host.example.com.");
        ann.says("!dig @127.0.0.1 example.com +short").repliesWith("192.0.2.1");
        ann.says("!dig example.com")
                .repliesContaining("1m (60)", "answered by 127.0.0.1:" + server.port());
    }

    @Test
    void whatIsWrongIsToldToTheOneWhoAsked() throws Exception {
        server.react("silent.example.com", (query, tcp) -> List.of());

        ann.says("!dig").repliesContaining("name", "dig");
        ann.says("!dig example.com AAAAA").repliesContaining("Did you mean aaaa?");
        ann.says("!dig a..b").repliesContaining("is not a domain name");
        ann.says("!dig @0.0.0.0 example.com").repliesContaining("no single host");
        ann.says("!dig nosuch.example.com").repliesContaining("does not exist (NXDOMAIN)");
        ann.says("!dig silent.example.com").repliesContaining("stayed silent (timeout");
    }

    @Test
    void helpShowsWhatTheMethodDeclares() {
        assertThat(ann.says("!help dig").replies().toString())
                .contains("Looks a name up", "+short", "dig 192.0.2.1 +short");
    }
}
