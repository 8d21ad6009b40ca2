package dev.errand.backend.console;

import java.io.IOError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;

/**
 * Prints above the line that is being typed, from a thread of its own: whoever logs may hold a lock
 * that completion needs while it holds the line reader's.
 */
final class Screen {

    private static final int WAITING = 10_000;
    private static final int AT_ONCE = 200;
    private static final String END = new String("end");

    private final LineReader reader;
    private final OutputStream output;
    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>(WAITING);

    Screen(LineReader reader, OutputStream output) {
        this.reader = reader;
        this.output = output;
    }

    /** Shows a reply; waits while very much is to be shown. */
    void show(String text) {
        offer(text, 30);
    }

    /** Shows a log line, unless very much is to be shown. */
    void log(String line) {
        offer(line, 1);
    }

    /** Ends {@link #print} when all has been shown. */
    void end() {
        offer(END, 1);
    }

    private void offer(String text, int seconds) {
        try {
            if (!waiting.offer(text, seconds, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            // The caller is being ended; what it had to say still counts, if there is room for it.
            waiting.offer(text);
            Thread.currentThread().interrupt();
        }
    }

    /** Shows what comes until the end. */
    void print() {
        boolean ended = false;
        while (!ended) {
            List<String> texts = new ArrayList<>();
            try {
                texts.add(waiting.take());
            } catch (InterruptedException e) {
                ended = true;
            }
            waiting.drainTo(texts, AT_ONCE);
            int end = indexOfEnd(texts);
            ended |= end < texts.size();
            if (end > 0) {
                above(String.join("\n", texts.subList(0, end)));
            }
        }
    }

    @SuppressWarnings(
            "ReferenceEquality") // the mark is that one object, not a text that reads like it
    private static int indexOfEnd(List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            if (texts.get(i) == END) {
                return i;
            }
        }
        return texts.size();
    }

    private void above(String text) {
        try {
            reader.printAbove(tornOpen() ? "\n" + text : text);
        } catch (IllegalStateException | IOError e) {
            below(text);
        }
    }

    /**
     * A dumb terminal cannot take back the line being typed: what is said then begins on the next
     * one.
     */
    private boolean tornOpen() {
        return reader.getTerminal().getType().startsWith(Terminal.TYPE_DUMB) && reader.isReading();
    }

    /**
     * JLine closes its terminal as soon as the process is told to end, while commands are still
     * answering.
     */
    private void below(String text) {
        try {
            output.write((text + "\n").getBytes(StandardCharsets.UTF_8));
            output.flush();
        } catch (IOException e) {
            // The terminal is gone, and with it whoever read.
        }
    }
}
