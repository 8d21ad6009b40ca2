package dev.errand.api;

import java.util.Objects;

/**
 * Which room, for good.
 *
 * @param chat the name of the chat in {@code errand.conf}
 * @param key what the chat itself tells rooms apart by, such as {@code #ops} or a Slack channel id
 */
public record RoomId(String chat, String key) {

    /** Refuses an empty chat or key. */
    public RoomId {
        Objects.requireNonNull(chat, "chat");
        Objects.requireNonNull(key, "key");
        if (chat.isEmpty() || chat.indexOf(':') >= 0 || key.isEmpty()) {
            throw new IllegalArgumentException(
                    "A room is chat:key, neither empty; not '" + chat + ":" + key + "'");
        }
    }

    /** The written form, {@code chat:key}. */
    @Override
    public String toString() {
        return chat + ":" + key;
    }
}
