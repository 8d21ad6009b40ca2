package dev.errand.platform.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Looks at a folder without writing to it, for the one who looks may not be the one who runs. */
final class Folders {

    private static final long LITTLE = 200L << 20;
    private static final long TOO_LITTLE = 20L << 20;

    private Folders() {}

    static Note look(String name, Path folder) {
        String about = name + " " + folder;
        @Nullable Path there = folder;
        while (there != null && Files.notExists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isDirectory(there)) {
            return Note.bad(about, there + " is no folder", "Name another with --home DIR.");
        }
        if (!Files.isWritable(there) || !Files.isExecutable(there)) {
            return Note.bad(
                    about,
                    there + " cannot be written by " + System.getProperty("user.name"),
                    "Make it writable for the user that the bot runs as, or name another with --home DIR or ERRAND_HOME.");
        }
        try {
            return space(about, there, !there.equals(folder));
        } catch (IOException e) {
            return Note.warning(about, "its space is not known: " + e.getMessage(), "");
        }
    }

    private static Note space(String about, Path there, boolean missing) throws IOException {
        long free = Files.getFileStore(there).getUsableSpace();
        String words =
                (missing ? "not there yet, the first start makes it; " : "writable, ")
                        + (free >> 20)
                        + " MiB free";
        if (free < TOO_LITTLE) {
            return Note.bad(about, words, "Make room: nothing can be kept there any more.");
        }
        return free < LITTLE
                ? Note.warning(about, words, "Make room before it is full.")
                : Note.good(about, words);
    }
}
