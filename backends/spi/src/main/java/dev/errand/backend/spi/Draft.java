package dev.errand.backend.spi;

import dev.errand.api.Person;
import dev.errand.api.Room;

/**
 * A line that is being typed.
 *
 * @param person who types
 * @param room where
 * @param text the line up to the cursor, with the prefix
 */
public record Draft(Person person, Room room, String text) {}
