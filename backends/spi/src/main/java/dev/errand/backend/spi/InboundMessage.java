package dev.errand.backend.spi;

import dev.errand.api.Message;
import java.util.Set;

/**
 * A message as a chat delivered it.
 *
 * @param message who said what, where
 * @param author what kind of account said it
 * @param addressed whether the chat knows that the bot was meant, such as by a mention, which is
 *     then no longer in the text
 * @param groups the chat's own groups that the author is in at this moment, by their names in that
 *     chat
 */
public record InboundMessage(
        Message message, Author author, boolean addressed, Set<String> groups) {

    /** Copies the groups. */
    public InboundMessage {
        groups = Set.copyOf(groups);
    }

    /**
     * A person's plain message.
     *
     * @param message who said what, where
     * @return the message, not addressed, without groups
     */
    public static InboundMessage of(Message message) {
        return new InboundMessage(message, Author.PERSON, false, Set.of());
    }

    /** What kind of account a message came from. */
    public enum Author {
        /** A person. */
        PERSON,
        /** Another program; its messages never run commands. */
        BOT,
        /** This bot. */
        SELF
    }
}
