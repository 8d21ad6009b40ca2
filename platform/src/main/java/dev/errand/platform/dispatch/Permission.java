package dev.errand.platform.dispatch;

import dev.errand.api.Call;
import dev.errand.api.Caller;
import dev.errand.api.Message;
import dev.errand.api.Reply;
import dev.errand.backend.spi.Feature;
import dev.errand.platform.access.Gate;
import dev.errand.platform.access.Request;
import dev.errand.platform.access.Verdict;
import dev.errand.platform.command.CommandDefinition;
import dev.errand.platform.command.Reading;
import dev.errand.platform.identity.Identified;
import dev.errand.platform.identity.Identity;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Stage 3 of a message's way: may it be, and does the person really want it. After a yes everything
 * is looked at again, since roles and rules may have changed while the person thought.
 */
final class Permission {

    private static final Set<String> YES = Set.of("yes", "y", "ok", "sure");
    private static final Set<String> NO = Set.of("no", "n", "cancel");

    private final Identity identity;
    private final Gate gate;
    private final Conversations conversations;
    private final Outbox outbox;

    Permission(Identity identity, Gate gate, Conversations conversations, Outbox outbox) {
        this.identity = identity;
        this.gate = gate;
        this.conversations = conversations;
        this.outbox = outbox;
    }

    /** What came of it. */
    sealed interface Result {

        /** It may run; the caller has the roles of this moment. */
        record Granted(Caller caller, String rule) implements Result {}

        /** It may not. */
        record Denied(Verdict.Denied verdict) implements Result {}

        /** It could, but the person does not want it or did not say so. */
        record Withdrawn(String rule, String words) implements Result {}
    }

    /** Asks the gate, and the person if the gate says so. */
    Result ask(Reading.Parsed parsed, Caller caller, Turn turn, Outbox.Address address)
            throws InterruptedException {
        Arrival arrival = turn.arrival();
        CommandDefinition command = parsed.command().definition();
        if (command.privately()
                && !arrival.message().room().direct()
                && !arrival.chat().features().contains(Feature.PRIVATE)) {
            return new Result.Withdrawn(
                    "answers only in private",
                    command.name() + " answers only you: write it to me directly.");
        }
        return switch (gate.check(request(caller, arrival.message(), parsed))) {
            case Verdict.Allowed(String rule) -> new Result.Granted(caller, rule);
            case Verdict.Denied denied -> denied(caller, command, denied);
            case Verdict.Asked(String rule, String question) ->
                    confirmed(question, turn, address)
                            .<Result>map(words -> new Result.Withdrawn(rule, words))
                            .orElseGet(() -> again(parsed, arrival, caller));
        };
    }

    private Result again(Reading.Parsed parsed, Arrival arrival, Caller before) {
        Caller now =
                identity.identify(arrival.inbound()) instanceof Identified.Known(Caller caller)
                        ? caller
                        : before;
        return switch (gate.check(request(now, arrival.message(), parsed))) {
            case Verdict.Allowed(String rule) -> new Result.Granted(now, rule);
            case Verdict.Asked(String rule, String question) -> new Result.Granted(now, rule);
            case Verdict.Denied denied -> denied(now, parsed.command().definition(), denied);
        };
    }

    private Result denied(Caller caller, CommandDefinition command, Verdict.Denied denied) {
        gate.remember(caller.person().id(), command, denied);
        return new Result.Denied(denied);
    }

    private static Request request(Caller caller, Message message, Reading.Parsed parsed) {
        return new Request(
                caller,
                message.room(),
                message.thread().isPresent(),
                parsed.command().definition(),
                Optional.of(parsed.arguments().facts()));
    }

    /** Empty after a yes, else what the person is told. */
    private Optional<String> confirmed(String question, Turn turn, Outbox.Address address)
            throws InterruptedException {
        String words = question + " (yes/no)";
        while (true) {
            try (Conversations.Question asked = conversations.ask(turn.arrival().message())) {
                outbox.answer(address, Reply.plain(words));
                turn.asks();
                String answer = asked.await(Call.PATIENCE).orElse("").toLowerCase(Locale.ROOT);
                if (YES.contains(answer)) {
                    return Optional.empty();
                }
                if (NO.contains(answer)) {
                    return Optional.of("Nothing was done.");
                }
                if (answer.isEmpty()) {
                    return Optional.of(
                            "No answer came in "
                                    + Call.PATIENCE.toSeconds()
                                    + " seconds, so nothing was done.");
                }
            }
            words = "Please answer yes or no.";
        }
    }
}
