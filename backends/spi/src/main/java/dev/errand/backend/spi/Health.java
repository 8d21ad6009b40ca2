package dev.errand.backend.spi;

import java.time.Instant;

/**
 * How a chat stands.
 *
 * @param state the state
 * @param detail what an operator should know, such as the last error, without secrets; may be empty
 * @param since when the state began
 */
public record Health(State state, String detail, Instant since) {

    /** Whether messages come and go. */
    public enum State {
        /** On the way there, for the first time or again. */
        CONNECTING,
        /** Messages come and go. */
        UP,
        /** Given up until the configuration changes, such as after a refused login. */
        DOWN
    }
}
