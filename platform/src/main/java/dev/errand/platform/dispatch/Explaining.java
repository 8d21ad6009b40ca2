package dev.errand.platform.dispatch;

import dev.errand.api.Caller;
import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
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
import java.util.Set;
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
     * Somebody, and where they would say it.
     *
     * @param person who
     * @param room where
     */
    public record Speaker(Person person, Room room) {}

    /**
     * Finds somebody by what the chat of the one who asks knows them by, or by their account with
     * its chat, whether or not they are there.
     *
     * @param here where the one who asks is; somebody of the same chat would say it there, others
     *     to the bot alone
     * @param text a nickname or mention, or {@code chat:account}
     * @return who is meant, empty if nobody or more than one is
     */
    public Optional<Speaker> speaker(Room here, String text) {
        Map<String, ChatBackend> known = chats.get();
        Optional<Speaker> ofThisChat =
                Optional.ofNullable(known.get(here.id().chat()))
                        .flatMap(chat -> chat.person(text))
                        .map(person -> new Speaker(person, here));
        return ofThisChat.or(
                () -> account(known, text).map(person -> new Speaker(person, there(here, person))));
    }

    private static Optional<Person> account(Map<String, ChatBackend> chats, String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            return Optional.empty();
        }
        ChatBackend chat = chats.get(text.substring(0, colon));
        String account = text.substring(colon + 1);
        return chat == null
                ? Optional.empty()
                : Optional.of(
                        chat.person(account)
                                .filter(found -> found.id().account().equals(account))
                                .orElseGet(() -> new Person(PersonId.parse(text), account)));
    }

    private static Room there(Room here, Person person) {
        String chat = person.id().chat();
        return chat.equals(here.id().chat())
                ? here
                : new Room(new RoomId(chat, person.id().account()), person.name(), true);
    }

    /**
     * The chats whose people can be asked about.
     *
     * @return their names
     */
    public Set<String> chats() {
        return Set.copyOf(chats.get().keySet());
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
