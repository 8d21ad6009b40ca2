package dev.errand.platform.command;

import dev.errand.backend.spi.Completion;
import dev.errand.platform.command.ParameterDefinition.Form;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Says how a half-typed command could go on. */
public final class Completer {

    private static final int MOST = 50;

    private final String prefix;

    /**
     * Made once.
     *
     * @param prefix what commands begin with
     */
    public Completer(String prefix) {
        this.prefix = prefix;
    }

    /**
     * The ways to go on.
     *
     * @param text the line up to the cursor
     * @param tree the commands there are
     * @param shown which of them are for the person who types
     * @return words that the last word of the text could become
     */
    public List<Completion> complete(
            String text, CommandTree tree, Predicate<CommandDefinition> shown) {
        String line = text.stripLeading();
        if (line.isEmpty() || (prefix.startsWith(line) && !line.equals(prefix))) {
            return List.of();
        }
        if (!line.startsWith(prefix)) {
            return List.of();
        }
        String typed = line.substring(prefix.length());
        int wordStart = Math.max(typed.lastIndexOf(' '), typed.lastIndexOf('\t')) + 1;
        String before =
                typed.substring(0, wordStart)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\s+", " ");
        String word = typed.substring(wordStart);
        Map<String, Completion> found = new TreeMap<>();
        String joint = wordStart == 0 ? prefix : "";
        if (before.equals("help") || before.startsWith("help ")) {
            words(before.length() <= 4 ? "" : before.substring(5), word, tree, shown, "", found);
        } else {
            words(before, word, tree, shown, joint, found);
            CommandTree.Found command = tree.find(before + " ", 0);
            command.command()
                    .filter(c -> shown.test(c.definition()))
                    .ifPresent(c ->
                            arguments(
                                    c,
                                    before.substring(Math.min(command.end(), before.length())),
                                    word,
                                    found));
        }
        return found.values().stream().limit(MOST).toList();
    }

    private static void words(
            String before,
            String word,
            CommandTree tree,
            Predicate<CommandDefinition> shown,
            String joint,
            Map<String, Completion> found) {
        String start = (before.isEmpty() ? "" : before + " ") + word.toLowerCase(Locale.ROOT);
        for (BoundCommand command : tree.commands()) {
            CommandDefinition definition = command.definition();
            if (definition.name().startsWith(start) && shown.test(definition)) {
                int from = before.isEmpty() ? 0 : before.length() + 1;
                int end = definition.name().indexOf(' ', from);
                String next =
                        definition
                                .name()
                                .substring(from, end < 0 ? definition.name().length() : end);
                found.putIfAbsent(
                        next,
                        new Completion(joint + next, end < 0 ? definition.description() : ""));
            }
        }
    }

    private static void arguments(
            BoundCommand command, String before, String word, Map<String, Completion> found) {
        List<String> given = before.isBlank() ? List.of() : List.of(before.strip().split(" ", -1));
        List<ParameterDefinition> parameters = command.definition().parameters();
        for (ParameterDefinition parameter : parameters) {
            switch (parameter.form()) {
                case Form.Switch(List<String> marks) ->
                        offer(marks, parameter.description(), word, found);
                case Form.Option(List<String> marks, boolean attached) -> {
                    if (!attached) {
                        offer(marks, parameter.description(), word, found);
                    }
                }
                case Form.Positional p -> {}
                case Form.Repeated r -> {}
                case Form.Rest r -> {}
            }
        }
        value(parameters, given).forEach(choice -> offer(List.of(choice), "", word, found));
    }

    /**
     * What the word under the cursor could be as a value: of the flag before it, else of the
     * argument at its place.
     */
    private static Collection<String> value(
            List<ParameterDefinition> parameters, List<String> given) {
        if (!given.isEmpty()) {
            for (ParameterDefinition parameter : parameters) {
                if (parameter.form() instanceof Form.Option(List<String> marks, boolean attached)
                        && !attached
                        && marks.contains(given.getLast())) {
                    return choices(parameter.type());
                }
            }
        }
        List<ParameterDefinition> placed = new ArrayList<>();
        parameters.stream()
                .filter(p ->
                        p.form() instanceof Form.Positional || p.form() instanceof Form.Repeated)
                .forEach(placed::add);
        long plain =
                given.stream()
                        .filter(w ->
                                !w.startsWith("--") && !w.startsWith("+") && !w.startsWith("@"))
                        .count();
        if (placed.isEmpty()
                || (plain >= placed.size()
                        && !(placed.getLast().form() instanceof Form.Repeated))) {
            return List.of();
        }
        return choices(placed.get((int) Math.min(plain, placed.size() - 1L)).type());
    }

    private static Collection<String> choices(ArgumentType type) {
        return switch (type) {
            case ArgumentType.Choice(List<String> words) -> words;
            case ArgumentType.YesNo() -> List.of("yes", "no");
            case ArgumentType.Text t -> List.of();
            case ArgumentType.Whole w -> List.of();
            case ArgumentType.Decimal d -> List.of();
            case ArgumentType.Span s -> List.of();
            case ArgumentType.Somebody s -> List.of();
            case ArgumentType.Somewhere s -> List.of();
            case ArgumentType.Custom c -> List.of();
        };
    }

    private static void offer(
            List<String> words, String description, String typed, Map<String, Completion> found) {
        words.stream()
                .filter(word ->
                        word.toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT)))
                .forEach(word -> found.putIfAbsent(word, new Completion(word, description)));
    }
}
