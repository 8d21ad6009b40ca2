package dev.errand.platform.command;

/**
 * Walks over the words of a line without cutting the rest up. A word in double quotes may hold
 * white space; within quotes {@code \"} is a quote and {@code \\} a backslash. The quotes and
 * dashes that phones put in are read as the plain ones.
 */
final class Words {

    /** One word: its text, whether it was quoted, and where it begins. */
    record Word(String text, boolean quoted, int start) {}

    /** A quote was opened and never closed. */
    static final class OpenQuote extends Exception {

        private static final long serialVersionUID = 1L;

        OpenQuote(String from) {
            super("The quote that opens at '" + from + "' is never closed", null, false, false);
        }
    }

    private final String line;
    private int at;

    Words(String line, int from) {
        this.line = line;
        this.at = from;
        skipSpace();
    }

    boolean atEnd() {
        return at >= line.length();
    }

    int position() {
        return at;
    }

    void position(int to) {
        at = to;
        skipSpace();
    }

    /** All that is left, as it was typed. */
    String rest() {
        String rest = line.substring(at).stripTrailing();
        at = line.length();
        return rest;
    }

    /** The next word as it stands, quotes not looked at. */
    String bare() {
        int start = at;
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        String word = line.substring(start, at);
        skipSpace();
        return word;
    }

    /** The next word. */
    Word next() throws OpenQuote {
        int start = at;
        if (isQuote(line.charAt(at))) {
            return quoted(start);
        }
        int value = valueAfterEquals(start);
        if (value > 0) {
            at = value;
            return new Word(line.substring(start, value) + quoted(value).text(), false, start);
        }
        String bare = bare();
        boolean longDash = bare.startsWith("—") || bare.startsWith("–");
        return new Word(longDash ? "--" + bare.substring(1) : bare, false, start);
    }

    /** Where the quote opens in {@code --flag="a value"}, or -1. */
    private int valueAfterEquals(int start) {
        if (line.charAt(start) != '-') {
            return -1;
        }
        for (int i = start; i + 1 < line.length() && !Character.isWhitespace(line.charAt(i)); i++) {
            if (line.charAt(i) == '=') {
                return isQuote(line.charAt(i + 1)) ? i + 1 : -1;
            }
        }
        return -1;
    }

    private Word quoted(int start) throws OpenQuote {
        StringBuilder text = new StringBuilder();
        for (int i = at + 1; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\'
                    && i + 1 < line.length()
                    && (isQuote(line.charAt(i + 1)) || line.charAt(i + 1) == '\\')) {
                text.append(line.charAt(++i));
            } else if (isQuote(c)) {
                at = i + 1;
                skipSpace();
                return new Word(text.toString(), true, start);
            } else {
                text.append(c);
            }
        }
        throw new OpenQuote(line.substring(start, Math.min(line.length(), start + 20)));
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '“' || c == '”' || c == '„';
    }

    private void skipSpace() {
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
    }
}
