package dev.errand.plugins.dns;

import dev.errand.plugins.dns.Outcome.Answer;
import dev.errand.plugins.dns.Outcome.Attempt;
import dev.errand.plugins.dns.Outcome.Closed;
import dev.errand.plugins.dns.Outcome.Cut;
import dev.errand.plugins.dns.Outcome.Declined;
import dev.errand.plugins.dns.Outcome.Failed;
import dev.errand.plugins.dns.Outcome.Failure;
import dev.errand.plugins.dns.Outcome.Garbled;
import dev.errand.plugins.dns.Outcome.Silent;
import dev.errand.plugins.dns.Outcome.Unreachable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.WireParseException;

/**
 * Puts a question to servers in turn until one answers it, and asks those that stay silent a second
 * time.
 */
final class DnsClient {

    private static final int ROUNDS = 2;

    /** The size that passes every usual path in one piece (DNS flag day 2020). */
    private static final int PAYLOAD = 1_232;

    private final RandomGenerator ids;

    DnsClient(RandomGenerator ids) {
        this.ids = ids;
    }

    /** Blocks until there is an outcome, at the latest when the countdown ends. */
    Outcome ask(Question question, List<InetSocketAddress> servers, Countdown countdown)
            throws InterruptedException {
        Map<InetSocketAddress, Failure> failures = new LinkedHashMap<>();
        List<InetSocketAddress> open = servers;
        for (int round = ROUNDS; round > 0; round--) {
            int tries = open.size() * round;
            for (InetSocketAddress server : open) {
                switch (once(question, server, countdown.share(tries--))) {
                    case Answer answer -> {
                        return answer;
                    }
                    case Failure failure -> failures.put(server, failure);
                }
            }
            open = open.stream().filter(server -> failures.get(server) instanceof Silent).toList();
        }
        return new Failed(List.copyOf(failures.values()));
    }

    private Attempt once(Question question, InetSocketAddress server, Countdown countdown)
            throws InterruptedException {
        long began = System.nanoTime();
        try {
            Message message = Wire.exchange(server, query(question, true), countdown);
            if (message.getRcode() == Rcode.FORMERR) {
                // A server from before EDNS.
                message = Wire.exchange(server, query(question, false), countdown);
            }
            return switch (message.getRcode()) {
                case Rcode.NOERROR, Rcode.NXDOMAIN ->
                        new Answer(message, server, Duration.ofNanos(System.nanoTime() - began));
                default -> new Declined(server, message.getRcode());
            };
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException(
                        "Interrupted while asking " + Addresses.shown(server));
            }
            return failure(server, e);
        }
    }

    /** What the kernel or the server did, seen from the person who asked. */
    static Failure failure(InetSocketAddress server, IOException reason) {
        return switch (reason) {
            case SocketTimeoutException _ -> new Silent(server);
            case WireParseException _ -> new Garbled(server);
            case Wire.CutException _ -> new Cut(server);
            case PortUnreachableException _ -> new Closed(server);
            case ConnectException _ -> new Closed(server);
            default -> new Unreachable(server);
        };
    }

    private Message query(Question question, boolean extended) {
        Message query = Message.newQuery(question.record());
        query.getHeader().setID(ids.nextInt(1 << 16));
        if (extended) {
            query.addRecord(new OPTRecord(PAYLOAD, 0, 0), Section.ADDITIONAL);
        }
        return query;
    }
}
