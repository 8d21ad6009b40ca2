package dev.errand.backend.console;

import java.util.regex.Pattern;

/** Takes out of a text whatever a terminal would obey instead of show. */
final class ScreenText {

    /**
     * Whole sequences, so that no {@code [31m} is left where an escape was: commands, then strings
     * that end with a bell or a terminator. One that never ends loses just its beginning, or it
     * would take the rest of the text with it.
     */
    private static final Pattern SEQUENCE =
            Pattern.compile(
                    "(?:\u001b\\[|\u009b)[0-?]*[ -/]*[@-~]"
                            + "|(?:\u001b[]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c\n]*(?:\u0007|\u001b\\\\|\u009c)"
                            + "|\u001b[ -/]*[0-~]");

    private ScreenText() {}

    /**
     * Text for a screen: lines and tabs stay, nothing else can move the cursor or turn the reading
     * order.
     */
    static String harmless(String text) {
        if (text.codePoints().noneMatch(ScreenText::harmful)) {
            return text;
        }
        String shown = SEQUENCE.matcher(text).replaceAll("");
        StringBuilder kept = new StringBuilder(shown.length());
        shown.codePoints()
                .forEach(c -> {
                    if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                        kept.append('\ufffd');
                    } else if (!harmful(c)) {
                        kept.appendCodePoint(c);
                    }
                });
        return kept.toString();
    }

    /** The same on one line, for a prompt or a sign. */
    static String line(String text) {
        return harmless(text).replace('\n', ' ').replace('\t', ' ');
    }

    /** What a person typed, as {@link dev.errand.api.Message} wants it. */
    static String typed(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.chars().filter(c -> !control(c)).forEach(c -> kept.append((char) c));
        return kept.toString();
    }

    private static boolean harmful(int c) {
        return control(c)
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static boolean control(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\t';
    }
}
