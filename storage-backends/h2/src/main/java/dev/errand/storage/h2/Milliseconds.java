package dev.errand.storage.h2;

import java.time.Instant;

/** Instants as the database keeps them. */
final class Milliseconds {

    private Milliseconds() {}

    /** The milliseconds since 1970; what is too far away is as far as can be said. */
    static long of(Instant instant) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException e) {
            return instant.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
