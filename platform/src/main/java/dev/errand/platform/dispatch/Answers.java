package dev.errand.platform.dispatch;

import dev.errand.api.Reply;
import dev.errand.platform.access.Verdict;
import dev.errand.platform.command.CommandDefinition;
import dev.errand.platform.command.Reading;
import dev.errand.platform.execution.Outcome;
import dev.errand.platform.execution.PluginHealth;
import dev.errand.platform.limit.Admission;
import java.util.List;
import java.util.Optional;

/** What is said and kept of each thing that can come of a command. Stateless. */
final class Answers {

    private final Wording wording;

    Answers(Wording wording) {
        this.wording = wording;
    }

    Answer badArguments(CommandDefinition command, String rule, String problem) {
        return new Answer(
                List.of(wording.badArguments(command, problem)),
                command.privately(),
                entry(command, "", rule, "bad-arguments"));
    }

    Answer denied(CommandDefinition command, String arguments, Verdict.Denied denied) {
        return new Answer(
                List.of(wording.denied(denied)),
                true,
                entry(command, arguments, denied.rule(), "denied"));
    }

    Answer withdrawn(CommandDefinition command, String arguments, Passage.Passed.Withdrawn how) {
        return new Answer(
                List.of(Reply.plain(how.words())),
                command.privately(),
                entry(command, arguments, how.rule(), "withdrawn"));
    }

    /** One answer for the first command that is too much, and none for those that follow it. */
    static Answer limited(String command, String arguments, Admission.Over over) {
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

    Answer outOfService(
            CommandDefinition command, String arguments, Passage.Passed.OutOfService why) {
        PluginHealth.Quarantine quarantine = why.quarantine();
        return new Answer(
                List.of(wording.outOfService(command, quarantine)),
                command.privately(),
                Optional.of(
                        new Answer.Entry(
                                command.name(),
                                arguments,
                                why.rule(),
                                "out-of-service",
                                Optional.of(quarantine.incident()))));
    }

    Answer outcome(Reading.Parsed parsed, Outcome outcome, String rule) {
        CommandDefinition command = parsed.command().definition();
        Optional<String> incident =
                outcome instanceof Outcome.Failed(var recorded)
                        ? Optional.of(recorded.id())
                        : Optional.empty();
        return new Answer(
                wording.outcome(command, outcome),
                command.privately(),
                Optional.of(
                        new Answer.Entry(
                                command.name(),
                                parsed.arguments().shown(),
                                rule,
                                word(outcome),
                                incident)));
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
}
