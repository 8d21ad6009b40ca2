package dev.errand.platform.operate;

import dev.errand.api.UserError;
import dev.errand.platform.config.BackupSettings;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes backups of a storage while the bot runs: when asked to, and when the newest has become too
 * old. Each is an export, so {@code errand storage import} brings it back.
 */
public final class Backups implements AutoCloseable {

    private static final int CHECK_SECONDS = 60;
    private static final Duration RETRY = Duration.ofMinutes(10);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Storage storage;
    private final BackupFolder folder;
    private final BackupSettings settings;
    private final InstantSource clock;
    private final Consumer<String> complaints;
    private final ReentrantLock making = new ReentrantLock();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();

    /** Why the last try came to nothing. */
    private record Failure(Instant time, String why) {}

    /**
     * Made once for a bot.
     *
     * @param storage what is saved
     * @param folder where to; made when there is something to put there
     * @param settings how often, and how many are kept
     * @param clock tells the time
     * @param complaints told in words of a scheduled backup that failed
     */
    public Backups(
            Storage storage,
            Path folder,
            BackupSettings settings,
            InstantSource clock,
            Consumer<String> complaints) {
        this.storage = storage;
        this.folder = new BackupFolder(folder);
        this.settings = settings;
        this.clock = clock;
        this.complaints = complaints;
    }

    /**
     * Makes one now.
     *
     * @return what came of it, for an admin
     * @throws UserError if none could be made: why
     */
    public String make() {
        if (!making.tryLock()) {
            throw new UserError(
                    "A backup is being made already. !backup status tells how it ends.");
        }
        try {
            String made = written();
            failure.set(null);
            return made;
        } catch (IOException | StorageException e) {
            Failure now = new Failure(clock.instant(), reason(e));
            failure.set(now);
            throw new UserError("No backup was made: " + now.why());
        } finally {
            making.unlock();
        }
    }

    private String written() throws IOException {
        Path file = folder.newFile(clock.instant());
        Archive archive = new Archive(file, clock);
        archive.write(storage, this::checkWanted);
        long values = archive.check();
        int removed = folder.prune(settings.keep());
        return values
                + " values are in backups/"
                + file.getFileName()
                + " ("
                + size(file)
                + ")."
                + (removed == 0 ? "" : " Removed the oldest " + removed + ".");
    }

    private void checkWanted() {
        if (closed.getCount() == 0) {
            throw new UncheckedIOException(new InterruptedIOException("the bot is ending"));
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new UncheckedIOException(
                    new InterruptedIOException("it was ended before it was complete"));
        }
    }

    /**
     * Says how things stand.
     *
     * @return the newest backup, the last failure, and when the next is made, for an admin
     */
    public String status() {
        StringBuilder text = new StringBuilder();
        try {
            List<Path> files = folder.files();
            if (files.isEmpty()) {
                text.append("There is no backup.");
            } else {
                Path newest = files.getFirst();
                text.append(
                        "Backups: %d. The newest is backups/%s of %s (%s)."
                                .formatted(
                                        files.size(),
                                        newest.getFileName(),
                                        TIME.format(BackupFolder.madeAt(newest)),
                                        size(newest)));
            }
        } catch (IOException e) {
            text.append("The backups cannot be listed: ").append(reason(e));
        }
        if (making.isLocked()) {
            text.append("\nOne is being made.");
        }
        trouble().ifPresent(words -> text.append('\n').append(words));
        text.append(
                settings.isOn()
                        ? "\nOne is made when the newest is older than %s; %d are kept."
                                .formatted(words(settings.every()), settings.keep())
                        : "\nNone is made unless !backup asks for it (backup.every = 0s); %d are kept."
                                .formatted(settings.keep()));
        return text.toString();
    }

    /**
     * What is wrong.
     *
     * @return when and why the last try failed; empty if it did not
     */
    public Optional<String> trouble() {
        return Optional.ofNullable(failure.get())
                .map(last ->
                        "The last try, at "
                                + TIME.format(last.time())
                                + ", made no backup: "
                                + last.why());
    }

    /**
     * When the newest backup was made.
     *
     * @return the time; empty if there is none, or the folder cannot be read
     */
    public Optional<Instant> newest() {
        try {
            return folder.newest();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Makes one whenever it is time, until closed. A bot that runs for seconds makes none. */
    public void keepMaking() {
        try {
            while (settings.isOn() && !closed.await(CHECK_SECONDS, TimeUnit.SECONDS)) {
                makeIfDue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean makeIfDue() {
        if (!isDue()) {
            return false;
        }
        try {
            make();
            return true;
        } catch (UserError e) {
            if (closed.getCount() > 0) {
                complaints.accept(e.getMessage());
            }
            return false;
        }
    }

    private boolean isDue() {
        Instant now = clock.instant();
        Failure last = failure.get();
        if (last != null && now.isBefore(last.time().plus(RETRY))) {
            return false;
        }
        return newest().map(time -> !now.isBefore(time.plus(settings.every()))).orElse(true);
    }

    /** Ends what is being made; half a backup is none. Returns when the storage may be closed. */
    @Override
    public void close() {
        closed.countDown();
        making.lock();
        try {
            // Whoever makes one has seen that nothing more shall be made, and has let go.
            closed.countDown();
        } finally {
            making.unlock();
        }
    }

    private static String reason(Exception e) {
        return switch (e) {
            case ClosedByInterruptException ended -> "it was ended before it was complete";
            case FileSystemException file ->
                    file.getReason() == null
                            ? file.getClass().getSimpleName() + " for " + file.getFile()
                            : file.getFile() + ": " + file.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    private static String size(Path file) throws IOException {
        long bytes = Files.size(file);
        return bytes < 10_000 ? bytes + " bytes" : bytes / 1024 + " KiB";
    }

    private static String words(Duration time) {
        return time.toString().substring(1).replace("T", "").toLowerCase(Locale.ROOT);
    }
}
