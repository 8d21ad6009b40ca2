package dev.errand.backend.console;

import static org.awaitility.Awaitility.await;

import dev.errand.api.Person;
import dev.errand.api.PersonId;
import dev.errand.api.Room;
import dev.errand.api.RoomId;
import dev.errand.backend.spi.ChatBackend;
import dev.errand.backend.spi.ChatContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jline.terminal.Size;
import org.jline.terminal.impl.ExternalTerminal;

/** A console at a terminal that a test types at and looks at. */
final class TerminalHarness {

    final TestStreams streams = new TestStreams();
    private final TypedInput input = new TypedInput();
    private final PrintedOutput screen = new PrintedOutput();
    private final ChatBackend backend;
    private volatile int forgotten;

    TerminalHarness(ChatContext context, String type) {
        Terminals terminals =
                () -> {
                    ExternalTerminal terminal =
                            new ExternalTerminal(
                                    "test", type, input, screen, StandardCharsets.UTF_8);
                    terminal.setSize(Size.of(100, 30));
                    return terminal;
                };
        backend =
                new ConsoleBackend(
                        new ConsoleSettings("admin", ConsoleSettings.Color.AUTO),
                        context,
                        new Surroundings(
                                input, screen, true, Map.of("TERM", type), terminals, streams));
    }

    ChatBackend backend() {
        return backend;
    }

    Person person() {
        return new Person(new PersonId("tested", "admin"), "admin");
    }

    Room room() {
        return new Room(new RoomId("tested", "console"), "console", true);
    }

    void type(String keys) {
        input.type(keys);
    }

    /** Everything the terminal got since {@link #forget}. */
    String raw() {
        return screen.all().substring(forgotten);
    }

    /**
     * The same without the sequences that colour and move; only good to look for words that were
     * written in one go.
     */
    String shown() {
        return raw().replaceAll("\u001b\\[[0-?]*[ -/]*[@-~]", "")
                .replaceAll("\u001b[=>]", "")
                .replace("\r", "");
    }

    void forget() {
        forgotten = screen.all().length();
    }

    void awaitShown(String words) {
        await("the screen shows '" + words + "'").until(() -> shown().contains(words));
    }

    void awaitPrompt() {
        await("the prompt")
                .until(() ->
                        screen.all()
                                .replaceAll("\u001b\\[[0-?]*[ -/]*[@-~]", "")
                                .stripTrailing()
                                .endsWith("errand>"));
    }

    void close() {
        input.end();
    }
}
