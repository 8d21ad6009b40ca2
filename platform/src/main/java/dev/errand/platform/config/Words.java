package dev.errand.platform.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * How problems speak: quoted values, written keys, and the known word that a mistyped one is near
 * to.
 */
final class Words {

    private static final int LONGEST_QUOTE = 60;

    private Words() {}

    /** The text in quotes, cut to a readable length, without what would disturb a terminal. */
    static String quoted(String text) {
        StringBuilder shown = new StringBuilder("'");
        text.codePoints()
                .limit(LONGEST_QUOTE)
                .forEach(point -> {
                    if (isVisible(point) || point == ' ') {
                        shown.appendCodePoint(point);
                    } else {
                        shown.append(String.format(Locale.ROOT, "\\u%04x", point));
                    }
                });
        boolean cut = text.codePointCount(0, text.length()) > LONGEST_QUOTE;
        return shown.append(cut ? "…'" : "'").toString();
    }

    /** Whether a person sees something, and nothing but this character is changed by it. */
    static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    /** {@code threadsPerPlugin} and {@code THREADS_PER_PLUGIN} as {@code threads-per-plugin}. */
    static String kebab(String name) {
        StringBuilder kebab = new StringBuilder();
        char before = '-';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i) == '_' ? '-' : name.charAt(i);
            if (Character.isUpperCase(c)
                    && (Character.isLowerCase(before) || Character.isDigit(before))) {
                kebab.append('-');
            }
            kebab.append(Character.toLowerCase(c));
            before = c;
        }
        return kebab.toString();
    }

    /** The path of a setting below another. */
    static String path(String above, String key) {
        String written =
                isPlain(key) ? key : '"' + quoted(key).substring(1, quoted(key).length() - 1) + '"';
        return above.isEmpty() ? written : above + "." + written;
    }

    private static boolean isPlain(String key) {
        return !key.isEmpty()
                && key.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
    }

    /** The known word that the typed one is probably meant to be. */
    static Optional<String> nearest(String typed, Collection<String> known) {
        String best = null;
        int least = Math.max(1, typed.length() / 3) + 1;
        for (String word : known) {
            // Also spares the quadratic comparison with a key that is absurdly long.
            if (Math.abs(word.length() - typed.length()) >= least) {
                continue;
            }
            int distance = distance(typed, word);
            if (distance < least) {
                least = distance;
                best = word;
            }
        }
        return Optional.ofNullable(best);
    }

    /** How many letters to insert, drop, change or swap with their neighbour. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
