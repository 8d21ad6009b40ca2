package dev.errand.platform.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two bots from living in one home. The system lets go of the lock when the process ends,
 * however it ends.
 */
final class HomeLock implements AutoCloseable {

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    static HomeLock take(Path home, Path data, Instant now) {
        Path file = data.resolve("errand.lock");
        try {
            FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.READ);
            @Nullable FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
            if (lock == null) {
                channel.close();
                throw new CannotStart(
                        Main.FAILED,
                        "Another bot lives in "
                                + home
                                + " already: "
                                + owner(file)
                                + ". Stop it, or give this one a home of its own with --home DIR.");
            }
            channel.truncate(0);
            String note =
                    "process "
                            + ProcessHandle.current().pid()
                            + ", started "
                            + now.truncatedTo(ChronoUnit.SECONDS);
            channel.write(ByteBuffer.wrap(note.getBytes(StandardCharsets.UTF_8)), 0);
            return new HomeLock(channel);
        } catch (IOException e) {
            throw new CannotStart(
                    Main.FAILED,
                    "The folder "
                            + data
                            + " cannot be written: "
                            + Place.reason(e)
                            + ". Make it writable for this user, or name another home with --home DIR or ERRAND_HOME.");
        }
    }

    /** Whether a bot lives there. Writes nothing. */
    static boolean isTaken(Path data) {
        Path file = data.resolve("errand.lock");
        if (Files.notExists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false)) {
            return lock == null;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static String owner(Path file) throws IOException {
        String note = Files.readString(file);
        return note.isBlank() ? "who, is not known" : note;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
