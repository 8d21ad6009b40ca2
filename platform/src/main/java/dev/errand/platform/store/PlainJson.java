package dev.errand.platform.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of plain values without Jackson, which a start need not wait for then. Whatever is not
 * entirely plain is left to Jackson, so that both always agree.
 */
final class PlainJson {

    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

    private PlainJson() {}

    static Optional<byte[]> write(Object value) {
        return switch (value) {
            case String text when isPlain(text) ->
                    Optional.of(('"' + text.replace("\n", "\\n") + '"').getBytes(US_ASCII));
            case Long number -> Optional.of(Long.toString(number).getBytes(US_ASCII));
            case Integer number -> Optional.of(Integer.toString(number).getBytes(US_ASCII));
            case Boolean flag -> Optional.of(Boolean.toString(flag).getBytes(US_ASCII));
            default -> Optional.empty();
        };
    }

    static <T> Optional<T> read(byte[] bytes, Class<T> type) {
        boolean known =
                type == String.class
                        || type == Long.class
                        || type == Integer.class
                        || type == Boolean.class;
        return known
                ? Optional.ofNullable(plain(new String(bytes, US_ASCII), type)).map(type::cast)
                : Optional.empty();
    }

    /** Bytes beyond ASCII have become U+FFFD, which no pattern takes. */
    private static @Nullable Object plain(String json, Class<?> type) {
        if (type == String.class) {
            return text(json);
        }
        if (type == Boolean.class) {
            return json.equals("true") ? Boolean.TRUE : json.equals("false") ? Boolean.FALSE : null;
        }
        if (!INTEGER.matcher(json).matches()) {
            return null;
        }
        long number = Long.parseLong(json);
        if (type == Long.class) {
            return number;
        }
        return number == (int) number ? (int) number : null;
    }

    private static @Nullable String text(String json) {
        boolean quoted = json.length() >= 2 && json.startsWith("\"") && json.endsWith("\"");
        if (!quoted) {
            return null;
        }
        StringBuilder text = new StringBuilder(json.length());
        for (int i = 1; i < json.length() - 1; i++) {
            char c = json.charAt(i);
            if (c == '\\' && i + 2 < json.length() && json.charAt(i + 1) == 'n') {
                text.append('\n');
                i++;
            } else if (isItself(c)) {
                text.append(c);
            } else {
                return null;
            }
        }
        return text.toString();
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> isItself((char) c) || c == '\n');
    }

    /** Printable ASCII without quote and backslash: what JSON writes as it stands. */
    private static boolean isItself(char c) {
        return c >= ' ' && c <= '~' && c != '"' && c != '\\';
    }
}
