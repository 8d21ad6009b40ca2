package dev.errand.platform.config;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** When a rule holds, by the clock of {@code access.zone}. */
public sealed interface Window {

    /** Whether a moment is inside. */
    boolean holds(LocalDateTime moment);

    /**
     * The same hours on some days of every week; hours that end before they begin go on into the
     * next day, and equal ones are the whole day.
     */
    record Weekly(Set<DayOfWeek> days, LocalTime from, LocalTime to, String text)
            implements Window {

        /** Copies the days. */
        public Weekly {
            days = Set.copyOf(days);
        }

        @Override
        public boolean holds(LocalDateTime moment) {
            LocalTime time = moment.toLocalTime();
            boolean today = days.contains(moment.getDayOfWeek());
            if (from.isBefore(to)) {
                return today && !time.isBefore(from) && time.isBefore(to);
            }
            boolean sinceYesterday = days.contains(moment.getDayOfWeek().minus(1));
            return (today && !time.isBefore(from)) || (sinceYesterday && time.isBefore(to));
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Once, from a moment on and until before another. */
    record Once(LocalDateTime from, LocalDateTime until, String text) implements Window {

        @Override
        public boolean holds(LocalDateTime moment) {
            return !moment.isBefore(from) && moment.isBefore(until);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Whenever another does not hold. */
    record Outside(Window window) implements Window {

        @Override
        public boolean holds(LocalDateTime moment) {
            return !window.holds(moment);
        }

        @Override
        public String toString() {
            return "outside " + window;
        }
    }

    /** Reads the written form. */
    static Window parse(String text) {
        String written = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        try {
            return written.startsWith("outside ")
                    ? new Outside(plain(written.substring("outside ".length())))
                    : plain(written);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    Words.quoted(text)
                            + " is no time. Write \"mon-fri 09:00-17:00\", \"sat\", \"22:00-06:00\","
                            + " \"2026-12-20..2027-01-02\", or one of them after \"outside\".",
                    e);
        }
    }

    private static Window plain(String text) {
        if (text.matches("\\d{4}-.*")) {
            String[] ends = text.split("\\.\\.", 2);
            Once once = new Once(start(ends[0]), end(ends[ends.length - 1]), text);
            if (!once.from().isBefore(once.until())) {
                throw new IllegalArgumentException();
            }
            return once;
        }
        String[] words = text.split(" ", -1);
        boolean hours = Character.isDigit(words[words.length - 1].charAt(0));
        if (words.length > (hours ? 2 : 1)) {
            throw new IllegalArgumentException();
        }
        Set<DayOfWeek> days =
                hours && words.length == 1 ? EnumSet.allOf(DayOfWeek.class) : days(words[0]);
        String[] times = (hours ? words[words.length - 1] : "00:00-24:00").split("-", -1);
        if (times.length != 2) {
            throw new IllegalArgumentException();
        }
        return new Weekly(days, time(times[0]), time(times[1]), text);
    }

    private static LocalDateTime start(String text) {
        return text.contains("t")
                ? LocalDateTime.parse(text.toUpperCase(Locale.ROOT))
                : LocalDate.parse(text).atStartOfDay();
    }

    /** A day without hours is meant to its end. */
    private static LocalDateTime end(String text) {
        return text.contains("t") ? start(text) : start(text).plusDays(1);
    }

    private static LocalTime time(String text) {
        return text.equals("24:00")
                ? LocalTime.MIDNIGHT
                : LocalTime.parse(text.length() == 4 ? "0" + text : text);
    }

    private static Set<DayOfWeek> days(String text) {
        String[] ends = text.split("-", -1);
        DayOfWeek first = day(ends[0]);
        DayOfWeek last = day(ends[ends.length - 1]);
        if (ends.length > 2) {
            throw new IllegalArgumentException();
        }
        Set<DayOfWeek> days = EnumSet.of(first);
        for (DayOfWeek day = first; day != last; day = day.plus(1)) {
            days.add(day.plus(1));
        }
        return days;
    }

    private static DayOfWeek day(String text) {
        List<DayOfWeek> found =
                Arrays.stream(DayOfWeek.values())
                        .filter(day ->
                                text.length() >= 3
                                        && day.name().toLowerCase(Locale.ROOT).startsWith(text))
                        .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException();
        }
        return found.getFirst();
    }
}
