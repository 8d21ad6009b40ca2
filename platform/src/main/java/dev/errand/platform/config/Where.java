package dev.errand.platform.config;

import dev.errand.api.Room;
import java.util.Locale;

/** Where a rule holds. */
public sealed interface Where {

    /** Everywhere. */
    record Anywhere() implements Where {

        @Override
        public String toString() {
            return "anywhere";
        }
    }

    /** On one chat. */
    record Chat(String chat) implements Where {

        @Override
        public String toString() {
            return "chat " + chat;
        }
    }

    /** Where only one person and the bot are. */
    record Direct() implements Where {

        @Override
        public String toString() {
            return "direct";
        }
    }

    /** In every room, that is anywhere but direct. */
    record Rooms() implements Where {

        @Override
        public String toString() {
            return "rooms";
        }
    }

    /** In a thread of any room. */
    record Threads() implements Where {

        @Override
        public String toString() {
            return "threads";
        }
    }

    /** In the rooms of one chat whose key fits. */
    record Named(String chat, Glob key) implements Where {

        @Override
        public String toString() {
            return "room " + chat + ":" + key;
        }
    }

    /** Whether a place is meant. */
    default boolean matches(Room room, boolean inThread) {
        return switch (this) {
            case Anywhere anywhere -> true;
            case Chat(String chat) -> chat.equals(room.id().chat());
            case Direct direct -> room.direct();
            case Rooms rooms -> !room.direct();
            case Threads threads -> inThread;
            case Named(String chat, Glob key) ->
                    !room.direct() && chat.equals(room.id().chat()) && key.matches(room.id().key());
        };
    }

    /** How narrow it is: anywhere, chat, direct or rooms, threads, pattern of rooms, room. */
    default int rank() {
        return switch (this) {
            case Anywhere anywhere -> 0;
            case Chat chat -> 1;
            case Direct direct -> 2;
            case Rooms rooms -> 2;
            case Threads threads -> 3;
            case Named named -> named.key().isExact() ? 5 : 4;
        };
    }

    /** Reads the written form. */
    static Where parse(String text) {
        String[] words = text.strip().split("\\s+", 2);
        String rest = words.length == 2 ? words[1].strip() : "";
        return switch (words[0].toLowerCase(Locale.ROOT) + (rest.isEmpty() ? "" : " …")) {
            case "anywhere" -> new Anywhere();
            case "direct" -> new Direct();
            case "rooms" -> new Rooms();
            case "threads" -> new Threads();
            case "chat …" -> new Chat(rest);
            case "room …" -> named(rest);
            default ->
                    throw new IllegalArgumentException(
                            Words.quoted(text)
                                    + " is nowhere. Write anywhere, direct, rooms, threads, \"chat office\""
                                    + " or \"room office:#ops\".");
        };
    }

    private static Named named(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new IllegalArgumentException(
                    Words.quoted(text) + " is no room. Write chat:room, such as office:#ops.");
        }
        return new Named(text.substring(0, colon), Glob.parse(text.substring(colon + 1)));
    }
}
