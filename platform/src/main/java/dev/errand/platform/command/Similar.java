package dev.errand.platform.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds words that somebody may have meant. */
public final class Similar {

    private static final int LONGEST = 48;

    private record Candidate(String word, int distance) {}

    private Similar() {}

    /**
     * The candidates nearest to what was typed, nearest first: those within a third of its length
     * in slips (a letter too many, too few, wrong, or swapped with its neighbour), and those that
     * go on where it ends.
     *
     * @param typed what was typed
     * @param candidates what could have been meant
     * @param limit how many at most
     * @return the nearest, none if none is near
     */
    public static List<String> to(String typed, Collection<String> candidates, int limit) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        if (wanted.isBlank() || wanted.length() > LONGEST) {
            return List.of();
        }
        int allowed = Math.max(1, wanted.length() / 3);
        return candidates.stream()
                .map(word ->
                        new Candidate(
                                word, distance(wanted, word.toLowerCase(Locale.ROOT), allowed)))
                .filter(candidate -> candidate.distance() <= allowed)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
                .limit(limit)
                .map(Candidate::word)
                .toList();
    }

    private static int distance(String typed, String word, int allowed) {
        if (word.length() > LONGEST * 2) {
            return allowed + 1;
        }
        if (typed.length() >= 2 && word.startsWith(typed)) {
            return 1;
        }
        return Math.abs(typed.length() - word.length()) > allowed
                ? allowed + 1
                : slips(typed, word);
    }

    /** Optimal string alignment distance. */
    private static int slips(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int wrong = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] =
                        Math.min(
                                Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1),
                                d[i - 1][j - 1] + wrong);
                boolean swapped =
                        i > 1
                                && j > 1
                                && a.charAt(i - 1) == b.charAt(j - 2)
                                && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
