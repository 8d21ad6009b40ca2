package dev.errand.backend.contract;

import dev.errand.api.PersonId;
import java.util.Optional;

/**
 * A message of the bot as people see it in a room.
 *
 * @param text what they read: the chat's notation is resolved, so that bold text is just its words,
 *     but nothing else is cleaned
 * @param thread the chat's id of the thread it stands in, empty outside of threads
 * @param onlyTo who alone sees it, empty if everybody in the room does
 * @param everyone whether it calls the attention of everyone, as the chat's server decides that
 */
public record SeenMessage(
        String text, Optional<String> thread, Optional<PersonId> onlyTo, boolean everyone) {

    /**
     * A message to everybody in the room, outside of threads.
     *
     * @param text what people read
     * @return the message
     */
    public static SeenMessage of(String text) {
        return new SeenMessage(text, Optional.empty(), Optional.empty(), false);
    }
}
