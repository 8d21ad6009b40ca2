package dev.errand.platform.dispatch;

import dev.errand.api.Reply;
import java.util.List;
import java.util.Optional;

/**
 * What came of a message: what is said, and what the audit keeps.
 *
 * @param replies what is said
 * @param privately whether only the one who asked needs to see it
 * @param entry what the audit keeps, empty if no command was meant
 */
record Answer(List<Reply> replies, boolean privately, Optional<Entry> entry) {

    /** What the audit keeps of a command. */
    record Entry(
            String command,
            String arguments,
            String rule,
            String outcome,
            Optional<String> incident) {}

    static Answer nothing() {
        return new Answer(List.of(), false, Optional.empty());
    }

    static Answer saying(Reply reply) {
        return new Answer(List.of(reply), false, Optional.empty());
    }
}
