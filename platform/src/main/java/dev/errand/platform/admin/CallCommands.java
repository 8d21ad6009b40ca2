package dev.errand.platform.admin;

import dev.errand.api.Arg;
import dev.errand.api.Caller;
import dev.errand.api.Command;
import dev.errand.api.Default;
import dev.errand.api.Flag;
import dev.errand.api.Reply;
import dev.errand.api.Requires;
import dev.errand.api.UserError;
import dev.errand.platform.command.Durations;
import dev.errand.platform.execution.Incident;
import dev.errand.platform.execution.Incidents;
import dev.errand.platform.execution.Outcome;
import dev.errand.platform.execution.Running;
import dev.errand.platform.execution.RunningCalls;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What runs, how to end it, and what failed. */
final class CallCommands {

    private final RunningCalls calls;
    private final Incidents incidents;
    private final InstantSource clock;

    CallCommands(RunningCalls calls, Incidents incidents, InstantSource clock) {
        this.calls = calls;
        this.incidents = incidents;
        this.clock = clock;
    }

    @Command(
            value = "ps",
            description = "Lists what you have running; with --all what everyone has",
            examples = {"ps", "ps --all"})
    List<Reply> ps(Caller caller, @Flag @Arg(description = "everyone's, for admins") boolean all) {
        if (all && !caller.isAdmin()) {
            throw new UserError("Only an admin sees what others have running; ps lists yours.");
        }
        List<Running> running =
                calls.list().stream().filter(call -> !call.info().what().startsWith("ps")).toList();
        List<Running> shown = running.stream().filter(call -> all || isOf(call, caller)).toList();
        List<Reply> replies = new ArrayList<>();
        replies.add(
                shown.isEmpty()
                        ? Reply.plain(all ? "Nothing is running." : "Nothing of yours is running.")
                        : table(shown));
        if (caller.isAdmin() && shown.size() < running.size()) {
            replies.add(
                    Reply.plain(
                            running.size()
                                    - shown.size()
                                    + " of others are running; ps --all lists them."));
        }
        return replies;
    }

    private Reply table(List<Running> shown) {
        Reply.Table table = Reply.table("id", "who", "where", "what", "for", "state");
        for (Running call : shown) {
            table =
                    table.row(
                            call.info().id(),
                            call.info().caller().person().name(),
                            call.info().room().name(),
                            shorten(call.info().what()),
                            Durations.write(Duration.between(call.info().since(), clock.instant())),
                            state(call));
        }
        return table;
    }

    private static String state(Running call) {
        return switch (call.state()) {
            case RUNNING -> "running";
            case ASKING -> "waits for an answer";
            case OVERDUE -> "ended, but ignores it";
        };
    }

    @Command(
            value = "kill",
            description = "Ends something that runs: yours, or anyone's if you are an admin",
            examples = {"kill 17"})
    String kill(Caller caller, @Arg(description = "its id, as ps shows it") long id) {
        Running call =
                calls.find(id)
                        .filter(running -> caller.isAdmin() || isOf(running, caller))
                        .orElseThrow(() ->
                                new UserError(
                                        "Nothing with the id "
                                                + id
                                                + " is running that you may end; ps lists what is."));
        call.end(new Outcome.Killed(caller.person().name()));
        return "Ended " + id + ".";
    }

    @Command(
            value = "incident",
            description = "Shows what went wrong in an incident",
            examples = {"incident 7f3a"})
    @Requires(Requires.ADMIN)
    List<Reply> incident(
            @Arg(description = "its four letters and digits") String id,
            @Flag @Default("12") int lines) {
        Incident incident =
                incidents
                        .find(id)
                        .orElseThrow(() ->
                                new UserError(
                                        "There is no incident '"
                                                + id.toLowerCase(Locale.ROOT)
                                                + "' among the last 200; older ones are in the log."));
        String trace =
                String.join(
                        "\n", incident.trace().lines().limit(Math.clamp(lines, 1, 200)).toList());
        return List.of(
                Reply.plain(
                        incident.what()
                                + " of "
                                + incident.plugin()
                                + " failed at "
                                + incident.at()
                                + ":"),
                Reply.code(trace));
    }

    private static boolean isOf(Running call, Caller caller) {
        return caller.is(call.info().caller().person().id());
    }

    private static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "…";
    }
}
