package dev.errand.platform.log;

/**
 * Text that moves no cursor and makes up no line. What people in a chat say gets into messages and
 * traces; a log is read in terminals, and by programs that take each line for a record.
 */
final class PlainText {

    private PlainText() {}

    /** Control characters and those that turn the direction of writing, as {@code \\u001b}. */
    static String visible(String text) {
        if (text.chars().noneMatch(PlainText::isHidden)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHidden(c)) {
                shown.append(String.format("\\u%04x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.toString();
    }

    /** The same, and every line but the first begins with a space or tab. */
    static String record(String text) {
        String shown = visible(text);
        int last = shown.length() - 1;
        StringBuilder lines = new StringBuilder(shown.length() + 64);
        for (int i = 0; i <= last; i++) {
            char c = shown.charAt(i);
            lines.append(c);
            if (c == '\n'
                    && i < last
                    && shown.charAt(i + 1) != ' '
                    && shown.charAt(i + 1) != '\t') {
                lines.append("    ");
            }
        }
        return lines.toString();
    }

    private static boolean isHidden(int c) {
        return (Character.isISOControl(c) && c != '\n' && c != '\t')
                || c == 0x2028
                || c == 0x2029
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
