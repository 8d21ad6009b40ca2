package dev.errand.platform.access;

import dev.errand.api.Caller;
import dev.errand.api.Room;
import dev.errand.platform.command.CommandDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody wants to do.
 *
 * @param caller who, with their roles at this moment
 * @param room where
 * @param inThread whether it was said in a thread
 * @param command what
 * @param arguments its arguments by their names as {@link
 *     dev.errand.platform.command.Arguments#facts} has them; empty if they are not known yet, as
 *     when help asks
 */
public record Request(
        Caller caller,
        Room room,
        boolean inThread,
        CommandDefinition command,
        Optional<Map<String, List<String>>> arguments) {

    /** Without arguments: whether it could be allowed with some. */
    public static Request inGeneral(Caller caller, Room room, CommandDefinition command) {
        return new Request(caller, room, false, command, Optional.empty());
    }
}
