package dev.errand.storage.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.storage.spi.Query;
import java.util.Arrays;
import java.util.Optional;

/**
 * From where to where keys are listed, as Redis wants it.
 *
 * @param lowest the first
 * @param highest the last
 */
@SuppressWarnings("ArrayRecordComponent") // Only sent.
record Range(byte[] lowest, byte[] highest) {

    static Range of(Query query) {
        return of(query.prefix(), query.after());
    }

    static Range of(String prefix, Optional<String> after) {
        byte[] start = prefix.getBytes(UTF_8);
        // 0xff is in no UTF-8, so it is after all that starts with the prefix.
        byte[] highest = start.length == 0 ? new byte[] {'+'} : join('(', start, (byte) 0xff);
        if (after.isPresent()) {
            byte[] last = after.get().getBytes(UTF_8);
            if (Arrays.compareUnsigned(last, start) >= 0) {
                return new Range(join('(', last), highest);
            }
        }
        return new Range(start.length == 0 ? new byte[] {'-'} : join('[', start), highest);
    }

    private static byte[] join(char first, byte[] middle, byte... last) {
        byte[] joined = new byte[1 + middle.length + last.length];
        joined[0] = (byte) first;
        System.arraycopy(middle, 0, joined, 1, middle.length);
        System.arraycopy(last, 0, joined, 1 + middle.length, last.length);
        return joined;
    }
}
