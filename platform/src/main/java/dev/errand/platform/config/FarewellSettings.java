package dev.errand.platform.config;

import dev.errand.api.Default;
import dev.errand.api.RoomId;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is said before the bot ends.
 *
 * @param rooms where, each as {@code chat:room}; nowhere if there are none
 * @param text what
 */
public record FarewellSettings(
        Set<String> rooms,
        @Default("I am being stopped; what you have asked for so far is done.") String text) {

    private static final int LONGEST = 300;

    /** Nothing is said. */
    public static final FarewellSettings NONE = new FarewellSettings(Set.of(), "I end.");

    /** Refuses what is no room. */
    public FarewellSettings {
        Faults faults =
                new Faults()
                        .expect(
                                !text.isBlank() && text.length() <= LONGEST,
                                Words.quoted(text)
                                        + " is not possible. It has 1 to 300 characters.",
                                "text");
        for (String room : rooms) {
            faults.expect(
                    room.indexOf(':') > 0 && room.indexOf(':') < room.length() - 1,
                    Words.quoted(room)
                            + " is no room. Write chat:room, such as 'office:#ops', where chat is a name under \"chats\".",
                    "rooms");
        }
        faults.throwIfAny();
        rooms = Set.copyOf(rooms);
    }

    /** The chats that it names. */
    Set<String> chats() {
        Set<String> chats = new TreeSet<>();
        rooms.forEach(room -> chats.add(room.substring(0, room.indexOf(':'))));
        return chats;
    }

    /**
     * The rooms by what the configuration calls them.
     *
     * @return chat and what to look the room up by there
     */
    public Set<RoomId> places() {
        Set<RoomId> places = new java.util.LinkedHashSet<>();
        for (String room : new TreeSet<>(rooms)) {
            int colon = room.indexOf(':');
            places.add(new RoomId(room.substring(0, colon), room.substring(colon + 1)));
        }
        return places;
    }
}
