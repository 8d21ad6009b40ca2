package dev.errand.platform.command;

import dev.errand.api.Markdown;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What people are told about commands, in Markdown. Immutable. */
public final class HelpText {

    private final String prefix;

    /**
     * Made once.
     *
     * @param prefix what commands begin with
     */
    public HelpText(String prefix) {
        this.prefix = prefix;
    }

    /**
     * What commands begin with.
     *
     * @return the prefix
     */
    public String prefix() {
        return prefix;
    }

    /**
     * All commands in short, by plugin; commands with the same first word share a line.
     *
     * @param tree the commands there are
     * @param shown which of them are for the person who asks
     * @param descriptions what each plugin says of itself, by id
     * @return the text
     */
    public String overview(
            CommandTree tree,
            Predicate<CommandDefinition> shown,
            Map<String, String> descriptions) {
        Map<String, Map<String, Set<CommandDefinition>>> byPlugin = new TreeMap<>();
        for (CommandDefinition command : definitions(tree, shown)) {
            byPlugin.computeIfAbsent(command.plugin(), id -> new TreeMap<>())
                    .computeIfAbsent(firstWord(command.name()), word -> new LinkedHashSet<>())
                    .add(command);
        }
        if (byPlugin.isEmpty()) {
            return "There is no command that you may run here.";
        }
        StringBuilder text = new StringBuilder();
        byPlugin.forEach((plugin, words) -> {
            String description = descriptions.getOrDefault(plugin, "");
            text.append("**").append(Markdown.escape(plugin)).append("**");
            text.append(description.isEmpty() ? "" : " – " + Markdown.escape(description))
                    .append("\n\n");
            words.forEach((word, commands) -> text.append(line(word, commands)));
            text.append('\n');
        });
        return text.append(typed("help <command>")).append(" tells more about one.").toString();
    }

    private String line(String word, Set<CommandDefinition> commands) {
        CommandDefinition only = commands.iterator().next();
        if (commands.size() == 1) {
            return "- " + typed(only.name()) + " – " + Markdown.escape(only.description()) + "\n";
        }
        return "- "
                + typed(word)
                + " "
                + commands.stream()
                        .map(command ->
                                command.name().equals(word)
                                        ? "*alone*"
                                        : Markdown.escape(
                                                command.name().substring(word.length() + 1)))
                        .collect(Collectors.joining(", "))
                + "\n";
    }

    /**
     * All commands that begin with some words.
     *
     * @param words the words
     * @param tree the commands there are
     * @param shown which of them are for the person who asks
     * @return the text, empty if there is no such command
     */
    public String group(String words, CommandTree tree, Predicate<CommandDefinition> shown) {
        return definitions(tree, shown).stream()
                .filter(command ->
                        command.name().equals(words) || command.name().startsWith(words + " "))
                .map(command ->
                        "- "
                                + typed(command.usage())
                                + " – "
                                + Markdown.escape(command.description()))
                .collect(Collectors.joining("\n"));
    }

    /**
     * All about one command.
     *
     * @param command which
     * @param limits what it is held to, a few words each
     * @return the text
     */
    public String command(CommandDefinition command, List<String> limits) {
        StringBuilder text = new StringBuilder();
        text.append(typed(command.usage()))
                .append("\n\n")
                .append(Markdown.escape(command.description()))
                .append(".\n");
        if (!command.parameters().isEmpty()) {
            text.append('\n');
            command.parameters().forEach(parameter -> text.append(parameter(parameter)));
        }
        if (!command.aliases().isEmpty()) {
            text.append("\nAlso: ")
                    .append(
                            command.aliases().stream()
                                    .map(this::typed)
                                    .collect(Collectors.joining(", ")))
                    .append('\n');
        }
        if (!command.examples().isEmpty()) {
            text.append(command.examples().size() == 1 ? "\nExample: " : "\nExamples: ")
                    .append(
                            command.examples().stream()
                                    .map(this::typed)
                                    .collect(Collectors.joining(", ")))
                    .append('\n');
        }
        if (!command.roles().isEmpty()) {
            text.append("\nFor: ")
                    .append(
                            Markdown.escape(
                                    String.join(", ", command.roles().stream().sorted().toList())))
                    .append('\n');
        }
        command.question()
                .ifPresent(question ->
                        text.append("\nAsks first: ")
                                .append(Markdown.escape(question))
                                .append('\n'));
        if (!limits.isEmpty()) {
            text.append("\nLimits: ")
                    .append(Markdown.escape(String.join("; ", limits)))
                    .append('\n');
        }
        if (command.privately()) {
            text.append("\nOnly you see its answer.\n");
        }
        return text.append("\nFrom the plugin ")
                .append(Markdown.escape(command.plugin()))
                .append('.')
                .toString();
    }

    private static String parameter(ParameterDefinition parameter) {
        StringBuilder line = new StringBuilder("- ").append(Markdown.code(parameter.usage()));
        if (!parameter.description().isEmpty()) {
            line.append(" – ").append(Markdown.escape(parameter.description()));
        }
        if (!(parameter.form() instanceof ParameterDefinition.Form.Switch)
                && !(parameter.type() instanceof ArgumentType.Text)) {
            line.append(parameter.description().isEmpty() ? " – " : "; ")
                    .append(Markdown.escape(parameter.type().describe()));
        }
        parameter
                .fallback()
                .filter(fallback -> !fallback.isEmpty())
                .ifPresent(fallback ->
                        line.append(" (").append(Markdown.code(fallback)).append(" if left out)"));
        return line.append('\n').toString();
    }

    /**
     * What to say to arguments that do not fit.
     *
     * @param command which command
     * @param problem what is wrong
     * @return the text
     */
    public String usage(CommandDefinition command, String problem) {
        String example =
                command.examples().isEmpty()
                        ? ""
                        : "\nExample: " + typed(command.examples().getFirst());
        return Markdown.escape(problem) + "\nUsage: " + typed(command.usage()) + example;
    }

    /**
     * A line as a person would type it.
     *
     * @param line the line without the prefix
     * @return the line with it, as code
     */
    public String typed(String line) {
        return Markdown.code(prefix + line);
    }

    /**
     * A line as a person would type it, for text that is no Markdown.
     *
     * @param line the line without the prefix
     * @return the line with it
     */
    public String line(String line) {
        return prefix + line;
    }

    private static List<CommandDefinition> definitions(
            CommandTree tree, Predicate<CommandDefinition> shown) {
        return tree.commands().stream().map(BoundCommand::definition).filter(shown).toList();
    }

    /**
     * Names near to what was typed, among those that a person is shown; of a name with several
     * words as many count as were typed.
     *
     * @param typed the words that are no command
     * @param tree the commands there are
     * @param shown which of them are for the person who asks
     * @return at most three names, nearest first
     */
    public List<String> near(String typed, CommandTree tree, Predicate<CommandDefinition> shown) {
        List<String> names =
                definitions(tree, shown).stream().map(CommandDefinition::name).toList();
        String[] words = typed.split(" ", -1);
        Set<String> found = new LinkedHashSet<>();
        for (int count = words.length; count > 0 && found.size() < 3; count--) {
            int length = count;
            Set<String> starts =
                    names.stream()
                            .map(name -> firstWords(name, length))
                            .collect(Collectors.toCollection(LinkedHashSet::new));
            found.addAll(Similar.to(firstWords(typed, count), starts, 3));
        }
        return found.stream().limit(3).toList();
    }

    private static String firstWords(String name, int count) {
        String[] words = name.split(" ", -1);
        return String.join(" ", List.of(words).subList(0, Math.min(count, words.length)));
    }

    private static String firstWord(String name) {
        int space = name.indexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }
}
