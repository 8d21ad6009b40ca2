package dev.errand.platform.gateway;

/**
 * Takes out of text what no person types: control characters but line feed and tab, and halves of
 * surrogate pairs.
 */
final class CleanText {

    private CleanText() {}

    static String of(String text) {
        int dirty = firstDirty(text);
        if (dirty < 0) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length()).append(text, 0, dirty);
        for (int i = dirty; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (!isDirty(point)) {
                clean.appendCodePoint(point);
            }
            i += Character.charCount(point);
        }
        return clean.toString();
    }

    private static int firstDirty(String text) {
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (isDirty(point)) {
                return i;
            }
            i += Character.charCount(point);
        }
        return -1;
    }

    private static boolean isDirty(int point) {
        return (Character.isISOControl(point) && point != '\n' && point != '\t')
                || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
