package dev.errand.platform.dispatch;

import dev.errand.api.Caller;
import dev.errand.api.Message;
import dev.errand.api.Reply;
import dev.errand.platform.access.Gate;
import dev.errand.platform.access.Request;
import dev.errand.platform.access.Verdict;
import dev.errand.platform.audit.AuditLog;
import dev.errand.platform.audit.AuditRecord;
import dev.errand.platform.command.BoundCommand;
import dev.errand.platform.command.CommandDefinition;
import dev.errand.platform.command.CommandReader;
import dev.errand.platform.command.Reading;
import dev.errand.platform.execution.Outcome;
import dev.errand.platform.execution.PluginHealth;
import dev.errand.platform.identity.Identified;
import dev.errand.platform.identity.Identity;
import dev.errand.platform.limit.Admission;
import dev.errand.platform.limit.Limits;
import dev.errand.platform.plugin.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a message: who speaks, what is meant, may it be, what comes of it, what is said, what
 * is kept.
 */
final class Pipeline {

    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

    private final Stages stages;
    private final Supplier<Snapshot> registered;
    private final InstantSource clock;

    /** The stages, in their order. */
    record Stages(
            Identity identity,
            CommandReader reader,
            Gate gate,
            Passage passage,
            Limits limits,
            History history,
            Listening listening,
            Conversations conversations,
            Wording wording,
            Outbox outbox,
            AuditLog audit) {}

    Pipeline(Stages stages, Supplier<Snapshot> registered, InstantSource clock) {
        this.stages = stages;
        this.registered = registered;
        this.clock = clock;
    }

    /** Takes a message from its arrival to its answer. Returns when everything has been said. */
    void handle(Turn turn) throws InterruptedException {
        Instant arrived = clock.instant();
        Arrival arrival = turn.arrival();
        if (!(stages.identity().identify(arrival.inbound())
                instanceof Identified.Known(Caller caller))) {
            return;
        }
        Outbox.Address address = Outbox.Address.of(arrival);
        LOG.debug(
                "{} has said something in {}", caller.person().id(), arrival.message().room().id());
        Answer answer = answer(caller, turn, address);
        Outbox.Address to = answer.privately() ? address.asPrivate() : address;
        for (Reply reply : answer.replies()) {
            stages.outbox().answer(to, reply);
        }
        answer.entry()
                .ifPresent(
                        entry -> stages.audit().write(record(arrived, arrival.message(), entry)));
    }

    private Answer answer(Caller caller, Turn turn, Outbox.Address address)
            throws InterruptedException {
        Arrival arrival = turn.arrival();
        Message message = arrival.message();
        String text =
                stages.history().meant(caller.person().id(), message.text()).orElse(message.text());
        // a plugin may be replaced between the look-up and the call; then the new one is asked
        for (int attempt = 1; ; attempt++) {
            Snapshot snapshot = registered.get();
            Predicate<CommandDefinition> shown =
                    command -> stages.gate().shows(caller, message.room(), command);
            Reading reading =
                    stages.reader()
                            .read(
                                    text,
                                    arrival.inbound().addressed(),
                                    snapshot.commands(),
                                    new ChatDirectory(arrival.chat()));
            if (attempt == 1 && !(reading instanceof Reading.NotACommand)) {
                Optional<Admission.Over> over = stages.limits().tooMany(caller);
                if (over.isPresent()) {
                    return limited("-", "", over.get());
                }
            }
            Answer answer =
                    switch (reading) {
                        case Reading.NotACommand() ->
                                ambient(snapshot, caller, turn, address, shown);
                        case Reading.Unknown(String typed) ->
                                Answer.saying(
                                        stages.wording()
                                                .unknown(typed, snapshot.commands(), shown));
                        case Reading.Group group ->
                                Answer.saying(
                                        stages.wording().group(group, snapshot.commands(), shown));
                        case Reading.BadArguments(BoundCommand command, String problem) ->
                                refuseArguments(caller, message, command, problem);
                        case Reading.Parsed parsed -> {
                            if (attempt == 1 && isForHistory(parsed)) {
                                stages.history().add(caller.person().id(), text);
                            }
                            yield execute(parsed, caller, turn, address);
                        }
                    };
            boolean gone =
                    answer.entry().filter(entry -> entry.outcome().equals("gone")).isPresent();
            if (!gone || attempt == 3) {
                return answer;
            }
        }
    }

    /** What holds a secret is not kept, nor is looking at the history itself. */
    private static boolean isForHistory(Reading.Parsed parsed) {
        CommandDefinition command = parsed.command().definition();
        return !command.name().equals("history")
                && command.parameters().stream().noneMatch(parameter -> parameter.sensitive());
    }

    private Answer ambient(
            Snapshot snapshot,
            Caller caller,
            Turn turn,
            Outbox.Address address,
            Predicate<CommandDefinition> shown)
            throws InterruptedException {
        Message message = turn.arrival().message();
        if (stages.conversations().answer(message)
                || stages.listening().hear(snapshot, caller, turn, address)
                || !message.room().direct()) {
            return Answer.nothing();
        }
        return snapshot.commands()
                .command(message.text().strip())
                .filter(command -> shown.test(command.definition()))
                .map(command ->
                        Answer.saying(stages.wording().prefixForgotten(message.text().strip())))
                .orElse(Answer.nothing());
    }

    private Answer refuseArguments(
            Caller caller, Message message, BoundCommand command, String problem) {
        CommandDefinition definition = command.definition();
        Request request =
                new Request(
                        caller,
                        message.room(),
                        message.thread().isPresent(),
                        definition,
                        Optional.empty());
        Verdict verdict = stages.gate().check(request);
        if (verdict instanceof Verdict.Denied denied) {
            stages.gate().remember(caller.person().id(), definition, denied);
            return denial(definition, "", denied);
        }
        return new Answer(
                List.of(stages.wording().badArguments(definition, problem)),
                definition.privately(),
                entry(definition, "", verdict.rule(), "bad-arguments"));
    }

    private Answer execute(Reading.Parsed parsed, Caller caller, Turn turn, Outbox.Address where)
            throws InterruptedException {
        CommandDefinition command = parsed.command().definition();
        String arguments = parsed.arguments().shown();
        Outbox.Address address = command.privately() ? where.asPrivate() : where;
        return switch (stages.passage().command(parsed, caller, turn, address)) {
            case Passage.Passed.Denied(Verdict.Denied denied) -> denial(command, arguments, denied);
            case Passage.Passed.Withdrawn(String rule, String words) ->
                    new Answer(
                            List.of(Reply.plain(words)),
                            command.privately(),
                            entry(command, arguments, rule, "withdrawn"));
            case Passage.Passed.Limited(Admission.Over over) ->
                    limited(command.name(), arguments, over);
            case Passage.Passed.OutOfService(PluginHealth.Quarantine quarantine, String rule) ->
                    new Answer(
                            List.of(stages.wording().outOfService(command, quarantine)),
                            command.privately(),
                            Optional.of(
                                    new Answer.Entry(
                                            command.name(),
                                            arguments,
                                            rule,
                                            "out-of-service",
                                            Optional.of(quarantine.incident()))));
            case Passage.Passed.Ran(Outcome outcome, String rule) -> {
                Optional<String> incident =
                        outcome instanceof Outcome.Failed(var recorded)
                                ? Optional.of(recorded.id())
                                : Optional.empty();
                yield new Answer(
                        stages.wording().outcome(command, outcome),
                        command.privately(),
                        Optional.of(
                                new Answer.Entry(
                                        command.name(), arguments, rule, word(outcome), incident)));
            }
        };
    }

    /** One answer for the first command that is too much, and none for those that follow it. */
    private static Answer limited(String command, String arguments, Admission.Over over) {
        return over.told()
                ? Answer.nothing()
                : new Answer(
                        List.of(Reply.plain(over.words())),
                        true,
                        Optional.of(
                                new Answer.Entry(
                                        command,
                                        arguments,
                                        over.rule(),
                                        "limited",
                                        Optional.empty())));
    }

    private Answer denial(CommandDefinition command, String arguments, Verdict.Denied denied) {
        return new Answer(
                List.of(stages.wording().denied(denied)),
                true,
                entry(command, arguments, denied.rule(), "denied"));
    }

    private static Optional<Answer.Entry> entry(
            CommandDefinition command, String arguments, String rule, String outcome) {
        return Optional.of(
                new Answer.Entry(command.name(), arguments, rule, outcome, Optional.empty()));
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Returned returned -> "returned";
            case Outcome.Refused refused -> "refused";
            case Outcome.Failed failed -> "failed";
            case Outcome.TimedOut timedOut -> "timed-out";
            case Outcome.Killed killed -> "killed";
            case Outcome.Busy busy -> "busy";
            case Outcome.Gone gone -> "gone";
        };
    }

    private AuditRecord record(Instant arrived, Message message, Answer.Entry entry) {
        return new AuditRecord(
                arrived,
                message.from().id(),
                message.room().id(),
                entry.command(),
                entry.arguments(),
                entry.rule(),
                entry.outcome(),
                entry.incident(),
                sinceThen(arrived));
    }

    /** A clock that was set back must not make a command end before it began. */
    private Duration sinceThen(Instant arrived) {
        Duration took = Duration.between(arrived, clock.instant());
        return took.isNegative() ? Duration.ZERO : took;
    }
}
