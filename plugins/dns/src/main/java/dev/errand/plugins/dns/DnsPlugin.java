package dev.errand.plugins.dns;

import dev.errand.api.Arg;
import dev.errand.api.Command;
import dev.errand.api.Flag;
import dev.errand.api.Plugin;
import dev.errand.api.Reply;
import dev.errand.api.UserError;
import dev.errand.plugins.dns.Outcome.Answer;
import dev.errand.plugins.dns.Outcome.Failed;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks names up in the DNS, and nowhere else: no hosts file, no whois, no search domains.
 *
 * <ul>
 *   <li>{@code dig example.com} shows the addresses of a name, with the aliases on the way, the
 *       time that each record may still be remembered, the resolver that answered and how long it
 *       took.
 *   <li>{@code dig example.com MX} asks for another type: A, AAAA, MX, TXT, NS, SOA, CNAME, PTR,
 *       SRV or CAA.
 *   <li>{@code dig 192.0.2.1} and {@code dig 2001:db8::1} ask for the name of an address.
 *   <li>{@code dig @9.9.9.9 example.com} asks another resolver, given by its address, or by a name
 *       that the usual resolvers can look up. Its port cannot be given.
 *   <li>{@code dig example.com +short} shows the data only, one record a line.
 * </ul>
 *
 * <p>Names with letters beyond ASCII are asked for in their {@code xn--} form, by the rules of IDNA
 * 2003, and the reply shows that form. Settings are described at {@link DnsSettings}: without any,
 * the resolvers are those of {@code /etc/resolv.conf}, which is read at each question.
 */
public final class DnsPlugin implements Plugin {

    private final DnsSettings settings;
    private final DnsClient client;
    private final Resolvers resolvers;

    /**
     * Made by the host.
     *
     * @param settings which resolvers to ask, and how long
     */
    public DnsPlugin(DnsSettings settings) {
        this(settings, Resolvers::ofSystem);
    }

    DnsPlugin(DnsSettings settings, Supplier<List<InetAddress>> system) {
        this.settings = settings;
        client = new DnsClient(new SecureRandom());
        resolvers = new Resolvers(settings, system, client);
    }

    @Command(
            value = "dig",
            description = "Looks a name up in the DNS",
            examples = {"dig example.com", "dig @9.9.9.9 example.com MX", "dig 192.0.2.1 +short"})
    Reply dig(
            @Flag(value = "@", attached = true)
                    @Arg(description = "whom to ask, by address or name")
                    Optional<String> resolver,
            @Arg(description = "the name, or an IP address to get its name") String name,
            @Arg(description = "the type of record, A unless given") Optional<RecordType> type,
            @Flag("+short") @Arg(description = "the data only") boolean brief)
            throws InterruptedException {
        Question question = Question.parse(name, type.orElse(null));
        Countdown countdown = Countdown.of(settings.timeout());
        List<InetSocketAddress> servers =
                resolver.isPresent()
                        ? List.of(resolvers.chosen(resolver.get(), countdown))
                        : resolvers.usual();
        return switch (client.ask(question, servers, countdown)) {
            case Answer answer -> new AnswerText(question, answer).reply(brief);
            case Failed failed ->
                    throw new UserError(FailureText.of(question, failed, settings.timeout()));
        };
    }
}
