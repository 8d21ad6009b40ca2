package dev.errand.platform.dispatch;

import dev.errand.api.Caller;
import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.platform.access.Gate;
import dev.errand.platform.access.Request;
import dev.errand.platform.access.Verdict;
import dev.errand.platform.command.BoundCommand;
import dev.errand.platform.command.CommandReader;
import dev.errand.platform.command.Reading;
import dev.errand.platform.identity.Identity;
import dev.errand.platform.plugin.Snapshot;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells what the gate would say to a line, and runs nothing. Safe for use by any thread. */
public final class Explaining {

    /**
     * What it would say.
     *
     * @param command the command's name
     * @param verdict the verdict
     * @param complete whether the arguments were looked at too
     */
    public record Explained(String command, Verdict verdict, boolean complete) {}

    private final CommandReader reader;
    private final Identity identity;
    private final Gate gate;
    private final Supplier<Snapshot> registered;
    private final Supplier<Map<String, ChatBackend>> chats;

    /**
     * Made once.
     *
     * @param reader reads lines
     * @param identity knows people's roles
     * @param gate decides
     * @param registered what is registered at the moment of asking
     * @param chats the chats by their names, where people and rooms are looked up
     */
    public Explaining(
            CommandReader reader,
            Identity identity,
            Gate gate,
            Supplier<Snapshot> registered,
            Supplier<Map<String, ChatBackend>> chats) {
        this.reader = reader;
        this.identity = identity;
        this.gate = gate;
        this.registered = registered;
        this.chats = chats;
    }

    /**
     * Decides about a line that nobody has said.
     *
     * @param person who would say it
     * @param room where
     * @param line a command with its arguments, with or without the prefix
     * @return the verdict, empty if there is no such command
     */
    public Optional<Explained> explain(Person person, Room room, String line) {
        ChatBackend chat = chats.get().get(room.id().chat());
        if (chat == null) {
            return Optional.empty();
        }
        Caller caller = identity.caller(person);
        Reading reading =
                reader.read(line, true, registered.get().commands(), new ChatDirectory(chat));
        return switch (reading) {
            case Reading.Parsed parsed ->
                    Optional.of(
                            explained(
                                    caller,
                                    room,
                                    parsed.command(),
                                    Optional.of(parsed.arguments().facts())));
            case Reading.BadArguments(BoundCommand command, String problem) ->
                    Optional.of(explained(caller, room, command, Optional.empty()));
            default -> Optional.empty();
        };
    }

    /**
     * Finds somebody by their very account or a mention of it, never by a name that they chose.
     *
     * @param chat the chat's name
     * @param text an account, with or without {@code @}, or the chat's own mention of one
     * @return the account, empty unless the chat knows it for sure
     */
    public Optional<PersonId> account(String chat, String text) {
        ChatBackend backend = chats.get().get(chat);
        return backend == null
                ? Optional.empty()
                : backend.person(text).map(Person::id).filter(id -> names(text, id.account()));
    }

    /** {@code ann}, {@code @ann} and {@code <@ann>} name the account ann and no other. */
    private static boolean names(String text, String account) {
        return text.equals(account)
                || text.equals("@" + account)
                || text.equals("<@" + account + ">")
                || text.equals("<@!" + account + ">");
    }

    private Explained explained(
            Caller caller,
            Room room,
            BoundCommand command,
            Optional<Map<String, java.util.List<String>>> arguments) {
        Request request = new Request(caller, room, false, command.definition(), arguments);
        return new Explained(
                command.definition().name(), gate.check(request), arguments.isPresent());
    }
}
