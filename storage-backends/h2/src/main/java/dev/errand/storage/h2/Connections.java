package dev.errand.storage.h2;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.h2.engine.Database;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;

/**
 * Where connections come from while the storage is open. H2 closes the whole database when
 * something fails, such as a full disk, and what had not reached its file is then in the journal
 * alone: the first connection to the database opened again brings it back, before anybody can read.
 */
final class Connections {

    private final DatabaseFile file;
    private final Journal journal;
    private WeakReference<Database> current;

    /**
     * Made once for a storage.
     *
     * @param first a connection to a database that has all that the journal has
     */
    Connections(DatabaseFile file, Journal journal, Connection first) throws SQLException {
        this.file = file;
        this.journal = journal;
        current = new WeakReference<>(database(first));
    }

    DatabaseFile file() {
        return file;
    }

    synchronized Connection open() throws SQLException {
        Connection connection = file.connect(false);
        Database database = database(connection);
        if (current.refersTo(database)) {
            return connection;
        }
        try {
            bringBack(journal.found().effects(), connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        } catch (IOException e) {
            connection.close();
            throw new SQLException("The journal cannot be read", e);
        }
        current = new WeakReference<>(database);
        return connection;
    }

    /** Makes in one transaction what the journal has. */
    static void bringBack(List<Effect> effects, Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        EntryTable table = new EntryTable(connection);
        for (Effect effect : effects) {
            effect.on(table);
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    /**
     * Has H2 write all that was committed to its file.
     *
     * @return the version of the file that has it
     */
    static long bringUpToDate(Connection connection) throws SQLException {
        MVStore store = database(connection).getStore().getMvStore();
        Calm.apart(() -> {
            store.commit();
            // Not before whatever H2's own threads were writing at that moment is written, too.
            store.executeFilestoreOperation(() -> {});
        });
        return store.getCurrentVersion();
    }

    private static Database database(Connection connection) throws SQLException {
        if (connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session) {
            return session.getDatabase();
        }
        throw new SQLException("The database is not in this process");
    }
}
