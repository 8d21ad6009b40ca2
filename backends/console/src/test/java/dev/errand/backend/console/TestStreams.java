package dev.errand.backend.console;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Streams that others print to, apart from those of the process that runs the tests. */
final class TestStreams implements PrintedStreams {

    final PrintedOutput printed = new PrintedOutput();
    final PrintedOutput complaints = new PrintedOutput();
    final PrintStream firstOut = new PrintStream(printed, true, StandardCharsets.UTF_8);
    final PrintStream firstErr = new PrintStream(complaints, true, StandardCharsets.UTF_8);
    private volatile PrintStream out = firstOut;
    private volatile PrintStream err = firstErr;

    @Override
    public PrintStream out() {
        return out;
    }

    @Override
    public PrintStream err() {
        return err;
    }

    @Override
    public void replace(PrintStream newOut, PrintStream newErr) {
        out = newOut;
        err = newErr;
    }
}
