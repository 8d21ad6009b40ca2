package dev.errand.platform.config;

import dev.errand.api.Default;
import java.time.Duration;

/**
 * When records of the audit leave the storage for a file in {@code data/audit/} of the home.
 *
 * @param rotateSize how many bytes of them the storage holds at most
 * @param rotateAge how old the oldest of them may be
 */
public record AuditSettings(
        @Default("16MiB") ByteSize rotateSize, @Default("30 days") Duration rotateAge) {

    /** The usual. */
    public static final AuditSettings USUAL =
            new AuditSettings(new ByteSize(16 << 20), Duration.ofDays(30));

    public AuditSettings {
        new Faults()
                .expect(
                        rotateSize.bytes() >= 1 << 10 && rotateSize.bytes() <= 256 << 20,
                        "It is 1KiB to 256MiB.",
                        "rotate-size")
                .expect(
                        rotateAge.compareTo(Duration.ofSeconds(1)) >= 0
                                && rotateAge.compareTo(Duration.ofDays(3660)) <= 0,
                        "It is 1s to 3660 days.",
                        "rotate-age")
                .throwIfAny();
    }
}
