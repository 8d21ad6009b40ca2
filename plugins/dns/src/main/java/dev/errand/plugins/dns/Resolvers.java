package dev.errand.plugins.dns;

import dev.errand.api.UserError;
import dev.errand.plugins.dns.Outcome.Answer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.config.ResolvConfResolverConfigProvider;

/**
 * Knows which servers to ask: those of the settings, else the system's, or the one that a person
 * chose.
 */
final class Resolvers {

    private final DnsSettings settings;
    private final Supplier<List<InetAddress>> system;
    private final DnsClient client;

    Resolvers(DnsSettings settings, Supplier<List<InetAddress>> system, DnsClient client) {
        this.settings = settings;
        this.system = system;
        this.client = client;
    }

    /** The servers to ask when nobody chose one. */
    List<InetSocketAddress> usual() {
        List<InetAddress> configured =
                settings.resolver().stream()
                        .flatMap(text -> Addresses.parse(text).stream())
                        .toList();
        List<InetAddress> addresses = configured.isEmpty() ? system.get() : configured;
        if (addresses.isEmpty()) {
            throw new UserError(
                    "No resolver is known: plugins.dns.resolver is not set, and /etc/resolv.conf names none."
                            + " Give one, as in: dig @9.9.9.9 example.com");
        }
        return addresses.stream().map(this::atPort).toList();
    }

    /**
     * The server that a person chose by its address, or by its name, which the usual servers then
     * look up.
     */
    InetSocketAddress chosen(String text, Countdown countdown) throws InterruptedException {
        if (!settings.chooseResolver()) {
            throw new UserError(
                    "Other resolvers than the usual ones may not be asked here. Leave '@"
                            + text
                            + "' out.");
        }
        Optional<InetAddress> literal = Addresses.parse(text);
        if (literal.isEmpty() && text.indexOf(':') >= 0) {
            throw new UserError(
                    "'@"
                            + text
                            + "' is neither an IP address nor a name."
                            + " The port cannot be chosen; @9.9.9.9, @2620:fe::fe or @dns.example.com would work.");
        }
        InetAddress address = literal.isPresent() ? literal.get() : lookedUp(text, countdown);
        if (!Addresses.isOneHost(address)) {
            throw new UserError(
                    "'@"
                            + text
                            + "' stands for no single host ("
                            + address.getHostAddress()
                            + ").");
        }
        return atPort(address);
    }

    private InetAddress lookedUp(String name, Countdown countdown) throws InterruptedException {
        List<InetSocketAddress> usual = usual();
        for (RecordType type : List.of(RecordType.A, RecordType.AAAA)) {
            Outcome outcome = client.ask(Question.parse(name, type), usual, countdown.share(2));
            if (outcome instanceof Answer answer) {
                for (Record found : answer.message().getSection(Section.ANSWER)) {
                    if (found instanceof ARecord a) {
                        return a.getAddress();
                    }
                    if (found instanceof AAAARecord aaaa) {
                        return aaaa.getAddress();
                    }
                }
            }
        }
        throw new UserError(
                "The resolver '"
                        + name
                        + "' has no address that the usual resolvers know."
                        + " Give its IP address, as in @9.9.9.9.");
    }

    private InetSocketAddress atPort(InetAddress address) {
        return new InetSocketAddress(address, settings.port());
    }

    /** What {@code /etc/resolv.conf} says at this moment; empty where there is no such file. */
    static List<InetAddress> ofSystem() {
        ResolvConfResolverConfigProvider file = new ResolvConfResolverConfigProvider();
        file.initialize();
        return file.servers().stream()
                .filter(server -> !server.isUnresolved())
                .map(InetSocketAddress::getAddress)
                .toList();
    }
}
