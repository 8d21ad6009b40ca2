package dev.errand.backend.console;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Turns what is printed into whole lines. */
final class LineCapture extends OutputStream {

    /**
     * Longer lines are shown in parts, so that a program that never ends its line does not fill the
     * memory.
     */
    private static final int LONGEST = 16_384;

    private final Consumer<String> lines;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    LineCapture(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public synchronized void write(int b) {
        if (b != '\n') {
            pending.write(b);
        }
        if (b == '\n' || pending.size() >= LONGEST) {
            pass();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            write(bytes[i]);
        }
    }

    /** Passes on a line that was not ended. */
    synchronized void end() {
        if (pending.size() > 0) {
            pass();
        }
    }

    private void pass() {
        String line = pending.toString(StandardCharsets.UTF_8);
        pending.reset();
        lines.accept(line);
    }
}
