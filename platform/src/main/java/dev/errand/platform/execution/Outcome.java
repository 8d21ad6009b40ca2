package dev.errand.platform.execution;

import dev.errand.api.Reply;
import java.time.Duration;
import java.util.List;

/** How a call ended. */
public sealed interface Outcome {

    /**
     * It returned.
     *
     * @param replies what it said in the end
     */
    record Returned(List<Reply> replies) implements Outcome {

        /** Copies the replies. */
        public Returned {
            replies = List.copyOf(replies);
        }
    }

    /**
     * It refused, in words for the person.
     *
     * @param message plain text
     */
    record Refused(String message) implements Outcome {}

    /**
     * It failed, in words for the log only.
     *
     * @param incident what was logged
     */
    record Failed(Incident incident) implements Outcome {}

    /**
     * It took too long and was interrupted.
     *
     * @param deadline how long it was given
     */
    record TimedOut(Duration deadline) implements Outcome {}

    /**
     * Somebody ended it.
     *
     * @param by who or what, for people to read
     */
    record Killed(String by) implements Outcome {}

    /**
     * It was not begun: the plugin has as many calls under way as it may.
     *
     * @param limit how many that is
     */
    record Busy(int limit) implements Outcome {}

    /** It was not begun: its plugin was unloaded or replaced a moment ago. */
    record Gone() implements Outcome {}
}
