package dev.errand.backend.console;

import java.io.PrintStream;

/** The two streams that log lines and plugins print to; tests have their own. */
interface PrintedStreams {

    PrintedStreams OF_PROCESS =
            new PrintedStreams() {
                @Override
                public PrintStream out() {
                    return System.out;
                }

                @Override
                public PrintStream err() {
                    return System.err;
                }

                @Override
                public void replace(PrintStream out, PrintStream err) {
                    System.setOut(out);
                    System.setErr(err);
                }
            };

    PrintStream out();

    PrintStream err();

    void replace(PrintStream out, PrintStream err);
}
