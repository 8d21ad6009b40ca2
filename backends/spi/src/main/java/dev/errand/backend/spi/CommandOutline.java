package dev.errand.backend.spi;

import java.util.List;

/**
 * A command as a chat may offer it in a menu of its own. What a person picks there comes back to
 * {@link Inbox#receive} as the line they could have typed.
 *
 * @param name its words, joined by one space
 * @param description what it does, may be empty
 * @param arguments its arguments, in the order in which a line has them
 */
public record CommandOutline(String name, String description, List<Argument> arguments) {

    /** Copies the arguments. */
    public CommandOutline {
        arguments = List.copyOf(arguments);
    }

    /**
     * One argument.
     *
     * @param name its name
     * @param description what to give, may be empty
     * @param required whether the command cannot run without it
     * @param place how it stands in the line
     * @param type what its text must be
     */
    public record Argument(
            String name, String description, boolean required, Place place, Type type) {}

    /** How an argument stands in the line. */
    public sealed interface Place {

        /** One word, by its place; in double quotes if it has spaces. */
        record Word() implements Place {}

        /** All that is left of the line. */
        record Rest() implements Place {}

        /**
         * A mark that is there or not.
         *
         * @param mark such as {@code --force}
         */
        record Switch(String mark) implements Place {}

        /**
         * A mark with a value behind it.
         *
         * @param mark such as {@code --type}
         * @param joined whether the value follows without a space
         */
        record Option(String mark, boolean joined) implements Place {}
    }

    /** What an argument's text must be. */
    public sealed interface Type {

        /** Any text, or text that a plugin reads. */
        record Text() implements Type {}

        /**
         * A whole number.
         *
         * @param min the least
         * @param max the greatest
         */
        record Whole(long min, long max) implements Type {}

        /** A number, with or without a fraction. */
        record Decimal() implements Type {}

        /** {@code yes} or {@code no}. */
        record YesNo() implements Type {}

        /**
         * One of a few words.
         *
         * @param words the words
         */
        record Choice(List<String> words) implements Type {

            /** Copies the words. */
            public Choice {
                words = List.copyOf(words);
            }
        }

        /** Somebody in the chat. */
        record Somebody() implements Type {}

        /** A room of the chat. */
        record Somewhere() implements Type {}
    }
}
