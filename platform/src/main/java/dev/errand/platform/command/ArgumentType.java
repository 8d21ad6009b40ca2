package dev.errand.platform.command;

import java.util.List;

/** What an argument's text must be; a description only, without code of a plugin. */
public sealed interface ArgumentType {

    /** How help and errors name it, such as {@code a whole number}. */
    String describe();

    /** Any text. */
    record Text() implements ArgumentType {
        @Override
        public String describe() {
            return "text";
        }
    }

    /** A whole number within the bounds of its Java type. */
    record Whole(long min, long max) implements ArgumentType {
        @Override
        public String describe() {
            return "a whole number";
        }
    }

    /** A number, with or without a fraction. */
    record Decimal() implements ArgumentType {
        @Override
        public String describe() {
            return "a number";
        }
    }

    /** Yes or no. */
    record YesNo() implements ArgumentType {
        @Override
        public String describe() {
            return "yes or no";
        }
    }

    /** One of a few words. */
    record Choice(List<String> words) implements ArgumentType {

        /** Copies the words. */
        public Choice {
            words = List.copyOf(words);
        }

        @Override
        public String describe() {
            return "one of " + String.join(", ", words);
        }
    }

    /** A length of time. */
    record Span() implements ArgumentType {
        @Override
        public String describe() {
            return "a duration such as 90s or 1h30m";
        }
    }

    /** Somebody in the chat. */
    record Somebody() implements ArgumentType {
        @Override
        public String describe() {
            return "a person";
        }
    }

    /** A room of the chat. */
    record Somewhere() implements ArgumentType {
        @Override
        public String describe() {
            return "a room";
        }
    }

    /** Text that a plugin's own type reads. */
    record Custom(String typeName) implements ArgumentType {
        @Override
        public String describe() {
            return "a " + typeName;
        }
    }
}
