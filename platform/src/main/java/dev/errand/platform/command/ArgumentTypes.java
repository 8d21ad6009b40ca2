package dev.errand.platform.command;

import dev.errand.api.Person;
import dev.errand.api.Room;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** The Java types that an argument may have, each with its description and its reader. */
final class ArgumentTypes {

    /** A type that was found: what people see, and how text becomes a value. */
    record Known(ArgumentType type, ValueReader reader) {}

    private ArgumentTypes() {}

    /** The type of a parameter, empty if no argument can have it. */
    static Optional<Known> of(Class<?> java) {
        if (java == String.class) {
            return known(new ArgumentType.Text(), (text, chat) -> Optional.of(text));
        } else if (java == int.class || java == Integer.class) {
            return whole(Integer.MIN_VALUE, Integer.MAX_VALUE, number -> (int) number);
        } else if (java == long.class || java == Long.class) {
            return whole(Long.MIN_VALUE, Long.MAX_VALUE, number -> number);
        } else if (java == double.class || java == Double.class) {
            return known(new ArgumentType.Decimal(), (text, chat) -> decimal(text));
        } else if (java == boolean.class || java == Boolean.class) {
            return known(new ArgumentType.YesNo(), (text, chat) -> yesNo(text));
        } else if (java == Duration.class) {
            return known(new ArgumentType.Span(), (text, chat) -> Durations.read(text).map(d -> d));
        } else if (java == Person.class) {
            return known(
                    new ArgumentType.Somebody(), (text, chat) -> chat.person(text).map(p -> p));
        } else if (java == Room.class) {
            return known(new ArgumentType.Somewhere(), (text, chat) -> chat.room(text).map(r -> r));
        } else if (java.isEnum()) {
            return choice(java);
        }
        return custom(java);
    }

    /** A reader for a type of which only the description is here. */
    static ValueReader.ByHost reader(ArgumentType type) {
        return switch (type) {
            case ArgumentType.Text text -> (given, chat) -> Optional.of(given);
            case ArgumentType.Custom custom -> (given, chat) -> Optional.of(given);
            case ArgumentType.Whole(long min, long max) ->
                    (given, chat) -> wholeNumber(given, min, max, number -> number);
            case ArgumentType.Decimal decimal -> (given, chat) -> decimal(given);
            case ArgumentType.YesNo yesNo -> (given, chat) -> yesNo(given);
            case ArgumentType.Span span -> (given, chat) -> Durations.read(given).map(d -> d);
            case ArgumentType.Somebody somebody -> (given, chat) -> chat.person(given).map(p -> p);
            case ArgumentType.Somewhere somewhere -> (given, chat) -> chat.room(given).map(r -> r);
            case ArgumentType.Choice(List<String> words) ->
                    (given, chat) ->
                            Optional.of(word(given)).filter(words::contains).map(word -> word);
        };
    }

    private static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Optional<Known> known(ArgumentType type, ValueReader.ByHost reader) {
        return Optional.of(new Known(type, reader));
    }

    private static Optional<Known> whole(long min, long max, LongFunction<Object> box) {
        return known(
                new ArgumentType.Whole(min, max), (text, chat) -> wholeNumber(text, min, max, box));
    }

    private static Optional<Object> wholeNumber(
            String text, long min, long max, LongFunction<Object> box) {
        try {
            long number = Long.parseLong(text);
            return number < min || number > max ? Optional.empty() : Optional.of(box.apply(number));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Optional<Object> decimal(String text) {
        // Double.parseDouble also takes "0x1p3", "1d" and "NaN", which nobody means
        if (text.length() > 32
                || !text.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?")) {
            return Optional.empty();
        }
        double number = Double.parseDouble(text);
        return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
    }

    private static Optional<Object> yesNo(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "on", "true", "1" -> Optional.of(true);
            case "no", "off", "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Known> choice(Class<?> java) {
        Map<String, Object> byWord = new LinkedHashMap<>();
        for (Object constant : java.getEnumConstants()) {
            byWord.put(
                    ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    constant);
        }
        return known(
                new ArgumentType.Choice(byWord.keySet().stream().toList()),
                (text, chat) ->
                        Optional.ofNullable(
                                byWord.get(text.toLowerCase(Locale.ROOT).replace('_', '-'))));
    }

    private static Optional<Known> custom(Class<?> java) {
        Optional<Method> parse =
                Arrays.stream(java.getMethods())
                        .filter(method ->
                                method.getName().equals("parse")
                                        && Modifier.isStatic(method.getModifiers())
                                        && Arrays.equals(
                                                method.getParameterTypes(),
                                                new Class<?>[] {String.class})
                                        && java.isAssignableFrom(method.getReturnType()))
                        .findFirst();
        return parse.filter(Method::trySetAccessible)
                .map(method ->
                        new Known(
                                new ArgumentType.Custom(Names.kebab(java.getSimpleName())),
                                new ValueReader.ByPlugin(method)));
    }
}
