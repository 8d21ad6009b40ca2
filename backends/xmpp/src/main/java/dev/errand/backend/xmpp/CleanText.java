package dev.errand.backend.xmpp;

/** Takes out of texts what XML cannot carry or what would deceive people. */
final class CleanText {

    private CleanText() {}

    /** What a person said, without control characters but for line feed and tab. */
    static String heard(String text) {
        String lines = text.replace("\r\n", "\n");
        StringBuilder clean = new StringBuilder(lines.length());
        lines.codePoints().filter(c -> !control(c)).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** What the bot may say: also without overrides of the writing direction, and well-formed. */
    static String harmless(String text) {
        String lines = text.replace("\r\n", "\n");
        StringBuilder clean = new StringBuilder(lines.length());
        lines.codePoints()
                .filter(c -> !control(c) && !turning(c) && (c & 0xFFFE) != 0xFFFE)
                .forEach(c -> clean.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
        return clean.toString();
    }

    private static boolean control(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\t';
    }

    private static boolean turning(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }
}
