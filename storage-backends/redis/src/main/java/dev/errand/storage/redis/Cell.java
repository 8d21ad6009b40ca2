package dev.errand.storage.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.errand.storage.spi.Entry;
import dev.errand.storage.spi.StorageException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a value's key holds: version, end in milliseconds or {@code -}, and the value, by blanks.
 */
final class Cell {

    static final String NEVER = "-";

    /**
     * Above it, the doubles that Redis sorts by cannot tell milliseconds apart; that is 280,000
     * years away.
     */
    private static final long LAST = 1L << 53;

    private Cell() {}

    static String end(Optional<Instant> expires) {
        return expires.map(Cell::milliseconds)
                .filter(milliseconds -> milliseconds < LAST)
                .map(milliseconds -> Long.toString(Math.max(milliseconds, -LAST)))
                .orElse(NEVER);
    }

    static long milliseconds(Instant instant) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException e) {
            return instant.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** Reads it, empty if its time is over. */
    static Optional<Entry> read(String key, byte[] cell, long now) {
        int first = blank(cell, 0, key);
        int second = blank(cell, first + 1, key);
        String end = new String(cell, first + 1, second - first - 1, US_ASCII);
        Optional<Instant> expires =
                end.equals(NEVER)
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochMilli(Long.parseLong(end)));
        if (expires.isPresent() && expires.get().toEpochMilli() <= now) {
            return Optional.empty();
        }
        long version = Long.parseLong(new String(cell, 0, first, US_ASCII));
        return Optional.of(
                new Entry(
                        key, Arrays.copyOfRange(cell, second + 1, cell.length), version, expires));
    }

    private static int blank(byte[] cell, int from, String key) {
        for (int i = from; i < Math.min(cell.length, 45); i++) {
            if (cell[i] == ' ') {
                return i;
            }
        }
        throw new StorageException(
                "What Redis has for key '"
                        + key
                        + "' was not written by Errand. Give the bot a prefix or a database of its own, or delete that key");
    }
}
