package dev.errand.api;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something a person said.
 *
 * @param id the chat's own id of the message; unique within its chat
 * @param from who said it
 * @param room where
 * @param thread the chat's id of the thread it was said in, empty outside of threads
 * @param text what, as the chat delivered it, without control characters but for line feed and tab
 * @param at when, by the chat's clock where it has one
 */
public record Message(
        String id, Person from, Room room, Optional<String> thread, String text, Instant at) {

    /** Refuses null. */
    public Message {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(room, "room");
        Objects.requireNonNull(thread, "thread");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(at, "at");
    }
}
