package dev.errand.backend.spi;

import dev.errand.api.Message;
import dev.errand.api.PersonId;
import dev.errand.api.Reply;
import dev.errand.api.Room;
import java.util.Optional;

/**
 * A message to a chat, with all of its context.
 *
 * @param room where it goes
 * @param thread the thread it belongs to, empty outside of threads
 * @param inReplyTo the message it answers, empty if the bot speaks unasked
 * @param onlyTo the one person who shall see it, with {@link Feature#PRIVATE}; empty for everyone
 *     in the room
 * @param body what it says
 * @param key tells this message from all others, also after a restart: the same key is the same
 *     message
 */
public record OutboundMessage(
        Room room,
        Optional<String> thread,
        Optional<Message> inReplyTo,
        Optional<PersonId> onlyTo,
        Body body,
        String key) {

    /** What a message says. */
    public sealed interface Body {

        /**
         * Text in the chat's own notation, within its limit.
         *
         * @param text the text
         */
        record Drawn(String text) implements Body {}

        /**
         * A table, card or file for a chat that has said by its {@link Feature}s that it shows
         * them.
         *
         * @param reply what to show
         * @param text the same as text in the chat's own notation, for previews and as a way out
         */
        record Rich(Reply reply, String text) implements Body {}
    }
}
