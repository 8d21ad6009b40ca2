package dev.errand.platform.dispatch;

import dev.errand.api.Caller;
import dev.errand.api.Message;
import dev.errand.platform.access.Gate;
import dev.errand.platform.access.Request;
import dev.errand.platform.access.Verdict;
import dev.errand.platform.command.BoundListener;
import dev.errand.platform.command.CommandDefinition;
import dev.errand.platform.command.Reading;
import dev.errand.platform.execution.Outcome;
import dev.errand.platform.execution.PluginHealth;
import dev.errand.platform.execution.PluginThreads;
import dev.errand.platform.limit.Admission;
import dev.errand.platform.limit.Limits;
import dev.errand.platform.limit.Pass;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;

/**
 * The one way on which code of a plugin is run for a person, whatever led to it: the gate, the
 * quarantine, the limits, then the run; each looked at in the moment of the run.
 */
final class Passage {

    /** What came of it. */
    sealed interface Passed {

        /** The rules do not allow it. */
        record Denied(Verdict.Denied verdict) implements Passed {}

        /** The person does not want it, or did not say so. */
        record Withdrawn(String rule, String words) implements Passed {}

        /** It would be too much. */
        record Limited(Admission.Over over) implements Passed {}

        /** Its plugin is in quarantine. */
        record OutOfService(PluginHealth.Quarantine quarantine, String rule) implements Passed {}

        /** A command was run, or was to be; what comes next is told, or will be. */
        record Led(boolean answered) implements Passed {}

        /** A listener was run, or was to be. */
        record Ran(Outcome outcome) implements Passed {}
    }

    private static final Map<String, List<String>> NO_ARGUMENTS = Map.of();

    /** The last step. */
    private interface Run {
        Passed with(Pass pass) throws InterruptedException;
    }

    /** What comes after a command; tells whether it has answered the message. */
    interface Next {
        boolean with(Outcome outcome, String rule);
    }

    private final Permission permission;
    private final Gate gate;
    private final Limits limits;
    private final CommandRuns runs;

    Passage(Permission permission, Gate gate, Limits limits, CommandRuns runs) {
        this.permission = permission;
        this.gate = gate;
        this.limits = limits;
        this.runs = runs;
    }

    /** Runs a command that somebody gave. */
    Passed command(
            Reading.Parsed parsed, Caller caller, Turn turn, Outbox.Address address, Next next)
            throws InterruptedException {
        return switch (permission.ask(parsed, caller, turn, address)) {
            case Permission.Result.Denied(Verdict.Denied denied) -> new Passed.Denied(denied);
            case Permission.Result.Withdrawn(String rule, String words) ->
                    new Passed.Withdrawn(rule, words);
            case Permission.Result.Granted(Caller now, String rule) ->
                    admitted(
                            pass ->
                                    new Passed.Led(
                                            runs.command(
                                                    parsed,
                                                    now,
                                                    turn,
                                                    address,
                                                    pass,
                                                    how -> next.with(how, rule))),
                            parsed.command().definition(),
                            parsed.command().threads(),
                            now,
                            turn,
                            rule);
        };
    }

    /**
     * Calls a listener for what somebody said. Nobody asked for it, so a rule that would ask first
     * denies.
     */
    Passed listener(
            BoundListener listener,
            MatchResult match,
            Caller caller,
            Turn turn,
            Outbox.Address address)
            throws InterruptedException {
        CommandDefinition definition = listener.definition().asCommand();
        Message message = turn.arrival().message();
        Verdict verdict =
                gate.check(
                        new Request(
                                caller,
                                message.room(),
                                message.thread().isPresent(),
                                definition,
                                Optional.of(NO_ARGUMENTS)));
        return switch (verdict) {
            case Verdict.Denied denied -> new Passed.Denied(denied);
            case Verdict.Asked(String rule, String question) ->
                    new Passed.Denied(new Verdict.Denied(rule, "It was not asked for."));
            case Verdict.Allowed(String rule) ->
                    admitted(
                            pass ->
                                    new Passed.Ran(
                                            runs.listener(
                                                    listener, match, caller, turn, address, pass)),
                            definition,
                            listener.threads(),
                            caller,
                            turn,
                            rule);
        };
    }

    private Passed admitted(
            Run run,
            CommandDefinition definition,
            PluginThreads threads,
            Caller caller,
            Turn turn,
            String rule)
            throws InterruptedException {
        Optional<PluginHealth.Quarantine> quarantine = threads.health().quarantine();
        if (quarantine.isPresent()) {
            return new Passed.OutOfService(quarantine.get(), rule);
        }
        return switch (limits.admit(caller, turn.arrival().message().room(), definition)) {
            case Admission.Over over -> new Passed.Limited(over);
            case Admission.Admitted(Pass pass) -> run.with(pass);
        };
    }
}
