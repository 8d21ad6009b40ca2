package dev.errand.platform.reply;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What secrets look like. No repetition gives anything back, and where the search can fail after
 * one it has a bound, so that no text makes it slow; a rule is not even tried on a text without one
 * of its words.
 */
final class SecretPatterns {

    /** Where a secret was found. */
    @FunctionalInterface
    interface Found {
        void at(int from, int to);
    }

    /**
     * One kind of secret.
     *
     * @param named whether the secret has a name before it, so that the text has a part of a name
     * @param words the text has at least one of them if the pattern can match
     * @param pattern its first group that matched, or else all of it, is the secret
     */
    private record Rule(boolean named, List<String> words, Pattern pattern) {

        private static Rule of(String pattern, String... words) {
            return new Rule(false, List.of(words), Pattern.compile(pattern));
        }

        private static Rule named(String pattern, String... words) {
            return new Rule(true, List.of(words), Pattern.compile(NAME + pattern));
        }

        private boolean worthTrying(String text, BooleanSupplier hasName) {
            return hasWord(text) && (!named || hasName.getAsBoolean());
        }

        private boolean hasWord(String text) {
            for (String word : words) {
                if (text.contains(word)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static final String NAME =
            "(?i:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key"
                    + "|private[_-]?key|credentials?)(?i:[_-][a-z0-9_-]{1,30}+)?+[\"']?+";

    private static final String BARE = "[^\\s\"'`,;&<>(){}\\[\\]|]";

    private static final List<Rule> RULES =
            List.of(
                    Rule.named(
                            "\\s{0,5}+=\\s{0,5}+(?:\"([^\"\\n]++)|'([^'\\n]++)|(" + BARE + "++))",
                            "="),
                    // After a colon there may be plain words: "the secret: practise". A value is
                    // quoted, ends its line, or has a digit or sign.
                    Rule.named(
                            ":[ \\t]{0,5}+(?:\"([^\"\\n]++)|'([^'\\n]++)|((?=[A-Za-z.]{0,64}+[^A-Za-z.\\s\"'`,;<>(){}\\[\\]|])"
                                    + BARE
                                    + "{4,}+)|("
                                    + BARE
                                    + "{4,200}+)[ \\t]{0,5}+(?:\\n|\\z))",
                            ":"),
                    Rule.of(
                            "\\b(?i:bearer|basic)[ \\t]{1,5}+((?=[A-Za-z._~+/=-]{0,64}+[0-9])[A-Za-z0-9._~+/=-]{12,}+)",
                            "earer ",
                            "EARER ",
                            "asic ",
                            "ASIC "),
                    Rule.of("://[^\\s/@:]{0,64}+:([^\\s/@]{1,256}+)@", "://"),
                    Rule.of("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b", "AKIA", "ASIA"),
                    Rule.of(
                            "\\b(?:gh[pousr]_[A-Za-z0-9]{20,255}+|github_pat_[A-Za-z0-9_]{20,255}+)",
                            "gh",
                            "github_pat_"),
                    Rule.of("\\bglpat-[A-Za-z0-9_-]{20,255}+", "glpat-"),
                    Rule.of("\\b(?:xox[abeposr]|xapp)-[A-Za-z0-9-]{10,255}+", "xox", "xapp-"),
                    Rule.of("\\bsk-[A-Za-z0-9_-]{20,255}+", "sk-"),
                    Rule.of("\\bAIza[0-9A-Za-z_-]{35}", "AIza"),
                    Rule.of(
                            "(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,500}+\\.[A-Za-z0-9_-]{10,4000}+\\.[A-Za-z0-9_-]++",
                            "eyJ"));

    private SecretPatterns() {}

    static void find(String text, Found found) {
        for (Rule rule : RULES) {
            if (rule.worthTrying(text, () -> hasName(text))) {
                find(rule.pattern().matcher(text), found);
            }
        }
    }

    /**
     * Whether the text has a part that every alternative of {@link #NAME} has one of. Each line of
     * the audit has a "=", and the search by pattern was a fifth of what a command costs.
     */
    private static boolean hasName(String text) {
        for (int i = 0; i < text.length(); i++) {
            boolean found =
                    switch (text.charAt(i)) {
                        case 'p', 'P' -> has(text, i, "pass") || has(text, i, "pwd");
                        case 's', 'S' -> has(text, i, "secret");
                        case 't', 'T' -> has(text, i, "token");
                        case 'k', 'K' -> has(text, i, "key");
                        case 'c', 'C' -> has(text, i, "credential");
                        default -> false;
                    };
            if (found) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(String text, int at, String part) {
        return text.regionMatches(true, at, part, 0, part.length());
    }

    private static void find(Matcher matcher, Found found) {
        while (matcher.find()) {
            int group = matcher.groupCount();
            while (group > 0 && matcher.start(group) < 0) {
                group--;
            }
            found.at(matcher.start(group), matcher.end(group));
        }
    }
}
