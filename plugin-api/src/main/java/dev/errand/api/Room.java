package dev.errand.api;

import java.util.Objects;

/**
 * Where something is said.
 *
 * @param id the room's identity
 * @param name how it is shown, such as {@code #ops}
 * @param direct whether only one person and the bot are in it
 */
public record Room(RoomId id, String name, boolean direct) {

    /** Refuses null. */
    public Room {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }
}
