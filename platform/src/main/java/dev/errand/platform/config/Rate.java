package dev.errand.platform.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often something may happen, written like {@code 20/1h}: up to 20 at once, and another one
 * every three minutes.
 *
 * @param count how many, 1 to 1,000,000
 * @param period in how long, 1 ms to 31 days
 */
public record Rate(int count, Duration period) {

    private static final Pattern FORM =
            Pattern.compile("(\\d{1,7})\\s*(?:/|per)\\s*(\\S.{0,40})", Pattern.DOTALL);
    private static final Duration LONGEST = Duration.ofDays(31);

    public Rate {
        if (count < 1
                || count > 1_000_000
                || period.compareTo(Duration.ofMillis(1)) < 0
                || period.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "A rate is 1 to 1000000 in a time from 1ms to 31 days, such as 20/1h.");
        }
    }

    /**
     * Reads the written form; the number 1 may be left out of the time, as in {@code 20/h}.
     *
     * @throws IllegalArgumentException if it is not of that form
     */
    public static Rate parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    Words.quoted(text) + " is not a rate. Write it like 20/1h or 5/1m.");
        }
        String period = form.group(2);
        return new Rate(
                Integer.parseInt(form.group(1)),
                Durations.parse(Character.isDigit(period.charAt(0)) ? period : "1" + period));
    }

    /** As it is written. */
    @Override
    public String toString() {
        return count + "/" + period.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    }
}
