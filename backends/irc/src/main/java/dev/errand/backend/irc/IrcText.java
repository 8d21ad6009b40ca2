package dev.errand.backend.irc;

import java.util.regex.Pattern;

/** What stands in a message beside its words, coming and going. */
final class IrcText {

    private static final Pattern CODES =
            Pattern.compile(
                    "\\x03(?:\\d{1,2}(?:,\\d{1,2})?)?|\\x04(?:[0-9A-Fa-f]{6}(?:,[0-9A-Fa-f]{6})?)?");

    private IrcText() {}

    /** What somebody said, without colours and control characters. */
    static String said(String text) {
        int i = 0;
        while (i < text.length() && !Character.isISOControl(text.charAt(i))) {
            i++;
        }
        return i == text.length() ? text : cleaned(CODES.matcher(text).replaceAll(""));
    }

    private static String cleaned(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> !Character.isISOControl(c) || c == '\t')
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** Text that is only words: no code, no change of direction, no end of a line. */
    static String harmless(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (harms(text.charAt(i))) {
                return withoutHarm(text);
            }
        }
        return text;
    }

    private static String withoutHarm(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t') {
                clean.append("    ");
            } else if (!harms(c) || c == '\n') {
                // The host cuts text at line feeds; what still has one is cut before it is sent.
                clean.append(c);
            }
        }
        return clean.toString();
    }

    private static boolean harms(char c) {
        return c < ' '
                || (c >= 0x7f && c <= 0x9f)
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069')
                || c == '\u2028'
                || c == '\u2029';
    }
}
