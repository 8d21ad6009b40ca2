package dev.errand.platform.admin;

import dev.errand.api.Arg;
import dev.errand.api.Call;
import dev.errand.api.Caller;
import dev.errand.api.Command;
import dev.errand.api.Markdown;
import dev.errand.api.Rest;
import dev.errand.api.UserError;
import dev.errand.platform.access.Gate;
import dev.errand.platform.command.CommandDefinition;
import dev.errand.platform.command.CommandTree;
import dev.errand.platform.command.HelpText;
import dev.errand.platform.dispatch.Outbox;
import dev.errand.platform.limit.Limits;
import dev.errand.platform.plugin.PluginHost;
import dev.errand.platform.plugin.PluginStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What people ask to find their way. */
final class HelpCommands {

    private final PluginHost plugins;
    private final Gate gate;
    private final HelpText help;
    private final Outbox outbox;
    private final Limits limits;

    HelpCommands(PluginHost plugins, Gate gate, HelpText help, Outbox outbox, Limits limits) {
        this.plugins = plugins;
        this.gate = gate;
        this.help = help;
        this.outbox = outbox;
        this.limits = limits;
    }

    @Command(
            value = "help",
            description = "Shows the commands that you may run, or all about one of them",
            examples = {"help", "help plugins"})
    String help(
            Call call,
            @Rest @Arg(description = "a command, or the first words of some")
                    Optional<String> command) {
        CommandTree tree = plugins.snapshot().commands();
        Predicate<CommandDefinition> shown =
                definition -> gate.shows(call.caller(), call.room(), definition);
        if (command.isEmpty() || command.get().isBlank()) {
            return help.overview(tree, shown, descriptions());
        }
        String words = words(command.get());
        String group = help.group(words, tree, shown);
        Optional<CommandDefinition> one =
                tree.command(words)
                        .map(bound -> bound.definition())
                        .filter(definition -> gate.opens(call.caller(), call.room(), definition));
        if (one.isPresent() && group.lines().count() <= 1) {
            return help.command(one.get(), limits.describe(call.caller(), call.room(), one.get()));
        }
        if (!group.isEmpty()) {
            return group + "\n\n" + help.typed("help " + words + " …") + " tells more about one.";
        }
        throw unknown(words, tree, shown);
    }

    private UserError unknown(String words, CommandTree tree, Predicate<CommandDefinition> shown) {
        List<String> near = help.near(words, tree, shown);
        return new UserError(
                "There is no command '"
                        + words
                        + "'."
                        + (near.isEmpty()
                                ? ""
                                : " Did you mean " + String.join(" or ", near) + "?"));
    }

    /** People also type the prefix here. */
    private String words(String typed) {
        String words = typed.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        String prefix = help.prefix();
        String bare = words.startsWith(prefix) ? words.substring(prefix.length()).strip() : words;
        return bare.length() <= 100 ? bare : bare.substring(0, 100);
    }

    private java.util.Map<String, String> descriptions() {
        return plugins.statuses().stream()
                .collect(
                        Collectors.toMap(PluginStatus::id, PluginStatus::description, (a, b) -> a));
    }

    @Command(value = "more", description = "Goes on with the last reply that was too long")
    Optional<String> more(Call call) {
        return outbox.more(call.message())
                ? Optional.empty()
                : Optional.of("There is nothing more.");
    }

    private static String linked(Caller caller) {
        String others =
                caller.accounts().stream()
                        .filter(account -> !account.equals(caller.person().id()))
                        .map(account -> Markdown.code(account.toString()))
                        .collect(Collectors.joining(", "));
        return others.isEmpty() ? "" : " You are also " + others + ".";
    }

    @Command(value = "whoami", description = "Shows who you are to the bot")
    String whoami(Caller caller) {
        String roles =
                caller.roles().isEmpty()
                        ? "no roles"
                        : String.join(", ", caller.roles().stream().sorted().toList());
        return "You are "
                + Markdown.code(caller.person().id().toString())
                + " with "
                + Markdown.escape(roles)
                + "."
                + linked(caller);
    }
}
