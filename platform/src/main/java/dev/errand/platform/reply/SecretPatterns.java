package dev.errand.platform.reply;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
     * @param words the text has at least one of them if the pattern can match; of ASCII
     * @param pattern its first group that matched, or else all of it, is the secret
     */
    private record Rule(boolean named, List<String> words, Pattern pattern) {

        private static Rule of(String pattern, String... words) {
            return new Rule(false, List.of(words), Pattern.compile(pattern));
        }

        private static Rule named(String pattern, String... words) {
            return new Rule(true, List.of(words), Pattern.compile(NAME + pattern));
        }
    }

    /** A word, and the rules that are worth trying where it stands, as bits. */
    private record Word(String text, int rules) {}

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

    /**
     * All words by their first character: every reply and every line of the log is searched for all
     * of them in one go, since one search for each was a tenth of what a command costs.
     */
    private static final Word[] @Nullable [] WORDS = words();

    private SecretPatterns() {}

    private static Word[] @Nullable [] words() {
        Word[] @Nullable [] words = new Word[128][];
        for (int i = 0; i < RULES.size(); i++) {
            for (String text : RULES.get(i).words()) {
                char first = text.charAt(0);
                Word @Nullable [] others = words[first];
                Word[] more =
                        others == null ? new Word[1] : Arrays.copyOf(others, others.length + 1);
                more[more.length - 1] = new Word(text, 1 << i);
                words[first] = more;
            }
        }
        return words;
    }

    static void find(String text, Found found) {
        int worth = worthTrying(text);
        if (worth == 0) {
            return;
        }
        boolean hasName = hasName(text);
        for (int i = 0; i < RULES.size(); i++) {
            Rule rule = RULES.get(i);
            if ((worth & 1 << i) != 0 && (!rule.named() || hasName)) {
                find(rule.pattern().matcher(text), found);
            }
        }
    }

    /** The rules of which the text has a word, as bits. */
    private static int worthTrying(String text) {
        int worth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            Word @Nullable [] words = c < WORDS.length ? WORDS[c] : null;
            if (words != null) {
                for (Word word : words) {
                    if ((worth & word.rules()) == 0 && text.startsWith(word.text(), i)) {
                        worth |= word.rules();
                    }
                }
            }
        }
        return worth;
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
                        case 'k', 'K' -> has(text, i, "key") && isSecretKey(text, i);
                        case 'c', 'C' -> has(text, i, "credential");
                        default -> false;
                    };
            if (found) {
                return true;
            }
        }
        return false;
    }

    /** An argument that is called "key" is in many a line, and is none. */
    private static boolean isSecretKey(String text, int at) {
        boolean joined = at > 0 && (text.charAt(at - 1) == '_' || text.charAt(at - 1) == '-');
        int end = joined ? at - 1 : at;
        return has(text, end - 3, "api")
                || has(text, end - 6, "access")
                || has(text, end - 7, "private");
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
