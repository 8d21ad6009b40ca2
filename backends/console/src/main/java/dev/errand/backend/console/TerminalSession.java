package dev.errand.backend.console;

import dev.errand.api.Message;
import dev.errand.backend.spi.ChatContext;
import dev.errand.backend.spi.Dialect;
import java.io.IOError;
import java.io.IOException;
import java.time.Duration;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A person at a terminal: what they type is edited by JLine, what is said to them stands above the
 * line they type.
 */
final class TerminalSession implements Session {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int SHOWN_OF_COMMAND = 40;

    private final Surroundings surroundings;
    private final Dialect dialect;
    private volatile @Nullable Running running;

    TerminalSession(Surroundings surroundings, Dialect dialect) {
        this.surroundings = surroundings;
        this.dialect = dialect;
    }

    /** What there is between start and stop. */
    private record Running(
            Terminal terminal,
            LineReader reader,
            Screen screen,
            Thread printing,
            Thread reading,
            CapturedStreams captured,
            Logger logger) {}

    @Override
    public void start(ChatContext context, Conversation conversation) throws IOException {
        Terminal terminal = surroundings.terminals().open();
        LineReader reader = LineEditor.make(terminal, context, conversation);
        Screen screen = new Screen(reader, surroundings.output());
        CapturedStreams captured =
                CapturedStreams.capture(
                        surroundings.streams(),
                        line -> screen.log(ScreenText.harmless(line)),
                        line -> screen.log(dim(ScreenText.harmless(line))));
        terminal.handle(Terminal.Signal.INT, signal -> conversation.finish("Ctrl-C"));
        screen.show(
                dim("Type " + context.prefix() + "help to see what I can do, Ctrl-D to leave."));
        Thread printing = context.startThread("screen", screen::print);
        Thread reading =
                context.startThread(
                        "input", () -> read(reader, screen, prompt(context), conversation));
        running =
                new Running(
                        terminal, reader, screen, printing, reading, captured, context.logger());
    }

    private String prompt(ChatContext context) {
        return dialect.code(ScreenText.line(context.botName())) + dim(">") + " ";
    }

    private static void read(
            LineReader reader, Screen screen, String prompt, Conversation conversation) {
        try {
            while (!conversation.over()) {
                String line = typed(reader, prompt, conversation);
                if (!line.isBlank()) {
                    conversation.say(line);
                }
            }
        } catch (EndOfFileException e) {
            conversation.finish("Ctrl-D");
        } catch (IllegalStateException | IOError e) {
            conversation.finish("the terminal was closed");
        }
        if (closed(reader.getTerminal())) {
            // JLine had no time to end the line; what comes next must not stand behind the prompt.
            screen.show("");
        }
    }

    /**
     * Whether JLine has closed its terminal by itself, as it does when the process is told to end.
     */
    private static boolean closed(Terminal terminal) {
        try {
            terminal.writer();
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** A line; empty for one given up by Ctrl-C. */
    private static String typed(LineReader reader, String prompt, Conversation conversation) {
        try {
            return reader.readLine(prompt);
        } catch (UserInterruptException e) {
            if (e.getPartialLine().isBlank()) {
                conversation.finish("Ctrl-C");
            }
            return "";
        }
    }

    @Override
    public void show(String text) {
        Running now = running;
        if (now != null) {
            now.screen().show(text);
        }
    }

    @Override
    public void working(Message message) {
        String command = ScreenText.line(message.text());
        int end =
                command.offsetByCodePoints(
                        0, Math.min(SHOWN_OF_COMMAND, command.codePointCount(0, command.length())));
        show(dim("⏳ still working on " + command.substring(0, end) + " …"));
    }

    @Override
    public boolean open() {
        return true;
    }

    @Override
    public void stop() {
        Running now = running;
        if (now == null) {
            return;
        }
        // First the line being typed is given up, so that the last replies stand in the room it
        // took.
        now.reading().interrupt();
        join(now.reading());
        now.captured().restore();
        now.screen().end();
        join(now.printing());
        try {
            now.reader().getHistory().save();
            now.terminal().close();
        } catch (IOException e) {
            now.logger().warn("The terminal was not left cleanly: {}", e.getMessage());
        }
    }

    private static void join(Thread thread) {
        try {
            if (!thread.equals(Thread.currentThread())) {
                thread.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String dim(String text) {
        return dialect instanceof AnsiDialect ? AnsiDialect.dim(text) : text;
    }
}
