package dev.errand.platform.isolation;

import java.io.PrintWriter;

/** What went wrong in a plugin's process, as the text that it was told in. */
final class ForeignFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ForeignFault(String trace) {
        super(trace, null, false, false);
    }

    /** The trace is of the other process; this one's says nothing. */
    @Override
    public void printStackTrace(PrintWriter out) {
        out.print(getMessage());
    }
}
