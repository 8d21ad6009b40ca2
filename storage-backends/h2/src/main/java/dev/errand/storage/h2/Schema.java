package dev.errand.storage.h2;

import dev.errand.storage.spi.StorageException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables: made in a new database, checked in one that was there. */
final class Schema {

    private static final int FORMAT = 1;

    private Schema() {}

    /**
     * Makes the database ready for this run.
     *
     * @return the number of this run, which no earlier one had
     */
    static long prepare(DatabaseFile file, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (number(statement, "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS") > 1) {
                throw new StorageException(
                        "The database '"
                                + file.path()
                                + "' is open already in this process. Give each bot a home of its own");
            }
            if (number(
                            statement,
                            "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = 'ERRAND'")
                    == 0) {
                create(file, statement);
            }
            long format = number(statement, "SELECT format FROM errand");
            if (format != FORMAT) {
                throw new StorageException(
                        "The database '"
                                + file.path()
                                + "' has format "
                                + format
                                + " of a newer Errand; this one knows "
                                + FORMAT
                                + ". It was left as it is. Start the newer Errand, or put back a backup from this one");
            }
            statement.executeUpdate("UPDATE errand SET run = run + 1");
            return number(statement, "SELECT run FROM errand");
        }
    }

    private static void create(DatabaseFile file, Statement statement) throws SQLException {
        if (number(
                        statement,
                        "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'PUBLIC' AND TABLE_NAME <> 'ENTRY'")
                > 0) {
            throw new StorageException(
                    "The database '"
                            + file.path()
                            + "' holds no tables of Errand but others. Configure another file");
        }
        // As bytes keys have the order of their code points, and a prefix is a range.
        statement.execute(
                "CREATE TABLE IF NOT EXISTS entry (namespace VARCHAR(200) NOT NULL, name VARBINARY(1024) NOT NULL,"
                        + " content BLOB NOT NULL, version BIGINT NOT NULL, expires BIGINT, PRIMARY KEY (namespace, name))");
        statement.execute("CREATE INDEX IF NOT EXISTS entry_expires ON entry (expires)");
        // Last, and in one statement: whoever finds this table finds a whole database.
        statement.execute(
                "CREATE TABLE errand (format INT NOT NULL, run BIGINT NOT NULL) AS VALUES ("
                        + FORMAT
                        + ", 0)");
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            if (!result.next()) {
                throw new SQLException("No row for: " + query);
            }
            return result.getLong(1);
        }
    }
}
