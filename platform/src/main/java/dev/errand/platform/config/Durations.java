package dev.errand.platform.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a length of time: {@code 500ms}, {@code 1h30m}, {@code 10 minutes}. */
final class Durations {

    private static final Pattern PART =
            Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)\\s*([a-zµ]+)\\s*");

    private Durations() {}

    static Duration parse(String text) {
        Matcher part = PART.matcher(text.strip().toLowerCase(Locale.ROOT));
        Duration sum = Duration.ZERO;
        int end = 0;
        try {
            while (end < part.regionEnd() && part.lookingAt()) {
                sum = sum.plus(length(part));
                end = part.end();
                part.region(end, part.regionEnd());
            }
        } catch (ArithmeticException tooLong) {
            throw new IllegalArgumentException(
                    Words.quoted(text) + " is too long a time.", tooLong);
        }
        if (end == 0 || end < part.regionEnd()) {
            throw unreadable(text);
        }
        return sum;
    }

    private static Duration length(Matcher part) {
        BigDecimal nanos =
                new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(nanosPer(part)));
        BigDecimal[] split = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000L));
        return Duration.ofSeconds(
                split[0].longValueExact(),
                split[1].setScale(0, RoundingMode.DOWN).longValueExact());
    }

    private static long nanosPer(Matcher part) {
        return switch (part.group(2)) {
            case "ns", "nano", "nanos", "nanosecond", "nanoseconds" -> 1L;
            case "us", "µs", "micro", "micros", "microsecond", "microseconds" -> 1_000L;
            case "ms", "milli", "millis", "millisecond", "milliseconds" -> 1_000_000L;
            case "s", "sec", "secs", "second", "seconds" -> 1_000_000_000L;
            case "m", "min", "mins", "minute", "minutes" -> 60_000_000_000L;
            case "h", "hour", "hours" -> 3_600_000_000_000L;
            case "d", "day", "days" -> 86_400_000_000_000L;
            default -> throw unreadable(part.group());
        };
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException(
                Words.quoted(text)
                        + " is not a length of time. Write it like 500ms, 90s, 1h30m or 10 minutes.");
    }
}
