package dev.errand.platform.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.function.UnaryOperator;

/**
 * What anybody prints, a plugin most likely, goes out line by line and without the secrets in it. A
 * line that has no end yet waits for it, however often it is flushed: its next part may be the rest
 * of a secret. Safe for use by any thread.
 */
final class PrintedLines extends OutputStream {

    /** What is longer goes out in parts. */
    private static final int LONGEST = 8192;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final OutputStream to;
    private final UnaryOperator<String> redaction;

    private PrintedLines(OutputStream to, UnaryOperator<String> redaction) {
        this.to = to;
        this.redaction = redaction;
    }

    /** A stream in place of another. */
    static PrintStream over(PrintStream to, UnaryOperator<String> redaction) {
        return new PrintStream(new PrintedLines(to, redaction), true, UTF_8);
    }

    @Override
    public synchronized void write(int b) throws IOException {
        line.write(b);
        if (b == '\n' || line.size() >= LONGEST) {
            pass();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(bytes[i]);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        pass();
    }

    private void pass() throws IOException {
        to.write(redaction.apply(line.toString(UTF_8)).getBytes(UTF_8));
        to.flush();
        line.reset();
    }
}
