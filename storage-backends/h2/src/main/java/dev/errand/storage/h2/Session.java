package dev.errand.storage.h2;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection, made anew after a failure: a full disk has H2 close the whole database. Used by one
 * thread at a time.
 */
final class Session {

    private final Connections connections;
    private final boolean gathers;
    private @Nullable EntryTable table;
    private int failuresBefore;

    /**
     * Set by nothing but an assignment, which needs no stack: that may be what there is none of.
     */
    private boolean suspect;

    private Session(Connections connections, boolean gathers) {
        this.connections = connections;
        this.gathers = gathers;
    }

    /** Each statement is a transaction. */
    static Session simple(Connections connections) {
        return new Session(connections, false);
    }

    /** Statements make one transaction until {@link EntryTable#commit}. */
    static Session gathering(Connections connections) {
        return new Session(connections, true);
    }

    <T> T use(Work<T> work) throws SQLException {
        EntryTable open = open();
        suspect = true;
        try {
            T result = work.on(open);
            suspect = false;
            return result;
        } catch (SQLException | RuntimeException e) {
            close();
            connections.file().distrust();
            suspect = false;
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
        if (suspect) {
            connections.file().distrust();
            suspect = false;
        }
        EntryTable open = table;
        // another session's failure may have closed the database under this connection, which does
        // not know it yet
        if (open != null && !open.isClosed() && failuresBefore == connections.file().failures()) {
            return open;
        }
        StackRoom.check();
        close();
        failuresBefore = connections.file().failures();
        Connection connection = connections.open();
        connection.setAutoCommit(!gathers);
        EntryTable made = new EntryTable(connection);
        table = made;
        return made;
    }
}
