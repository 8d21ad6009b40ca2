package dev.errand.storage.spi;

import java.time.Instant;
import java.util.Optional;

/**
 * A value that was read.
 *
 * @param key its key
 * @param value its bytes; whoever reads them owns them
 * @param version its version
 * @param expires when its time is over, empty for never
 */
@SuppressWarnings(
        "ArrayRecordComponent") // Bytes are handed over, not shared; a wrapper would cost every
// read.
public record Entry(String key, byte[] value, long version, Optional<Instant> expires) {}
