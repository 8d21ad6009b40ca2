package dev.errand.api;

import java.util.Objects;

/**
 * Somebody in a chat.
 *
 * @param id the account; two persons are the same if this is
 * @param name how they are shown at the moment, for people to read; anybody may choose anybody's
 */
public record Person(PersonId id, String name) {

    /** Refuses null. */
    public Person {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
    }
}
