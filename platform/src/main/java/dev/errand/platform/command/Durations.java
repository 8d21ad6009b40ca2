package dev.errand.platform.command;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people type them. */
public final class Durations {

    private static final Pattern FORM =
            Pattern.compile(
                    "(?:(\\d{1,5})d)?(?:(\\d{1,6})h)?(?:(\\d{1,7})m)?(?:(\\d{1,8})s)?(?:(\\d{1,9})ms)?");

    private Durations() {}

    /**
     * Reads {@code 2d}, {@code 1h30m}, {@code 90s}, {@code 500ms}.
     *
     * @param text what was typed
     * @return the duration, empty if the text is none
     */
    public static Optional<Duration> read(String text) {
        Matcher matcher = FORM.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                Duration.ofDays(part(matcher, 1))
                        .plusHours(part(matcher, 2))
                        .plusMinutes(part(matcher, 3))
                        .plusSeconds(part(matcher, 4))
                        .plusMillis(part(matcher, 5)));
    }

    /**
     * Writes a duration the way {@link #read} takes it, its two largest units at most.
     *
     * @param duration zero or more
     * @return such as {@code 1h30m}; {@code 0s} for none
     */
    public static String write(Duration duration) {
        long[] parts = {
            duration.toDays(),
            duration.toHoursPart(),
            duration.toMinutesPart(),
            duration.toSecondsPart(),
            duration.toMillisPart()
        };
        String[] units = {"d", "h", "m", "s", "ms"};
        StringBuilder written = new StringBuilder();
        int shown = 0;
        for (int i = 0; i < parts.length && shown < 2; i++) {
            if (parts[i] > 0) {
                written.append(parts[i]).append(units[i]);
                shown++;
            }
        }
        return shown == 0 ? "0s" : written.toString();
    }

    private static long part(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
