package dev.errand.backend.slack;

/** Something that goes wrong with the next call of a method. */
sealed interface Fault {

    /** Status 429 with Retry-After. */
    record RateLimited(int seconds) implements Fault {}

    /** A status without a readable body. */
    record Status(int code) implements Fault {}

    /** The right answer, late. */
    record Slow(long millis) implements Fault {}

    /** Status 200 and no JSON. */
    record Malformed() implements Fault {}

    /** An error in Slack's own form. */
    record Refused(String code) implements Fault {}

    /** The app was not given a right. */
    record Unscoped(String scope) implements Fault {}

    /** What was asked for is done, but the answer is a status 502. */
    record LostAnswer() implements Fault {}
}
