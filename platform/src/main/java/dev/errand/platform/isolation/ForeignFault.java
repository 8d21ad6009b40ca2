package dev.errand.platform.isolation;

import dev.errand.storage.spi.StorageException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** What went wrong in a plugin's process, as the text that it was told in. */
final class ForeignFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ForeignFault(String trace) {
        this(trace, null);
    }

    ForeignFault(String trace, @Nullable StorageException cause) {
        super(trace, cause, false, false);
    }

    /** The trace is of the other process; this one's says nothing. */
    @Override
    public void printStackTrace(PrintWriter out) {
        out.print(getMessage());
    }
}
