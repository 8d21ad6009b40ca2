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
import dev.errand.platform.execution.PluginThreads;
import dev.errand.platform.identity.Identified;
import dev.errand.platform.identity.Identity;
import dev.errand.platform.limit.Admission;
import dev.errand.platform.limit.Limits;
import dev.errand.platform.plugin.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

    private static final int ATTEMPTS = 3;

    private final Stages stages;
    private final Answers answers;
    private final Dealing dealing;
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

    /** A message of somebody who is listened to. */
    private record Heard(
            Turn turn, Caller caller, Outbox.Address address, Instant arrived, int attempt) {

        Message message() {
            return turn.arrival().message();
        }

        Heard again() {
            return new Heard(turn, caller, address, arrived, attempt + 1);
        }
    }

    Pipeline(Stages stages, Dealing dealing, Supplier<Snapshot> registered, InstantSource clock) {
        this.stages = stages;
        this.answers = new Answers(stages.wording());
        this.dealing = dealing;
        this.registered = registered;
        this.clock = clock;
    }

    /**
     * Takes a message from its arrival to its answer; tells whether everything has been said. If
     * not, another thread goes on with the message, and says so when it is answered.
     */
    boolean handle(Turn turn) throws InterruptedException {
        Instant arrived = clock.instant();
        Arrival arrival = turn.arrival();
        if (!(stages.identity().identify(arrival.inbound())
                instanceof Identified.Known(Caller caller))) {
            return true;
        }
        LOG.debug(
                "{} has said something in {}", caller.person().id(), arrival.message().room().id());
        return answer(new Heard(turn, caller, Outbox.Address.of(arrival), arrived, 1));
    }

    private boolean answer(Heard heard) throws InterruptedException {
        Caller caller = heard.caller();
        Message message = heard.message();
        String text =
                stages.history().meant(caller.person().id(), message.text()).orElse(message.text());
        Snapshot snapshot = registered.get();
        Reading reading = read(text, heard.turn().arrival(), snapshot);
        if (PluginThreads.isAnybodys() && !belongsHere(reading)) {
            dealing.elsewhere(heard.turn(), () -> answer(heard));
            return false;
        }
        if (heard.attempt() == 1 && !(reading instanceof Reading.NotACommand)) {
            Optional<Admission.Over> over = stages.limits().tooMany(caller);
            if (over.isPresent()) {
                return say(heard, Answers.limited("-", "", over.get()));
            }
        }
        Predicate<CommandDefinition> shown =
                command -> stages.gate().shows(caller, message.room(), command);
        return switch (reading) {
            case Reading.NotACommand() -> say(heard, ambient(snapshot, heard, shown));
            case Reading.Unknown(String typed) ->
                    say(
                            heard,
                            Answer.saying(
                                    stages.wording().unknown(typed, snapshot.commands(), shown)));
            case Reading.Group group ->
                    say(
                            heard,
                            Answer.saying(
                                    stages.wording().group(group, snapshot.commands(), shown)));
            case Reading.BadArguments(BoundCommand command, String problem) ->
                    say(heard, refuseArguments(caller, message, command, problem));
            case Reading.Parsed parsed -> {
                if (heard.attempt() == 1 && isForHistory(parsed)) {
                    stages.history().add(caller.person().id(), text);
                }
                yield execute(parsed, heard);
            }
        };
    }

    private Reading read(String text, Arrival arrival, Snapshot snapshot) {
        return stages.reader()
                .read(
                        text,
                        arrival.inbound().addressed(),
                        snapshot.commands(),
                        new ChatDirectory(arrival.chat()));
    }

    /** Whether a message may be dealt with on this thread of a plugin: a command of that plugin. */
    private static boolean belongsHere(Reading reading) {
        return reading instanceof Reading.Parsed parsed && parsed.command().threads().isMine();
    }

    private boolean say(Heard heard, Answer answer) {
        Outbox.Address to = answer.privately() ? heard.address().asPrivate() : heard.address();
        for (Reply reply : answer.replies()) {
            stages.outbox().answer(to, reply);
        }
        answer.entry()
                .ifPresent(entry ->
                        stages.audit().write(record(heard.arrived(), heard.message(), entry)));
        return true;
    }

    /** What holds a secret is not kept, nor is looking at the history itself. */
    private static boolean isForHistory(Reading.Parsed parsed) {
        CommandDefinition command = parsed.command().definition();
        return !command.name().equals("history")
                && command.parameters().stream().noneMatch(parameter -> parameter.sensitive());
    }

    private Answer ambient(Snapshot snapshot, Heard heard, Predicate<CommandDefinition> shown)
            throws InterruptedException {
        Message message = heard.message();
        if (stages.conversations().answer(message)
                || stages.listening().hear(snapshot, heard.caller(), heard.turn(), heard.address())
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
            return answers.denied(definition, "", denied);
        }
        return answers.badArguments(definition, verdict.rule(), problem);
    }

    private boolean execute(Reading.Parsed parsed, Heard heard) throws InterruptedException {
        CommandDefinition command = parsed.command().definition();
        String arguments = parsed.arguments().shown();
        Outbox.Address address =
                command.privately() ? heard.address().asPrivate() : heard.address();
        Passage.Next next =
                (outcome, rule) ->
                        dealing.here(heard.turn(), () -> executed(parsed, heard, outcome, rule));
        return switch (stages.passage()
                .command(parsed, heard.caller(), heard.turn(), address, next)) {
            case Passage.Passed.Led(boolean answered) -> answered;
            case Passage.Passed.Ran(Outcome outcome) ->
                    throw new IllegalStateException("Only listeners do: " + outcome);
            case Passage.Passed.Denied(Verdict.Denied denied) ->
                    say(heard, answers.denied(command, arguments, denied));
            case Passage.Passed.Withdrawn withdrawn ->
                    say(heard, answers.withdrawn(command, arguments, withdrawn));
            case Passage.Passed.Limited(Admission.Over over) ->
                    say(heard, Answers.limited(command.name(), arguments, over));
            case Passage.Passed.OutOfService outOfService ->
                    say(heard, answers.outOfService(command, arguments, outOfService));
        };
    }

    /** On whichever thread has the outcome. */
    private boolean executed(Reading.Parsed parsed, Heard heard, Outcome outcome, String rule) {
        // a plugin may be replaced between the look-up and the call; then the new one is asked
        if (outcome instanceof Outcome.Gone && heard.attempt() < ATTEMPTS) {
            dealing.elsewhere(heard.turn(), () -> answer(heard.again()));
            return false;
        }
        return say(heard, answers.outcome(parsed, outcome, rule));
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
