package dev.errand.backend.spi;

import java.time.Instant;
import java.util.Optional;

/**
 * How a chat stands.
 *
 * @param state the state
 * @param detail what an operator should know at this moment, without secrets; may be empty
 * @param since when the state began
 * @param waiting how many messages (of a chat that sends lines: lines) wait to be delivered
 * @param lastFailure why the chat was away last, also when it is back; empty if it never was
 */
public record Health(
        State state, String detail, Instant since, int waiting, Optional<Failure> lastFailure) {

    /**
     * With nothing that waits, and nothing that ever failed.
     *
     * @param state the state
     * @param detail what an operator should know at this moment, without secrets; may be empty
     * @param since when the state began
     */
    public Health(State state, String detail, Instant since) {
        this(state, detail, since, 0, Optional.empty());
    }

    /** Whether messages come and go. */
    public enum State {
        /** On the way there, for the first time or again. */
        CONNECTING,
        /** Messages come and go. */
        UP,
        /** Given up until the configuration changes, such as after a refused login. */
        DOWN
    }

    /**
     * Why a chat was away.
     *
     * @param words what went wrong, without secrets
     * @param at when
     */
    public record Failure(String words, Instant at) {}

    /**
     * What comes after this. A state that goes on keeps its beginning; whatever is said of a chat
     * that is not up is remembered as its last failure.
     *
     * @param next the state from now on
     * @param words what an operator should know, without secrets; may be empty
     * @param now the time
     * @return how the chat stands from now on
     */
    public Health becoming(State next, String words, Instant now) {
        boolean failed = next != State.UP && !words.isEmpty();
        return new Health(
                next,
                words,
                next == state ? since : now,
                waiting,
                failed ? Optional.of(new Failure(words, now)) : lastFailure);
    }

    /**
     * The same with what only the moment of asking tells.
     *
     * @param remark joined to the detail, may be empty
     * @param waitingNow how many messages wait
     * @return how the chat stands at this moment
     */
    public Health with(String remark, int waitingNow) {
        String between = detail.isEmpty() || remark.isEmpty() ? "" : "; ";
        return new Health(state, detail + between + remark, since, waitingNow, lastFailure);
    }
}
