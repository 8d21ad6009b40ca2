package dev.errand.platform.reply;

import dev.errand.api.PersonId;
import dev.errand.api.RoomId;

/** What lies around a piece of text: a style, or a link it belongs to. */
sealed interface Mark {

    /** How letters look. */
    enum Style implements Mark {
        BOLD,
        ITALIC,
        STRIKE
    }

    /**
     * A link around the text.
     *
     * @param url where it leads, already judged by {@link WebAddress}
     * @param id tells two links to the same place apart
     */
    record Link(String url, int id) implements Mark {}

    /**
     * A person whose name the text is.
     *
     * @param id who
     */
    record OfPerson(PersonId id) implements Mark {}

    /**
     * A room whose name the text is.
     *
     * @param id which
     */
    record OfRoom(RoomId id) implements Mark {}
}
