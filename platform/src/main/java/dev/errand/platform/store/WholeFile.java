package dev.errand.platform.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes a file that is there as a whole, on the disk and for its owner alone, or not at all: under
 * another name first, so that half of it is never taken for it.
 */
public final class WholeFile {

    /** What that other name ends with. */
    public static final String HALF = ".part";

    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private WholeFile() {}

    /** Writes what is to be in it. */
    public interface Content {

        /**
         * Writes all of it.
         *
         * @param out takes UTF-8; flushed by the caller
         * @throws IOException if it cannot be written
         */
        void write(BufferedWriter out) throws IOException;
    }

    /**
     * Writes a file, in place of one that is there.
     *
     * @param file which; its folder has to be there
     * @param content what is to be in it
     * @throws IOException if it could not be written; then the file is as it was
     */
    public static void write(Path file, Content content) throws IOException {
        Path half = file.resolveSibling(file.getFileName() + HALF);
        Files.deleteIfExists(half);
        try {
            try (FileChannel channel = FileChannel.open(half, NEW, forItsOwner(half));
                    BufferedWriter out =
                            new BufferedWriter(
                                    new OutputStreamWriter(
                                            Channels.newOutputStream(channel), UTF_8),
                                    1 << 16)) {
                content.write(out);
                out.flush();
                channel.force(true);
            }
            Files.move(
                    half,
                    file,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(half);
        }
        keepName(file);
    }

    private static FileAttribute<?>[] forItsOwner(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** The new name is in the folder, which the disk has to have as well. */
    private static void keepName(Path file) {
        try (FileChannel folder =
                FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // Windows opens no folders, and keeps their entries without being asked.
        }
    }
}
