package dev.errand.platform.audit;

/**
 * Characters that are not seen but do something: move a cursor, end a line, turn the direction of
 * writing. No record holds one as itself.
 */
final class Unseen {

    private Unseen() {}

    static boolean is(char c) {
        return Character.isISOControl(c)
                || c == 0x2028
                || c == 0x2029
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
    }

    /** Such as {@code \\u001b}, with one backslash. */
    static String written(char c) {
        return String.format("\\u%04x", (int) c);
    }
}
