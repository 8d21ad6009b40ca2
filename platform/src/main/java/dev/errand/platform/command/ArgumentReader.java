package dev.errand.platform.command;

import dev.errand.platform.command.Arguments.Later;
import dev.errand.platform.command.Arguments.Value;
import dev.errand.platform.command.Handler.Slot;
import dev.errand.platform.command.ParameterDefinition.Form;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the arguments of one line for one command. */
final class ArgumentReader {

    /** The line's arguments do not fit; the message is for the person. */
    static final class BadArgument extends Exception {

        private static final long serialVersionUID = 1L;

        private final String problem;

        BadArgument(String problem) {
            super(problem, null, false, false);
            this.problem = problem;
        }

        String problem() {
            return problem;
        }
    }

    private final Handler handler;
    private final Words words;
    private final ValueReader.Directory chat;
    private final Map<Slot.Argument, List<String>> texts = new HashMap<>();
    private final Map<String, Slot.Argument> flags = new HashMap<>();
    private boolean flagsEnded;

    ArgumentReader(Handler handler, Words words, ValueReader.Directory chat) {
        this.handler = handler;
        this.words = words;
        this.chat = chat;
        for (Slot slot : handler.slots()) {
            if (slot instanceof Slot.Argument argument) {
                marks(argument).forEach(mark -> flags.put(mark, argument));
            }
        }
    }

    Arguments read() throws BadArgument {
        try {
            collect();
        } catch (Words.OpenQuote open) {
            throw new BadArgument(open.getMessage() + ".");
        }
        List<Value> values = new ArrayList<>();
        StringBuilder shown = new StringBuilder();
        Map<String, List<String>> facts = new HashMap<>();
        for (Slot slot : handler.slots()) {
            switch (slot) {
                case Slot.Given(Class<?> type) -> values.add(new Value.Given(type));
                case Slot.Argument argument -> {
                    List<Object> items = items(argument);
                    values.add(
                            new Value.Typed(
                                    argument.definition().name(), items, argument.wrapping()));
                    show(argument, shown);
                    facts.put(argument.definition().name(), Facts.of(items));
                }
            }
        }
        return new Arguments(values, shown.toString(), facts);
    }

    private void collect() throws BadArgument, Words.OpenQuote {
        for (Slot slot : handler.slots()) {
            if (slot instanceof Slot.Argument argument) {
                switch (argument.definition().form()) {
                    case Form.Positional() ->
                            nextPlain().ifPresentOrElse(text -> put(argument, text), () -> {});
                    case Form.Repeated() -> collectAll(argument);
                    case Form.Rest() -> collectRest(argument);
                    case Form.Switch s -> {}
                    case Form.Option o -> {}
                }
            }
        }
        java.util.Optional<String> surplus = nextPlain();
        if (surplus.isPresent()) {
            throw new BadArgument(
                    "I do not know what to do with '"
                            + shorten(surplus.get())
                            + "'"
                            + (texts.isEmpty() ? ": this command takes no arguments." : "."));
        }
    }

    private void collectAll(Slot.Argument argument) throws BadArgument, Words.OpenQuote {
        for (var text = nextPlain(); text.isPresent(); text = nextPlain()) {
            put(argument, text.get());
        }
    }

    private void collectRest(Slot.Argument argument) throws BadArgument, Words.OpenQuote {
        takeFlags();
        if (!words.atEnd()) {
            put(argument, words.rest());
        }
    }

    /** The next word that is no flag; the flags before it are taken. */
    private java.util.Optional<String> nextPlain() throws BadArgument, Words.OpenQuote {
        takeFlags();
        return words.atEnd()
                ? java.util.Optional.empty()
                : java.util.Optional.of(words.next().text());
    }

    private void takeFlags() throws BadArgument, Words.OpenQuote {
        while (!flagsEnded && !flags.isEmpty() && !words.atEnd()) {
            int before = words.position();
            Words.Word word = words.next();
            if (word.quoted() || !takeFlag(word.text())) {
                words.position(before);
                return;
            }
        }
    }

    private boolean takeFlag(String word) throws BadArgument, Words.OpenQuote {
        if (word.equals("--")) {
            flagsEnded = true;
            return true;
        }
        Slot.@Nullable Argument whole = flags.get(word);
        if (whole != null && whole.definition().form() instanceof Form.Switch) {
            putOnce(whole, "true", word);
            return true;
        }
        if (whole != null
                && whole.definition().form() instanceof Form.Option option
                && !option.attached()) {
            if (words.atEnd()) {
                throw new BadArgument(
                        "The flag "
                                + word
                                + " needs a value: "
                                + whole.definition().type().describe()
                                + ".");
            }
            putOnce(whole, words.next().text(), word);
            return true;
        }
        return takeJoined(word) || refuseUnknown(word);
    }

    private boolean takeJoined(String word) throws BadArgument {
        int equals = word.indexOf('=');
        Slot.@Nullable Argument named = equals > 0 ? flags.get(word.substring(0, equals)) : null;
        if (named != null) {
            putOnce(named, word.substring(equals + 1), word.substring(0, equals));
            return true;
        }
        for (Map.Entry<String, Slot.Argument> flag : flags.entrySet()) {
            if (flag.getValue().definition().form()
                            instanceof Form.Option(List<String> marks, boolean attached)
                    && attached
                    && word.startsWith(flag.getKey())
                    && word.length() > flag.getKey().length()) {
                putOnce(flag.getValue(), word.substring(flag.getKey().length()), flag.getKey());
                return true;
            }
        }
        return false;
    }

    /**
     * A word that looks like a flag of this command but is none must not become an argument unseen.
     */
    private boolean refuseUnknown(String word) throws BadArgument {
        boolean looksLikeFlag =
                (word.startsWith("--") && word.length() > 2)
                        || (word.startsWith("+")
                                && word.length() > 1
                                && flags.keySet().stream().anyMatch(mark -> mark.startsWith("+")));
        if (!looksLikeFlag) {
            return false;
        }
        List<String> near = Similar.to(word, flags.keySet(), 1);
        throw new BadArgument(
                "There is no flag '"
                        + shorten(word)
                        + "'"
                        + (near.isEmpty()
                                ? "; there is "
                                        + String.join(
                                                ", ", flags.keySet().stream().sorted().toList())
                                : ". Did you mean " + near.getFirst() + "?")
                        + (near.isEmpty() ? "." : "")
                        + " If it is a value, put -- before it.");
    }

    private void putOnce(Slot.Argument argument, String text, String mark) throws BadArgument {
        if (texts.containsKey(argument) && argument.wrapping() != Handler.Wrapping.LIST) {
            throw new BadArgument("The flag " + mark + " was given twice.");
        }
        put(argument, text);
    }

    private void put(Slot.Argument argument, String text) {
        texts.computeIfAbsent(argument, a -> new ArrayList<>()).add(text);
    }

    private List<Object> items(Slot.Argument argument) throws BadArgument {
        ParameterDefinition definition = argument.definition();
        List<String> given = texts.getOrDefault(argument, List.of());
        if (given.isEmpty()) {
            if (definition.form() instanceof Form.Switch) {
                return List.of(false);
            }
            if (definition.required()) {
                throw new BadArgument(
                        "The argument "
                                + definition.usage()
                                + " is missing"
                                + (definition.description().isEmpty()
                                        ? "."
                                        : ": " + definition.description() + "."));
            }
            given =
                    definition.fallback().stream()
                            .filter(text ->
                                    !(text.isEmpty()
                                            && argument.wrapping() == Handler.Wrapping.LIST))
                            .toList();
        }
        List<Object> items = new ArrayList<>();
        for (String text : given) {
            items.add(item(argument, text));
        }
        return items;
    }

    private Object item(Slot.Argument argument, String text) throws BadArgument {
        return switch (argument.reader()) {
            case ValueReader.ByPlugin(java.lang.reflect.Method parse) -> new Later(parse, text);
            case ValueReader.ByHost reader -> {
                var value = reader.read(text, chat);
                if (value.isEmpty()) {
                    throw new BadArgument(misfit(argument.definition(), text));
                }
                yield value.get();
            }
        };
    }

    private static String misfit(ParameterDefinition definition, String text) {
        String quoted =
                definition.sensitive() ? "What was given for " : "'" + shorten(text) + "' for ";
        String near =
                definition.type() instanceof ArgumentType.Choice(List<String> choices)
                                && !definition.sensitive()
                        ? Similar.to(text, choices, 1).stream()
                                .map(word -> " Did you mean " + word + "?")
                                .findFirst()
                                .orElse("")
                        : "";
        String words =
                definition.type() instanceof ArgumentType.Somebody
                        ? " is nobody whom this chat knows. Write a mention, or the account as the chat writes it."
                        : " is not " + definition.type().describe() + ".";
        return quoted + definition.name() + words + near;
    }

    private void show(Slot.Argument argument, StringBuilder shown) {
        List<String> given = texts.getOrDefault(argument, List.of());
        if (!given.isEmpty()) {
            String text = argument.definition().sensitive() ? "***" : String.join(" ", given);
            shown.append(shown.isEmpty() ? "" : " ")
                    .append(argument.definition().name())
                    .append('=')
                    .append(text);
        }
    }

    static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, text.offsetByCodePoints(0, 40)) + "…";
    }

    private static List<String> marks(Slot.Argument argument) {
        return switch (argument.definition().form()) {
            case Form.Switch(List<String> marks) -> marks;
            case Form.Option(List<String> marks, boolean attached) -> marks;
            case Form.Positional p -> List.of();
            case Form.Repeated r -> List.of();
            case Form.Rest r -> List.of();
        };
    }
}
