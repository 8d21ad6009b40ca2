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

    /**
     * A reader for a type that is known by its description only, as of a command whose code is in
     * another process. What a type of the plugin reads stays text here, and so does a choice.
     *
     * @param type what the text must be
     * @return the reader
     */
    static ByHost of(ArgumentType type) {
        return ArgumentTypes.reader(type);
    }

    /** Finds people and rooms by what was typed. */
    interface Directory {

        /** The person, empty if nobody or more than one is meant. */
        Optional<Person> person(String text);

        /** The room, empty if there is none. */
        Optional<Room> room(String text);
    }
}
