package dev.errand.platform.reply;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Judges where links lead. */
final class WebAddress {

    private static final List<String> SCHEMES = List.of("https://", "http://", "mailto:");
    private static final String UNSAFE = "<>\"|`\\^ ";

    private WebAddress() {}

    /**
     * Whether a link may lead there: {@code javascript:}, {@code file:} and the like are shown as
     * text.
     */
    static boolean allowed(String url) {
        for (String scheme : SCHEMES) {
            if (url.length() > scheme.length()
                    && url.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return true;
            }
        }
        return false;
    }

    /**
     * The same address without characters that could end a chat's link notation too early or turn
     * the text's direction.
     */
    static String encoded(String url) {
        StringBuilder safe = new StringBuilder(url.length());
        url.codePoints().forEach(c -> append(safe, c));
        return safe.toString();
    }

    private static void append(StringBuilder safe, int c) {
        boolean format = Character.getType(c) == Character.FORMAT || Character.isISOControl(c);
        if (!format && !Character.isWhitespace(c) && UNSAFE.indexOf(c) < 0) {
            safe.appendCodePoint(c);
            return;
        }
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
            safe.append('%').append(Character.toUpperCase(Character.forDigit((b >> 4) & 15, 16)));
            safe.append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
        }
    }
}
