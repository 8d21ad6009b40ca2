package dev.errand.backend.golden;

import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.contract.RichReply;
import dev.errand.backend.spi.Dialect;
import dev.errand.backend.spi.OutboundMessage;
import dev.errand.platform.reply.Redaction;
import dev.errand.platform.reply.ReplyDrawing;
import java.util.List;
import java.util.Set;

/** The rich reply as the host draws it in a chat's dialect. */
public final class Drawn {

    private Drawn() {}

    /** The messages that it becomes, with Ann and a room of that chat mentioned. */
    public static List<String> parts(PersonId ann, RoomId room, String name, Dialect dialect) {
        Room ops = new Room(room, name, false);
        return new ReplyDrawing(new Redaction(), 50, "!more")
                        .draw(
                                RichReply.of(new Person(ann, "ann"), ops),
                                dialect,
                                Set.of(),
                                ann.chat())
                        .parts()
                        .stream()
                        .map(part -> ((OutboundMessage.Body.Drawn) part).text())
                        .toList();
    }
}
