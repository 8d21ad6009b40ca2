package dev.errand.backend.discord;

import dev.errand.api.Message;
import dev.errand.api.Room;
import dev.errand.backend.spi.DeliveryException;
import java.util.Optional;
import net.dv8tion.jda.api.JDA;

/** Which of Discord's channels a room, or a thread in it, is. */
final class Target {

    private Target() {}

    /** The channel of a message that was said. */
    static String channel(Connection connection, Message said)
            throws DeliveryException, Trouble.Passing, InterruptedException {
        return channel(connection.awaitOpen(), said.room(), said.thread());
    }

    static String channel(JDA jda, Room room, Optional<String> thread)
            throws DeliveryException, Trouble.Passing, InterruptedException {
        if (thread.isPresent()) {
            return thread.get();
        }
        Optional<String> person = Places.directWith(room);
        return person.isPresent() ? Rest.direct(jda, person.get()) : room.id().key();
    }

    /** The same, and a thread that is named by a message is opened on it if there is none yet. */
    static String opened(JDA jda, Room room, Optional<String> thread)
            throws DeliveryException, Trouble.Passing, InterruptedException {
        if (thread.isPresent() && Rest.cachedThread(jda, thread.get()).isEmpty()) {
            String id = thread.get();
            if (!Rest.exists(jda, id)) {
                Rest.openThread(jda, room.id().key(), id, "thread");
            }
        }
        return channel(jda, room, thread);
    }
}
