package dev.errand.storage.h2;

import dev.errand.storage.h2.LastCommit.Noted;
import dev.errand.storage.spi.StorageContext;
import dev.errand.storage.spi.StorageException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
            Journal journal,
            long run,
            Optional<String> loss) {}

    static Opened open(H2Settings settings, StorageContext context) {
        DatabaseFile file = new DatabaseFile(context.folder(), settings.file());
        OptionalLong version = file.check();
        Optional<Noted> noted = LastCommit.read(file.lastCommit());
        JournalFound found = journal(file);
        Optional<String> loss = Loss.of(file, version, noted, found);
        loss.ifPresent(context.logger()::warn);
        long inDatabase = noted.map(Noted::inDatabase).orElse(0L);
        long last = Math.max(noted.map(Noted::commit).orElse(0L), found.last().orElse(0));
        // To a database made anew belongs nothing of what an earlier one had, and to one that has
        // gone on nothing of a journal from before.
        boolean belongs = version.isPresent() && found.last().orElse(0) >= inDatabase;
        JournalFound usable =
                new JournalFound(OptionalLong.of(last), belongs ? found.effects() : List.of());
        return new Opening(context, file).open(settings, version.isEmpty(), usable, loss);
    }

    private static JournalFound journal(DatabaseFile file) {
        try {
            return JournalFound.in(file.journal());
        } catch (IOException e) {
            throw new StorageException(
                    "The journal '" + file.journal() + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private Opened open(
            H2Settings settings, boolean creating, JournalFound found, Optional<String> loss) {
        // Held until a reader has a connection of its own, or H2 would close the database in
        // between.
        try (Connection first = file.connect(creating)) {
            long run = Schema.prepare(file, first);
            noteOwner();
            Connections.bringBack(found.effects(), first);
            Journal journal = begun(found.last().orElse(0), Connections.bringUpToDate(first));
            Connections connections = new Connections(file, journal, first);
            Readers readers = new Readers(connections, settings.connections(), PATIENCE);
            readers.read(EntryTable::answers);
            Writer writer = new Writer(connections, PATIENCE, journal);
            return new Opened(file, readers, writer, journal, run, loss);
        } catch (SQLException e) {
            StorageException diagnosis = Diagnosis.of(file, e);
            if (creating && e.getErrorCode() != ErrorCode.DATABASE_ALREADY_OPEN_1) {
                file.discardHalfMade();
            }
            throw diagnosis;
        }
    }

    private Journal begun(long number, long version) throws SQLException {
        try {
            Journal journal = new Journal(file, number, context);
            try {
                journal.restart(version);
                return journal;
            } catch (IOException e) {
                journal.close();
                throw e;
            }
        } catch (IOException e) {
            throw new SQLException("The journal '" + file.journal() + "' cannot be written", e);
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
}
