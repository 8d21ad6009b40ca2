package dev.errand.platform.dispatch;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that a pattern may look at only so often: a catastrophic one gives up instead of stalling
 * the bot.
 */
final class BoundedText implements CharSequence {

    /** Enough for any honest pattern on a chat message; a few milliseconds of looking. */
    private static final int STEPS = 500_000;

    private static final int LONGEST = 20_000;

    /** The pattern looked too often. */
    static final class TooManySteps extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("The pattern took too many steps", null, false, false);
        }
    }

    private final String text;
    private int left = STEPS;

    private BoundedText(String text) {
        this.text = text;
    }

    /**
     * Searches for a pattern.
     *
     * @param pattern what to find
     * @param text where; what is beyond 20,000 characters is not looked at
     * @return what was found
     * @throws TooManySteps if the pattern took too many steps
     */
    static Optional<MatchResult> find(Pattern pattern, String text) {
        String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        Matcher matcher = pattern.matcher(new BoundedText(start));
        try {
            if (!matcher.find()) {
                return Optional.empty();
            }
        } catch (StackOverflowError deep) {
            throw new TooManySteps();
        }
        return Optional.of(matcher.toMatchResult());
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw new TooManySteps();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
