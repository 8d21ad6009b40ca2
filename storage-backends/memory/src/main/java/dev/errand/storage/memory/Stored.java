package dev.errand.storage.memory;

import dev.errand.storage.spi.Entry;
import dev.errand.storage.spi.Write;
import java.time.Instant;
import java.util.Optional;

/** One value in memory; its bytes are never handed out themselves. */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and copied on the way in and out.
record Stored(byte[] value, long version, Optional<Instant> expires) {

    static Stored of(Write write, long version) {
        return new Stored(write.value().clone(), version, write.expires());
    }

    boolean isOver(Instant now) {
        return expires.isPresent() && !now.isBefore(expires.get());
    }

    Entry entry(String key) {
        return new Entry(key, value.clone(), version, expires);
    }
}
