package dev.errand.platform.config;

import dev.errand.api.Default;
import java.time.Duration;
import java.util.Locale;

/**
 * When the storage is backed up while the bot runs.
 *
 * @param every how old the newest backup becomes before the next is made, zero for none
 * @param keep how many there are at most; the oldest go
 */
public record BackupSettings(@Default("1d") Duration every, @Default("7") int keep) {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int MOST = 1_000;

    /** Refuses what could only be a slip. */
    public BackupSettings {
        boolean possible =
                every.isZero() || (every.compareTo(SHORTEST) >= 0 && every.compareTo(LONGEST) <= 0);
        new Faults()
                .expect(
                        possible,
                        "'"
                                + every.toString().substring(2).toLowerCase(Locale.ROOT)
                                + "' is not possible. It is 1 minute to 366 days, or 0s for none.",
                        "every")
                .expect(
                        keep >= 1 && keep <= MOST,
                        "'"
                                + keep
                                + "' is not possible. It is a whole number from 1 to "
                                + MOST
                                + ".",
                        "keep")
                .throwIfAny();
    }

    /**
     * Whether any are made without being asked for.
     *
     * @return whether there is a time to do so
     */
    public boolean isOn() {
        return !every.isZero();
    }
}
