package dev.errand.plugins.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.plugins.dns.Outcome.Failed;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ways to fail that a server on loopback cannot show, and several at once. */
class FailureTextTest {

    private static final Question QUESTION = Question.parse("example.com", RecordType.MX);

    private final InetSocketAddress four = server(192, 0, 2, 1);
    private final InetSocketAddress other = server(192, 0, 2, 2);

    @Test
    void aNetworkWithoutAWayIsToldFromAClosedPort() {
        assertThat(text(four, new NoRouteToHostException("No route to host")))
                .contains("192.0.2.1 cannot be reached: there is no way");
        assertThat(text(four, new SocketException("Network is unreachable")))
                .contains("192.0.2.1 cannot be reached: there is no way");
        assertThat(text(four, new ConnectException("Connection refused")))
                .contains("192.0.2.1 cannot be reached: nothing listens");
    }

    @Test
    void eachServerThatWasAskedHasItsSentence() {
        Failed failed =
                new Failed(
                        List.of(
                                DnsClient.failure(four, new SocketTimeoutException()),
                                DnsClient.failure(other, new ConnectException())));

        assertThat(FailureText.of(QUESTION, failed, Duration.ofSeconds(3)))
                .startsWith(
                        "No answer for example.com MX. 192.0.2.1 stayed silent (timeout; 3 s in all)")
                .contains(" 192.0.2.2 cannot be reached");
    }

    private static String text(InetSocketAddress server, IOException reason) {
        return FailureText.of(
                QUESTION,
                new Failed(List.of(DnsClient.failure(server, reason))),
                Duration.ofSeconds(3));
    }

    private static InetSocketAddress server(int... bytes) {
        try {
            return new InetSocketAddress(
                    InetAddress.getByAddress(
                            new byte[] {
                                (byte) bytes[0], (byte) bytes[1], (byte) bytes[2], (byte) bytes[3]
                            }),
                    53);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
