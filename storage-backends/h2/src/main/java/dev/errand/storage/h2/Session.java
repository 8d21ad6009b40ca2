package dev.errand.storage.h2;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A worker's connection, made anew after a failure: a full disk has H2 close the whole database.
 * Used by one thread.
 */
final class Session {

    private final DatabaseFile file;
    private @Nullable EntryTable table;
    private int failuresBefore;

    Session(DatabaseFile file) {
        this.file = file;
    }

    <T> T use(Job.Work<T> work) throws SQLException {
        EntryTable open = open();
        try {
            return work.on(open);
        } catch (SQLException | RuntimeException e) {
            file.distrust();
            close();
            throw e;
        }
    }

    /** Never throws: a connection that fails to close is gone as well. */
    void close() {
        EntryTable open = table;
        table = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (SQLException e) {
            // The failure that led here is the one to tell.
        }
    }

    private EntryTable open() throws SQLException {
        EntryTable open = table;
        // another worker's failure may have closed the database under this connection, which does
        // not know it yet
        if (open != null && !open.isClosed() && failuresBefore == file.failures()) {
            return open;
        }
        close();
        failuresBefore = file.failures();
        Connection connection = file.connect(false);
        table = new EntryTable(connection);
        return table;
    }
}
