package dev.errand.platform.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.api.StoreType;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * What the storage said last of one matter, in a file beside it, for a start while the storage is
 * away. JSON, readable for its owner alone. Not for several threads at once.
 *
 * @param <T> what it is
 */
public final class LocalCopy<T> {

    private static final Logger LOG = LoggerFactory.getLogger(LocalCopy.class);

    private final Path file;
    private final StoreType<T> type;
    private final Json json = new Json();

    /**
     * Made once; touches no file yet.
     *
     * @param file which; its folder has to be there when it is written
     * @param type what is in it
     */
    public LocalCopy(Path file, StoreType<T> type) {
        this.file = file;
        this.type = type;
    }

    /**
     * Reads it.
     *
     * @return what was written last; empty if nothing was, or if it cannot be read, which the log
     *     says
     */
    public Optional<T> read() {
        try {
            return Optional.ofNullable(json.read(type.type(), Files.readAllBytes(file)));
        } catch (NoSuchFileException never) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            // what Jackson says may quote secrets
            LOG.warn(
                    "{} cannot be read ({}); it is written anew",
                    file,
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /**
     * Writes it, unless it says so already. A failure costs nothing but this copy, and the log says
     * it. An interrupt waits until it is written.
     *
     * @param value what to write
     */
    public void write(T value) {
        byte[] bytes = bytes(value);
        boolean interrupted = Thread.interrupted();
        try {
            while (!isWritten(bytes)) {
                interrupted |= Thread.interrupted();
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}", file, e.toString());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Most bots have nothing to note, and need no Jackson at their start to say so. */
    private byte[] bytes(T value) {
        return value instanceof Map<?, ?> map && map.isEmpty()
                ? "{}".getBytes(UTF_8)
                : json.write(type.type(), value);
    }

    /** Whether nobody interrupted it. */
    private boolean isWritten(byte[] bytes) throws IOException {
        try {
            if (!Files.exists(file) || !Arrays.equals(bytes, Files.readAllBytes(file))) {
                WholeFile.write(file, out -> out.write(new String(bytes, UTF_8)));
            }
            return true;
        } catch (ClosedByInterruptException again) {
            return false;
        }
    }
}
