package dev.errand.platform.dispatch;

import dev.errand.api.Markdown;
import dev.errand.api.Reply;
import dev.errand.platform.access.Verdict;
import dev.errand.platform.command.CommandDefinition;
import dev.errand.platform.command.CommandTree;
import dev.errand.platform.command.Durations;
import dev.errand.platform.command.HelpText;
import dev.errand.platform.command.Reading;
import dev.errand.platform.command.Similar;
import dev.errand.platform.execution.Incident;
import dev.errand.platform.execution.Outcome;
import dev.errand.platform.execution.PluginHealth;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** What people are told when a command did not simply return. */
final class Wording {

    private final HelpText help;

    Wording(HelpText help) {
        this.help = help;
    }

    Reply denied(Verdict.Denied denied) {
        return Reply.plain(denied.reason());
    }

    Reply outOfService(CommandDefinition command, PluginHealth.Quarantine quarantine) {
        return Reply.text(
                Markdown.code(command.name())
                        + " is out of service (incident "
                        + quarantine.incident()
                        + "): "
                        + Markdown.escape(quarantine.why())
                        + ". An admin puts it back with "
                        + help.typed("plugins clear " + command.plugin())
                        + ".");
    }

    Reply badArguments(CommandDefinition command, String problem) {
        return Reply.text(help.usage(command, problem));
    }

    Reply unknown(String typed, CommandTree tree, Predicate<CommandDefinition> shown) {
        List<String> near = help.near(typed, tree, shown);
        String first =
                typed.contains(" ") && near.stream().noneMatch(name -> name.contains(" "))
                        ? typed.substring(0, typed.indexOf(' '))
                        : typed;
        return Reply.text(
                "There is no command "
                        + help.typed(first)
                        + "."
                        + (near.isEmpty()
                                ? " " + help.typed("help") + " lists those there are."
                                : didYouMean(near)));
    }

    Reply group(Reading.Group group, CommandTree tree, Predicate<CommandDefinition> shown) {
        String list = help.group(group.words(), tree, shown);
        if (group.typed().isEmpty()) {
            return list.isEmpty()
                    ? Reply.text("There is no command " + help.typed(group.words()) + ".")
                    : Reply.text(
                            help.typed(group.words()) + " goes on with one of these:\n\n" + list);
        }
        String typed = group.words() + " " + group.typed();
        List<String> near =
                help.near(typed, tree, shown).stream().filter(name -> name.contains(" ")).toList();
        return Reply.text(
                "There is no command "
                        + help.typed(typed)
                        + "."
                        + (!list.isEmpty() && near.stream().noneMatch(name -> isNear(group, name))
                                ? " There are:\n\n" + list
                                : didYouMean(near)));
    }

    /** The words before are right, so they say nothing about how near the last one is. */
    private static boolean isNear(Reading.Group group, String name) {
        String rest = name.substring(Math.min(name.length(), group.words().length())).strip();
        return !Similar.to(group.typed(), List.of(rest), 1).isEmpty();
    }

    private String didYouMean(List<String> near) {
        if (near.isEmpty()) {
            return "";
        }
        return " Did you mean "
                + String.join(" or ", near.stream().map(help::typed).toList())
                + "?";
    }

    /** What somebody is told who types a command's name without the prefix to the bot alone. */
    Reply prefixForgotten(String command) {
        return Reply.text(
                "Commands start with the prefix. Did you mean " + help.typed(command) + "?");
    }

    List<Reply> outcome(CommandDefinition command, Outcome outcome) {
        String name = Markdown.code(command.name());
        return switch (outcome) {
            case Outcome.Returned(List<Reply> replies) -> replies;
            case Outcome.Refused(String message) -> List.of(Reply.plain(message));
            case Outcome.Failed(Incident incident) ->
                    List.of(
                            Reply.text(
                                    name
                                            + " failed"
                                            + (incident.ofStorage()
                                                    ? ", because the storage did"
                                                    : "")
                                            + " (incident "
                                            + incident.id()
                                            + ")."
                                            + (incident.ofStorage()
                                                    ? " What it was to keep may be kept or not; look before you repeat it."
                                                    : "")));
            case Outcome.TimedOut(Duration deadline) ->
                    List.of(
                            Reply.text(
                                    name
                                            + " took longer than "
                                            + Durations.write(deadline)
                                            + " and was stopped."));
            case Outcome.Killed(String by) ->
                    List.of(Reply.text(name + " was ended by " + Markdown.escape(by) + "."));
            case Outcome.Busy(int limit) ->
                    List.of(
                            Reply.text(
                                    name
                                            + " is busy: "
                                            + limit
                                            + " calls of its plugin are under way. Try again in a moment."));
            case Outcome.Gone() -> List.of(Reply.text(name + " is being unloaded."));
        };
    }
}
