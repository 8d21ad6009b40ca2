package dev.errand.plugins.dns;

import dev.errand.api.Default;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What {@code plugins.dns} in {@code errand.conf} says.
 *
 * @param resolver the addresses of the resolvers to ask, tried in their order; empty for those in
 *     {@code /etc/resolv.conf}
 * @param timeout how long one {@code dig} may take in all, retries included; at most 30 seconds
 * @param port where resolvers listen, those that a person chooses too; a person cannot choose the
 *     port
 * @param chooseResolver whether people may choose another resolver by {@code @}
 */
public record DnsSettings(
        @Default("") List<String> resolver,
        @Default("3s") Duration timeout,
        @Default("53") int port,
        @Default("true") boolean chooseResolver) {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Refuses a resolver that is no address, and a timeout or port out of range. */
    public DnsSettings {
        resolver = List.copyOf(resolver);
        for (String address : resolver) {
            Optional<InetAddress> read = Addresses.parse(address);
            if (read.isEmpty() || !Addresses.isOneHost(read.get())) {
                throw new IllegalArgumentException(
                        "plugins.dns.resolver: '"
                                + address
                                + "' is not the IP address of one host; a list such as [\"9.9.9.9\", \"2620:fe::fe\"] would work");
            }
        }
        if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "plugins.dns.timeout: '"
                            + timeout
                            + "' is not more than 0 and at most 30 seconds; 3s would work");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "plugins.dns.port: '" + port + "' is not 1 to 65535; 53 would work");
        }
    }
}
