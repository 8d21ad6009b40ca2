package dev.errand.backend.console;

import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.contract.ChatHarness;
import dev.errand.backend.contract.SeenMessage;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.ChatContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A console between two pipes. */
final class ScriptHarness implements ChatHarness {

    final TypedInput input = new TypedInput();
    final PrintedOutput output = new PrintedOutput();
    final TestStreams streams = new TestStreams();
    private final ChatBackend backend;

    ScriptHarness(ChatContext context, ConsoleSettings settings) {
        Terminals none =
                () -> {
                    throw new IOException("A script has no terminal");
                };
        backend =
                new ConsoleBackend(
                        settings,
                        context,
                        new Surroundings(input, output, false, Map.of(), none, streams));
    }

    @Override
    public ChatBackend backend() {
        return backend;
    }

    @Override
    public Set<Ability> abilities() {
        return Set.of();
    }

    @Override
    public Person person() {
        return new Person(new PersonId("tested", "admin"), "admin");
    }

    @Override
    public Room room() {
        return new Room(new RoomId("tested", "console"), "console", true);
    }

    @Override
    public Optional<Room> direct() {
        return Optional.of(room());
    }

    @Override
    public void say(Room room, String text) {
        input.type(text + "\n");
    }

    @Override
    public List<SeenMessage> seen(Room room) {
        return output.flushed().stream()
                .map(message ->
                        SeenMessage.of(Ansi.shown(message.substring(0, message.length() - 1))))
                .toList();
    }

    @Override
    public void close() {
        input.end();
    }
}
