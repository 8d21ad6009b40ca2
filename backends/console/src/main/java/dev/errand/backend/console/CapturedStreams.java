package dev.errand.backend.console;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Takes what is printed to the process's streams, line by line, until it is restored. */
final class CapturedStreams {

    private final PrintedStreams streams;
    private final PrintStream formerOut;
    private final PrintStream formerErr;
    private final LineCapture out;
    private final LineCapture err;
    private final PrintStream ours;

    private CapturedStreams(PrintedStreams streams, LineCapture out, LineCapture err) {
        this.streams = streams;
        this.formerOut = streams.out();
        this.formerErr = streams.err();
        this.out = out;
        this.err = err;
        this.ours = printing(out);
        streams.replace(ours, printing(err));
    }

    static CapturedStreams capture(
            PrintedStreams streams, Consumer<String> out, Consumer<String> err) {
        return new CapturedStreams(streams, new LineCapture(out), new LineCapture(err));
    }

    /** Gives back what was there, unless somebody else has replaced it since. */
    void restore() {
        if (streams.out().equals(ours)) {
            streams.replace(formerOut, formerErr);
        }
        out.end();
        err.end();
    }

    private static PrintStream printing(LineCapture capture) {
        return new PrintStream(capture, true, StandardCharsets.UTF_8);
    }
}
