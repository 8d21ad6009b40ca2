package dev.errand.platform.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written like {@code 512KiB} or {@code 1 MiB}.
 *
 * @param bytes how many, not negative
 */
public record ByteSize(long bytes) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(b|kib|mib|gib|kb|mb|gb)");

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("A size is not negative; not '" + bytes + "'");
        }
    }

    /**
     * Reads the written form. A bare number is refused: it does not say of what.
     *
     * @throws IllegalArgumentException if it is not of that form
     */
    public static ByteSize parse(String text) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    Words.quoted(text)
                            + " is not a size. Write it like 64B, 512KiB, 1MiB or 2GiB.");
        }
        long unit =
                switch (form.group(2)) {
                    case "kib" -> 1L << 10;
                    case "mib" -> 1L << 20;
                    case "gib" -> 1L << 30;
                    case "kb" -> 1_000L;
                    case "mb" -> 1_000_000L;
                    case "gb" -> 1_000_000_000L;
                    default -> 1L;
                };
        try {
            return new ByteSize(Math.multiplyExact(Long.parseLong(form.group(1)), unit));
        } catch (ArithmeticException tooLarge) {
            throw new IllegalArgumentException(
                    Words.quoted(text) + " is too large a size.", tooLarge);
        }
    }
}
