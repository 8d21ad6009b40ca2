package dev.errand.plugins.demo;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds the keys that somebody may have meant. */
final class NearKeys {

    private static final int NAMED = 3;

    /**
     * The search reads no more keys than this, and none longer than that: a typo must stay cheap in
     * any store.
     */
    private static final int READ = 1_000;

    private static final int LONGEST = 64;

    private NearKeys() {}

    /**
     * The nearest keys first, at most three; those that differ in more than every third character
     * are not near.
     */
    static List<String> of(String typed, Stream<String> keys) {
        int tolerance = Math.clamp(typed.length() / 3, 1, 3);
        return keys.limit(READ)
                .filter(key -> Math.max(key.length(), typed.length()) <= LONGEST)
                .map(key ->
                        new Candidate(
                                key,
                                distance(
                                        typed.toLowerCase(Locale.ROOT),
                                        key.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance <= tolerance)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::key))
                .limit(NAMED)
                .map(Candidate::key)
                .toList();
    }

    /**
     * How many characters must be inserted, left out or replaced to make one of the other
     * (Levenshtein).
     */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        Arrays.setAll(above, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }

    private record Candidate(String key, int distance) {}
}
