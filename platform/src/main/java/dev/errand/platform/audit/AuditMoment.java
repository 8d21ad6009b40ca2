package dev.errand.platform.audit;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moment as people write it: so long ago, or a day or time in UTC.
 *
 * @param ago how long ago, if it was written so
 * @param at when, if it was written so
 */
public record AuditMoment(Optional<Duration> ago, Optional<Instant> at) {

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})\\s*([smhdw])");

    /**
     * Reads {@code 90m}, {@code 2h}, {@code 7d}, {@code 2026-06-03}, {@code 2026-06-03T12:00}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static AuditMoment parse(String text) {
        String written = text.strip();
        Matcher ago = AGO.matcher(written.toLowerCase(Locale.ROOT));
        if (ago.matches()) {
            long number = Long.parseLong(ago.group(1));
            Duration length =
                    switch (ago.group(2)) {
                        case "s" -> Duration.ofSeconds(number);
                        case "m" -> Duration.ofMinutes(number);
                        case "h" -> Duration.ofHours(number);
                        case "d" -> Duration.ofDays(number);
                        default -> Duration.ofDays(7 * number);
                    };
            return new AuditMoment(Optional.of(length), Optional.empty());
        }
        try {
            LocalDateTime time =
                    written.length() == 10
                            ? LocalDate.parse(written).atStartOfDay()
                            : LocalDateTime.parse(written.replaceFirst("Z$", ""));
            return new AuditMoment(Optional.empty(), Optional.of(time.toInstant(ZoneOffset.UTC)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "Write 90m, 2h or 7d for so long ago, or a day or time in UTC such as 2026-06-03 or 2026-06-03T12:00.",
                    e);
        }
    }

    /** The moment itself. */
    public Instant seenFrom(Instant now) {
        return at.orElseGet(() -> now.minus(ago.orElse(Duration.ZERO)));
    }
}
