package dev.errand.platform.config;

import java.util.Locale;

/**
 * Text in which {@code *} stands for any characters and {@code ?} for one; upper and lower case are
 * the same.
 *
 * @param text the pattern in lower case
 */
public record Glob(String text) {

    /** Lowers the case. */
    public Glob {
        text = text.strip().toLowerCase(Locale.ROOT);
    }

    static Glob parse(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("'' is no pattern. Write * for anything.");
        }
        return new Glob(text);
    }

    /** Whether there is neither {@code *} nor {@code ?} in it. */
    public boolean isExact() {
        return text.indexOf('*') < 0 && text.indexOf('?') < 0;
    }

    /** How many of its characters stand for themselves. */
    public int literals() {
        return (int) text.chars().filter(c -> c != '*' && c != '?').count();
    }

    /** Whether the whole of a text fits; takes time in proportion to the two lengths at most. */
    public boolean matches(String candidate) {
        String value = candidate.strip().toLowerCase(Locale.ROOT);
        int at = 0;
        int pattern = 0;
        int star = -1;
        int mark = 0;
        while (at < value.length()) {
            char wanted = pattern < text.length() ? text.charAt(pattern) : '\0';
            if (pattern < text.length() && wanted == '*') {
                star = pattern++;
                mark = at;
            } else if (pattern < text.length() && (wanted == '?' || wanted == value.charAt(at))) {
                pattern++;
                at++;
            } else if (star >= 0) {
                pattern = star + 1;
                at = ++mark;
            } else {
                return false;
            }
        }
        while (pattern < text.length() && text.charAt(pattern) == '*') {
            pattern++;
        }
        return pattern == text.length();
    }

    /** The pattern. */
    @Override
    public String toString() {
        return text;
    }
}
