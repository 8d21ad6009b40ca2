package dev.errand.plugins.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.api.Reply;
import dev.errand.api.UserError;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

@Timeout(20)
class DigTest {

    private final FakeDnsServer server = new FakeDnsServer();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    A     | 192.0.2.1
                    AAAA  | 2001:db8:0:0:0:0:0:1
                    MX    | 10 mail.example.com.
                    TXT   | "v=spf1 -all"
                    NS    | ns1.example.com.
                    SOA   | ns1.example.com. admin.example.com. 1 7200 3600 1209600 300
                    CNAME | other.example.com.
                    PTR   | host.example.com.
                    SRV   | 0 5 5060 sip.example.com.
                    CAA   | 0 issue "ca.example.net"
                    """)
    void everyTypeIsShownShort(RecordType type, String data) throws Exception {
        server.serve("a.example.com. 300 " + type + " " + data);

        assertThat(dig("a.example.com", type, true)).isEqualTo(Reply.plain(data));
    }

    @Test
    void theFullAnswerHasNameTimeTypeDataResolverAndTimeTaken() throws Exception {
        server.serve("example.com. 5400 MX 10 mail.example.com.")
                .serve("example.com. 86400 MX 20 mail2.example.com.");

        assertThat(text(dig("example.com", RecordType.MX, false)))
                .matches(
                        "(?s)\\Qexample.com.  1h30m (5400)  MX     10 mail.example.com.\n"
                                + "example.com.  1d (86400)    MX     20 mail2.example.com.\n\n"
                                + "example.com MX: answered by 127.0.0.1:"
                                + server.port()
                                + " in \\E\\d+ ms");
    }

    @Test
    void aliasesOnTheWayAreShown() throws Exception {
        server.serve("www.example.com. 60 CNAME web.example.com.")
                .serve("web.example.com. 60 A 192.0.2.7");

        assertThat(text(dig("www.example.com", null, false)))
                .contains(
                        "www.example.com.  1m (60)  CNAME  web.example.com.\nweb.example.com.  1m (60)  A ");
        assertThat(dig("www.example.com", null, true))
                .isEqualTo(Reply.plain("web.example.com.\n192.0.2.7"));
    }

    @Test
    void aNameThatDoesNotExistIsSaidSo() throws Exception {
        assertThat(dig("nosuch.example.com", RecordType.TXT, false))
                .isEqualTo(
                        Reply.plain(
                                "nosuch.example.com does not exist (NXDOMAIN), says "
                                        + shownServer()
                                        + "."));
    }

    @Test
    void anAliasThatLeadsNowhereNamesItsTarget() throws Exception {
        server.serve("www.example.com. 60 CNAME gone.example.com.");

        assertThat(text(dig("www.example.com", null, false)))
                .startsWith("www.example.com.  1m (60)  CNAME  gone.example.com.")
                .endsWith(
                        "www.example.com is an alias of gone.example.com, which does not exist (NXDOMAIN), says "
                                + shownServer()
                                + ".");
    }

    @Test
    void aNameWithoutRecordsOfTheTypeIsToldFromOneThatDoesNotExist() throws Exception {
        server.serve("example.com. 60 A 192.0.2.1");

        assertThat(dig("example.com", RecordType.AAAA, true))
                .isEqualTo(
                        Reply.plain(
                                "example.com exists but has no AAAA records, says "
                                        + shownServer()
                                        + "."));
    }

    @Test
    void aReferralIsToldFromAnEmptyAnswer() throws Exception {
        server.react(
                "sub.example.com",
                (query, tcp) -> {
                    Message answer = FakeDnsServer.answerTo(query, Rcode.NOERROR);
                    answer.addRecord(
                            new NSRecord(
                                    Name.fromString("sub.example.com."),
                                    DClass.IN,
                                    60,
                                    Name.fromString("ns.sub.example.com.")),
                            Section.AUTHORITY);
                    return List.of(answer.toWire());
                });

        assertThat(text(dig("sub.example.com", null, false)))
                .contains("refers to ns.sub.example.com.");
    }

    @ParameterizedTest
    @CsvSource({"SERVFAIL", "REFUSED", "NOTIMP", "YXDOMAIN"})
    void anErrorOfTheServerIsNamed(String rcode) throws Exception {
        server.react(
                "bad.example.com",
                (query, tcp) ->
                        List.of(FakeDnsServer.answerTo(query, Rcode.value(rcode)).toWire()));

        assertThatThrownBy(() -> dig("bad.example.com", RecordType.MX, false))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("No answer for bad.example.com MX.")
                .hasMessageContaining(shownServer())
                .hasMessageContaining(rcode);
    }

    @Test
    void aServerThatDoesNotUnderstandExtensionsIsAskedWithout() throws Exception {
        server.serve("old.example.com. 60 A 192.0.2.1")
                .react(
                        "old.example.com",
                        (query, tcp) ->
                                List.of(
                                        (query.getOPT() != null
                                                        ? FakeDnsServer.answerTo(
                                                                query, Rcode.FORMERR)
                                                        : server.honest(query))
                                                .toWire()));

        assertThat(dig("old.example.com", null, true)).isEqualTo(Reply.plain("192.0.2.1"));
    }

    @Test
    void silenceIsATimeoutAfterASecondTry() throws Exception {
        server.react("silent.example.com", (query, tcp) -> List.of());

        assertThatThrownBy(() -> dig("silent.example.com", null, false))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("No answer for silent.example.com A.")
                .hasMessageContaining(shownServer() + " stayed silent (timeout; 0.4 s in all)");
        assertThat(server.overUdp()).isEqualTo(2);
    }

    @Test
    void aLostDatagramIsAskedForAgain() throws Exception {
        server.serve("lossy.example.com. 60 A 192.0.2.1")
                .react(
                        "lossy.example.com",
                        (query, tcp) ->
                                server.overUdp() == 1
                                        ? List.of()
                                        : List.of(server.honest(query).toWire()));

        assertThat(dig("lossy.example.com", null, true)).isEqualTo(Reply.plain("192.0.2.1"));
    }

    @Test
    void aClosedPortIsToldFromSilence() throws Exception {
        int closed;
        try (DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            closed = socket.getLocalPort();
        }

        assertThatThrownBy(() ->
                        plugin(closed)
                                .dig(Optional.empty(), "example.com", Optional.empty(), false))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(
                        "127.0.0.1:" + closed + " cannot be reached: nothing listens there");
    }

    @Test
    void anAnswerThatDoesNotFitIsFetchedByTcp() throws Exception {
        for (int i = 0; i < 80; i++) {
            server.serve("big.example.com. 60 TXT \"" + "x".repeat(100) + i + "\"");
        }
        server.react(
                "big.example.com",
                (query, tcp) -> {
                    Message answer = FakeDnsServer.answerTo(query, Rcode.NOERROR);
                    answer.getHeader().setFlag(Flags.TC);
                    return List.of(tcp ? server.honest(query).toWire(65_535) : answer.toWire());
                });

        assertThat(text(dig("big.example.com", RecordType.TXT, true)))
                .contains("x49\"")
                .endsWith("… and 30 more");
        assertThat(server.overTcp()).isEqualTo(1);
    }

    @Test
    void anAnswerThatComesNeitherByUdpNorByTcpIsSaidSo() throws Exception {
        server.react(
                "cut.example.com",
                (query, tcp) -> {
                    Message answer = FakeDnsServer.answerTo(query, Rcode.NOERROR);
                    answer.getHeader().setFlag(Flags.TC);
                    return tcp ? List.of() : List.of(answer.toWire());
                });

        assertThatThrownBy(() -> dig("cut.example.com", RecordType.TXT, true))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("does not say it by TCP");
    }

    @Test
    void forgedLateAndBrokenDatagramsAreSkipped() throws Exception {
        server.serve("real.example.com. 60 A 192.0.2.1")
                .react(
                        "real.example.com",
                        (query, tcp) -> {
                            Message otherId = server.honest(query);
                            otherId.getHeader().setID(query.getHeader().getID() ^ 1);
                            Message otherQuestion = new Message(query.getHeader().getID());
                            otherQuestion.getHeader().setFlag(Flags.QR);
                            otherQuestion.addRecord(
                                    org.xbill.DNS.Record.newRecord(
                                            Name.fromString("forged.example.com."), 1, DClass.IN),
                                    Section.QUESTION);
                            return List.of(
                                    otherId.toWire(),
                                    otherQuestion.toWire(),
                                    new byte[] {1, 2, 3},
                                    new byte[0],
                                    query.toWire(),
                                    server.honest(query).toWire());
                        });

        assertThat(dig("real.example.com", null, true)).isEqualTo(Reply.plain("192.0.2.1"));
        assertThat(server.overUdp()).isEqualTo(1);
    }

    @Test
    void nothingButGarbageIsNamedAsSuch() throws Exception {
        server.react(
                "garbage.example.com",
                (query, tcp) -> List.of("not DNS at all".getBytes(StandardCharsets.US_ASCII)));

        assertThatThrownBy(() -> dig("garbage.example.com", null, false))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(shownServer() + " sent something that is no answer");
    }

    @Test
    void aSecondResolverIsAskedWhenTheFirstDeclines() throws Exception {
        try (FakeDnsServer second =
                new FakeDnsServer(InetAddress.getByName("127.0.0.2"), server.port())) {
            second.serve("example.com. 60 A 192.0.2.2");
            server.react(
                    "example.com",
                    (query, tcp) -> List.of(FakeDnsServer.answerTo(query, Rcode.REFUSED).toWire()));
            DnsSettings both =
                    new DnsSettings(
                            List.of("127.0.0.1", "127.0.0.2"),
                            Duration.ofMillis(400),
                            server.port(),
                            true);

            assertThat(
                            new DnsPlugin(both)
                                    .dig(Optional.empty(), "example.com", Optional.empty(), true))
                    .isEqualTo(Reply.plain("192.0.2.2"));
        }
    }

    @Test
    void hostileTextIsEscapedAndBounded() throws Exception {
        server.react(
                "evil.example.com",
                (query, tcp) -> {
                    Message answer = FakeDnsServer.answerTo(query, Rcode.NOERROR);
                    for (String text : List.of("\u001b[31m@everyone\n`rm`", "long".repeat(60))) {
                        answer.addRecord(
                                new TXTRecord(
                                        query.getQuestion().getName(),
                                        DClass.IN,
                                        60,
                                        List.of(text, text, text, text, text)),
                                Section.ANSWER);
                    }
                    return List.of(answer.toWire(65_535));
                });

        String shown = text(dig("evil.example.com", RecordType.TXT, true));
        assertThat(shown).startsWith("\"\\027[31m@everyone\\010`rm`\"");
        assertThat(shown.lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(1_000));
    }

    @Test
    void quotesAndBackslashesInTextAreEscaped() throws Exception {
        server.serve("quoted.example.com. 60 TXT \"say \\\"hi\\\"\" \"back\\\\slash\"");

        assertThat(dig("quoted.example.com", RecordType.TXT, true))
                .isEqualTo(Reply.plain("\"say \\\"hi\\\"\" \"back\\\\slash\""));
    }

    @Test
    void anAddressIsAskedForItsName() throws Exception {
        server.serve("1.2.0.192.in-addr.arpa. 60 PTR host.example.com.")
                .serve(
                        "1."
                                + "0.".repeat(23)
                                + "8.b.d.0.1.0.0.2.ip6.arpa. 60 PTR six.example.com.");

        assertThat(dig("192.0.2.1", null, true)).isEqualTo(Reply.plain("host.example.com."));
        assertThat(dig("2001:db8::1", RecordType.PTR, true))
                .isEqualTo(Reply.plain("six.example.com."));
    }

    @Test
    void anotherResolverIsChosenByAddressOrName() throws Exception {
        server.serve("example.com. 60 A 192.0.2.1").serve("ns.example.com. 60 A 127.0.0.1");
        DnsPlugin plugin = plugin(server.port());

        assertThat(plugin.dig(Optional.of("127.0.0.1"), "example.com", Optional.empty(), true))
                .isEqualTo(Reply.plain("192.0.2.1"));
        assertThat(plugin.dig(Optional.of("ns.example.com"), "example.com", Optional.empty(), true))
                .isEqualTo(Reply.plain("192.0.2.1"));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:5353,port cannot be chosen",
        "[::1]:53,port cannot be chosen",
        "0.0.0.0,no single host",
        "224.0.0.251,no single host",
        "255.255.255.255,no single host",
        "ff02::fb,no single host",
        "nosuch.example.com,has no address"
    })
    void aResolverThatCannotBeAskedIsRefused(String resolver, String why) {
        assertThatThrownBy(() ->
                        plugin(server.port())
                                .dig(Optional.of(resolver), "example.com", Optional.empty(), true))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(resolver)
                .hasMessageContaining(why);
    }

    @Test
    void theOperatorMayForbidOtherResolvers() {
        DnsSettings strict =
                new DnsSettings(List.of("127.0.0.1"), Duration.ofMillis(400), server.port(), false);

        assertThatThrownBy(() ->
                        new DnsPlugin(strict)
                                .dig(Optional.of("9.9.9.9"), "example.com", Optional.empty(), true))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("@9.9.9.9");
    }

    @Test
    void theResolversOfTheSystemAreAskedUnlessSomeAreConfigured() throws Exception {
        server.serve("example.com. 60 A 192.0.2.1");
        DnsSettings none = new DnsSettings(List.of(), Duration.ofMillis(400), server.port(), true);

        assertThat(
                        new DnsPlugin(none, () -> List.of(InetAddress.getLoopbackAddress()))
                                .dig(Optional.empty(), "example.com", Optional.empty(), true))
                .isEqualTo(Reply.plain("192.0.2.1"));
        assertThatThrownBy(() ->
                        new DnsPlugin(none, List::of)
                                .dig(Optional.empty(), "example.com", Optional.empty(), true))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("plugins.dns.resolver");
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        server.react(
                "silent.example.com",
                (query, tcp) -> {
                    asked.countDown();
                    return List.of();
                });
        DnsPlugin patient =
                new DnsPlugin(
                        new DnsSettings(
                                List.of("127.0.0.1"), Duration.ofSeconds(30), server.port(), true));
        Thread caller =
                new Thread(() -> {
                    try {
                        patient.dig(
                                Optional.empty(), "silent.example.com", Optional.empty(), false);
                    } catch (InterruptedException | RuntimeException e) {
                        thrown.set(e);
                    }
                });

        caller.start();
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        caller.interrupt();

        assertThat(caller.join(Duration.ofSeconds(5))).isTrue();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    private Reply dig(String name, RecordType type, boolean brief) throws InterruptedException {
        return plugin(server.port()).dig(Optional.empty(), name, Optional.ofNullable(type), brief);
    }

    private static DnsPlugin plugin(int port) {
        return new DnsPlugin(
                new DnsSettings(List.of("127.0.0.1"), Duration.ofMillis(400), port, true));
    }

    private String shownServer() {
        return "127.0.0.1:" + server.port();
    }

    private static String text(Reply reply) {
        return switch (reply) {
            case Reply.Plain plain -> plain.text();
            case Reply.Code code -> code.text();
            default -> throw new AssertionError(reply);
        };
    }
}
