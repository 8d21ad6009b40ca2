package dev.errand.storage.h2;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * Paths of the form {@code steady:/folder/file}, under which H2 opens its file as a {@link
 * SteadyFile}. Public only because H2 makes these by their constructor.
 */
public final class SteadyPath extends FilePathWrapper {

    private static final String SCHEME = "steady";

    /** Called by H2. */
    public SteadyPath() {}

    /** Makes them known to H2, which is in a class loader of its own with this storage. */
    static String prefix() {
        FilePath.register(new SteadyPath());
        return SCHEME + ":";
    }

    /** What H2 asks it by. */
    @Override
    public String getScheme() {
        return SCHEME;
    }

    /** Opens the file. */
    @Override
    public FileChannel open(String mode) throws IOException {
        return new SteadyFile(getBase().toString(), mode);
    }
}
