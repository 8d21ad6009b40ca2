package dev.errand.platform.config;

import dev.errand.api.Secret;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * How one written value becomes a value of a type. What a reader throws as {@link
 * IllegalArgumentException} is the message of a problem.
 */
final class Scalars {

    private Scalars() {}

    /** The reader for a type, if a written value can be one. */
    static Optional<Function<String, Object>> reader(Class<?> type) {
        if (type.isEnum()) {
            return Optional.of(text -> constant(type, text));
        }
        Function<String, Object> known =
                switch (type.getName()) {
                    case "java.lang.String" -> text -> text;
                    case "int", "java.lang.Integer" -> Scalars::integer;
                    case "long", "java.lang.Long" ->
                            text -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
                    case "double", "java.lang.Double" -> Scalars::number;
                    case "boolean", "java.lang.Boolean" -> Scalars::bool;
                    case "java.time.Duration" -> Durations::parse;
                    case "java.nio.file.Path" -> Scalars::path;
                    case "dev.errand.api.Secret" -> Scalars::secret;
                    default -> null;
                };
        return known == null ? parseMethod(type) : Optional.of(known);
    }

    private static Object integer(String text) {
        return (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static long whole(String text, long least, long most) {
        try {
            long value = Long.parseLong(text.strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, like a number out of range.
        }
        throw new IllegalArgumentException(
                Words.quoted(text) + " is not a whole number from " + least + " to " + most + ".");
    }

    private static Object number(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, like NaN.
        }
        throw new IllegalArgumentException(
                Words.quoted(text) + " is not a number. Write it like 0.5 or 12.");
    }

    private static Object bool(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default ->
                    throw new IllegalArgumentException(
                            Words.quoted(text)
                                    + " is neither true nor false (nor yes, no, on, off).");
        };
    }

    private static Object path(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("'' is not a path.");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    Words.quoted(text) + " is not a path: " + e.getReason() + ".", e);
        }
    }

    /** Its message never quotes: what is no good secret may still be half of one. */
    private static Object secret(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException("The secret is empty.");
        }
        return new Secret(stripped);
    }

    private static Object constant(Class<?> type, String text) {
        Object[] constants = type.getEnumConstants();
        String wanted = Words.kebab(text.strip().toLowerCase(Locale.ROOT));
        for (Object constant : constants) {
            if (Words.kebab(((Enum<?>) constant).name()).equals(wanted)) {
                return constant;
            }
        }
        List<String> names =
                Arrays.stream(constants).map(c -> Words.kebab(((Enum<?>) c).name())).toList();
        throw new IllegalArgumentException(
                Words.quoted(text)
                        + " is not known here."
                        + Words.nearest(wanted, names)
                                .map(near -> " Did you mean '" + near + "'?")
                                .orElse("")
                        + " Known: "
                        + String.join(", ", names)
                        + ".");
    }

    private static Optional<Function<String, Object>> parseMethod(Class<?> type) {
        try {
            Method parse = type.getDeclaredMethod("parse", String.class);
            boolean usable =
                    Modifier.isStatic(parse.getModifiers()) && parse.getReturnType() == type;
            if (!usable || Modifier.isPrivate(parse.getModifiers())) {
                return Optional.empty();
            }
            parse.setAccessible(true);
            return Optional.of(text -> call(parse, text));
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    private static Object call(Method parse, String text) {
        try {
            Object value = parse.invoke(null, text);
            if (value != null) {
                return value;
            }
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            // Only its text is kept: the exception's class may belong to a plugin.
            if (e.getCause() instanceof IllegalArgumentException refused
                    && refused.getMessage() != null) {
                throw new IllegalArgumentException(refused.getMessage());
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalArgumentException(
                Words.quoted(text) + " is not a " + parse.getReturnType().getSimpleName() + ".");
    }
}
