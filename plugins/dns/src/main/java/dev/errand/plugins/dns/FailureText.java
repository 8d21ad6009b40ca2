package dev.errand.plugins.dns;

import dev.errand.plugins.dns.Outcome.Closed;
import dev.errand.plugins.dns.Outcome.Cut;
import dev.errand.plugins.dns.Outcome.Declined;
import dev.errand.plugins.dns.Outcome.Failed;
import dev.errand.plugins.dns.Outcome.Failure;
import dev.errand.plugins.dns.Outcome.Garbled;
import dev.errand.plugins.dns.Outcome.Silent;
import dev.errand.plugins.dns.Outcome.Unreachable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.stream.Collectors;
import org.xbill.DNS.Rcode;

/** Says in plain words why there is no answer. */
final class FailureText {

    private FailureText() {}

    /** One sentence for each server that was asked. */
    static String of(Question question, Failed failed, Duration waited) {
        return failed.failures().stream()
                .map(failure -> sentence(question, failure, waited))
                .collect(Collectors.joining(" ", "No answer for " + question.shown() + ". ", ""));
    }

    private static String sentence(Question question, Failure failure, Duration waited) {
        String server = Addresses.shown(failure.server());
        return switch (failure) {
            case Declined declined -> declined(server, question, declined.rcode());
            case Silent _ ->
                    server
                            + " stayed silent (timeout; "
                            + BigDecimal.valueOf(waited.toMillis(), 3)
                                    .stripTrailingZeros()
                                    .toPlainString()
                            + " s in all): it may be down, or a"
                            + " firewall may drop the question.";
            case Garbled _ -> server + " sent something that is no answer to the question.";
            case Cut _ ->
                    server
                            + " has more to say than one datagram carries, and does not say it by TCP.";
            case Closed _ -> server + " cannot be reached: nothing listens there.";
            case Unreachable _ ->
                    server + " cannot be reached: there is no way to it from this network.";
        };
    }

    private static String declined(String server, Question question, int rcode) {
        return switch (rcode) {
            case Rcode.SERVFAIL ->
                    server
                            + " could not find it out (SERVFAIL): the name servers of "
                            + question.shownName()
                            + " may be down or badly set up, or its DNSSEC signatures are wrong.";
            case Rcode.REFUSED ->
                    server
                            + " refuses to answer (REFUSED): it may serve other names or networks only.";
            default -> server + " answered with the error " + Rcode.string(rcode) + ".";
        };
    }
}
