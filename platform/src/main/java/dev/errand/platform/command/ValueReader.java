package dev.errand.platform.command;

import dev.errand.api.Person;
import dev.errand.api.Room;
import java.util.Optional;

/** Makes a value from the text of one argument. */
public sealed interface ValueReader {

    /** Read by the host, before the plugin is called. */
    non-sealed interface ByHost extends ValueReader {

        /**
         * Reads the text.
         *
         * @param text what was typed
         * @param chat where persons and rooms are looked up
         * @return the value, empty if the text is not of the type
         */
        Optional<Object> read(String text, Directory chat);
    }

    /** Read by a static method of the plugin, on a thread of the plugin. */
    record ByPlugin(java.lang.reflect.Method parse) implements ValueReader {}

    /** Finds people and rooms by what was typed. */
    interface Directory {

        /** The person, empty if nobody or more than one is meant. */
        Optional<Person> person(String text);

        /** The room, empty if there is none. */
        Optional<Room> room(String text);
    }
}
