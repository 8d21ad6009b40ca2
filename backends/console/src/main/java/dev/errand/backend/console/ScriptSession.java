package dev.errand.backend.console;

import dev.errand.api.Message;
import dev.errand.backend.spi.ChatContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads a script, line by line, and prints just the replies. */
final class ScriptSession implements Session {

    private final InputStream input;
    private final OutputStream output;
    private final PrintedStreams streams;
    private final PrintStream printed;
    private final PrintStream errors;
    private final Object writing = new Object();
    private volatile boolean open = true;
    private volatile @Nullable Conversation conversation;

    ScriptSession(Surroundings surroundings) {
        input = surroundings.input();
        output = surroundings.output();
        streams = surroundings.streams();
        printed = streams.out();
        errors = streams.err();
    }

    @Override
    public void start(ChatContext context, Conversation begun) {
        conversation = begun;
        // What a plugin prints is no reply, and must not stand between them.
        streams.replace(errors, errors);
        context.startThread("input", () -> read(begun));
    }

    private void read(Conversation begun) {
        LineInput lines =
                new LineInput(input, complaint -> errors.println("standard input: " + complaint));
        try {
            String line = lines.next();
            while (line != null && !begun.over()) {
                if (!line.isBlank()) {
                    begun.say(line).await();
                }
                line = lines.next();
            }
            begun.finish("end of input");
        } catch (IOException e) {
            errors.println("Standard input cannot be read any further: " + e.getMessage());
            begun.finish("standard input failed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void show(String text) {
        byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (writing) {
            try {
                if (open) {
                    output.write(line);
                    output.flush();
                }
            } catch (IOException e) {
                open = false;
                leave();
            }
        }
    }

    /**
     * As every other program does in {@code ./errand | head -1}: no reader, no more work, no
     * complaint.
     */
    private void leave() {
        Conversation talk = conversation;
        if (talk != null) {
            talk.finish("standard output is closed");
        }
    }

    @Override
    public void working(Message message) {
        // Whoever reads a script's output waits anyway.
    }

    @Override
    public boolean open() {
        return open;
    }

    /**
     * Does not wait for the reading thread: nothing can wake it out of a read of standard input.
     */
    @Override
    public void stop() {
        if (streams.out().equals(errors)) {
            streams.replace(printed, errors);
        }
    }
}
