package dev.errand.storage.spi;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * A value to write.
 *
 * @param key its key, 1 to {@value #MAX_KEY_BYTES} bytes in UTF-8
 * @param value its bytes; not changed after the call
 * @param expires when its time is over, empty for never
 */
@SuppressWarnings(
        "ArrayRecordComponent") // Bytes are handed over, not shared; a wrapper would cost every
// read.
public record Write(String key, byte[] value, Optional<Instant> expires) {

    /** The longest key, in bytes of UTF-8. */
    public static final int MAX_KEY_BYTES = 1024;

    /** Refuses a key that is empty, too long or not Unicode. */
    public Write {
        checkKey(key);
    }

    /**
     * A value without an end.
     *
     * @param key its key
     * @param value its bytes
     * @return the write
     */
    public static Write of(String key, byte[] value) {
        return new Write(key, value, Optional.empty());
    }

    /**
     * Refuses a key that no storage takes.
     *
     * @param key the key
     * @throws IllegalArgumentException if it is empty, longer than {@link #MAX_KEY_BYTES}, or has
     *     half a surrogate pair or a null character
     */
    public static void checkKey(String key) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("A key has at least one character");
        }
        if (key.length() > MAX_KEY_BYTES
                || key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "A key has at most "
                            + MAX_KEY_BYTES
                            + " bytes; not "
                            + key.length()
                            + " characters starting with '"
                            + key.substring(0, 20)
                            + "'");
        }
        if (key.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
            throw new IllegalArgumentException("A key is Unicode text without null characters");
        }
    }
}
