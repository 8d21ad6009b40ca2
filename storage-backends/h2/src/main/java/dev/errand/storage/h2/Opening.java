package dev.errand.storage.h2;

import dev.errand.storage.spi.StorageContext;
import dev.errand.storage.spi.StorageException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.h2.api.ErrorCode;

/** Opens the database: looks at the file before H2 may touch it, and says what is wrong with it. */
final class Opening {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StorageContext context;
    private final DatabaseFile file;

    private Opening(StorageContext context, DatabaseFile file) {
        this.context = context;
        this.file = file;
    }

    /**
     * What an open storage works with.
     *
     * @param run the number of this run, which no earlier one had
     * @param loss what was lost before, empty if nothing was
     */
    record Opened(
            DatabaseFile file,
            Readers readers,
            Writer writer,
            LastCommit last,
            long run,
            Optional<String> loss) {}

    static Opened open(H2Settings settings, StorageContext context) {
        DatabaseFile file = new DatabaseFile(context.folder(), settings.file());
        OptionalLong found = file.check();
        Optional<String> loss = Loss.of(file, found);
        loss.ifPresent(context.logger()::warn);
        return new Opening(context, file).open(settings, found.isEmpty(), loss);
    }

    private Opened open(H2Settings settings, boolean creating, Optional<String> loss) {
        // Held until a reader has a connection of its own, or H2 would close the database in
        // between.
        try (Connection first = file.connect(creating)) {
            long run = Schema.prepare(file, first);
            noteOwner();
            LastCommit last = LastCommit.open(file.lastCommit());
            Readers readers = new Readers(file, settings.connections(), PATIENCE);
            readers.read(EntryTable::answers);
            return new Opened(
                    file, readers, new Writer(file, PATIENCE, noting(last)), last, run, loss);
        } catch (SQLException e) {
            StorageException diagnosis = Diagnosis.of(file, e);
            if (creating && e.getErrorCode() != ErrorCode.DATABASE_ALREADY_OPEN_1) {
                file.discardHalfMade();
            }
            throw diagnosis;
        } catch (IOException e) {
            throw new StorageException(
                    "The file '" + file.lastCommit() + "' cannot be written: " + e.getMessage(), e);
        }
    }

    private void noteOwner() {
        try {
            file.ownerNote().write(context.clock().instant());
        } catch (IOException e) {
            context.logger()
                    .warn(
                            "No note of who uses '{}' could be written: {}",
                            file.path(),
                            e.toString());
        }
    }

    /** What was committed is committed, whether it could be noted or not. */
    private LongConsumer noting(LastCommit last) {
        return version -> {
            try {
                last.note(version, Milliseconds.of(context.clock().instant()));
            } catch (IOException e) {
                context.logger()
                        .warn(
                                "The last commit could not be noted in '{}': {}",
                                file.lastCommit(),
                                e.toString());
            }
        };
    }
}
