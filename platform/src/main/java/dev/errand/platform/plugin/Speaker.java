package dev.errand.platform.plugin;

import dev.errand.api.Reply;
import dev.errand.api.Room;

/** Says something in a room that nobody asked for just now. */
@FunctionalInterface
public interface Speaker {

    /**
     * Says it.
     *
     * @param room where
     * @param reply what
     * @throws dev.errand.api.UserError if the room's chat is not there
     */
    void say(Room room, Reply reply);
}
