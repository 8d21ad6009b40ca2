package dev.errand.plugins.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.Message;

/** What came of asking: an answer, or a failure of each server that was asked. */
sealed interface Outcome {

    /** A server said what there is, or that there is nothing. */
    record Answer(Message message, InetSocketAddress server, Duration took)
            implements Outcome, Attempt {}

    /** No server did. */
    record Failed(List<Failure> failures) implements Outcome {

        /** Copies. */
        public Failed {
            failures = List.copyOf(failures);
        }
    }

    /** What came of asking one server once. */
    sealed interface Attempt permits Answer, Failure {}

    /** Why one server did not answer. */
    sealed interface Failure extends Attempt {

        /** The server that was asked. */
        InetSocketAddress server();
    }

    /** It answered with an error. */
    record Declined(InetSocketAddress server, int rcode) implements Failure {}

    /** Nothing came in time. */
    record Silent(InetSocketAddress server) implements Failure {}

    /** What came was no answer to the question. */
    record Garbled(InetSocketAddress server) implements Failure {}

    /** The answer did not fit into a datagram, and did not come by TCP either. */
    record Cut(InetSocketAddress server) implements Failure {}

    /** Nothing listens there. */
    record Closed(InetSocketAddress server) implements Failure {}

    /** There is no way to it. */
    record Unreachable(InetSocketAddress server) implements Failure {}
}
