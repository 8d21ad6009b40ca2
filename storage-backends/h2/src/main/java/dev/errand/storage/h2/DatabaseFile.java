package dev.errand.storage.h2;

import dev.errand.storage.spi.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * The file that the database is in: checked before H2 may touch it, and the only place where
 * connections come from.
 */
final class DatabaseFile {

    /**
     * Acknowledged writes are in the journal, so H2 may take its time (10 s; it looks every tenth
     * of that whether there is something to do). With RETENTION_TIME=0 a kill loses what H2 has
     * written; the default retention lets the file grow for longer than need be. Trace files would
     * hold values. The host closes the storage itself, after all who use it, so H2 must not do it
     * in a hook of its own. Values stay in their rows, of whatever size. With a cache of a quarter
     * of this (KiB) writes through commands were a fifth slower, and the process no smaller.
     */
    private static final String OPTIONS =
            ";WRITE_DELAY=10000;RETENTION_TIME=2000;DB_CLOSE_ON_EXIT=FALSE"
                    + ";TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0;LOCK_TIMEOUT=10000;CACHE_SIZE=8192;MAX_LENGTH_INPLACE_LOB=1073741824";

    private static final String SCHEME = SteadyPath.prefix();

    private final Path base;
    private final Path path;
    private final AtomicInteger failures = new AtomicInteger();

    DatabaseFile(Path folder, String name) {
        base = folder.toAbsolutePath().normalize().resolve(name);
        path = base.resolveSibling(name + ".mv.db");
    }

    Path path() {
        return path;
    }

    OwnerNote ownerNote() {
        return new OwnerNote(base.resolveSibling(base.getFileName() + ".owner"));
    }

    /** Where the last commit is noted. */
    Path lastCommit() {
        return base.resolveSibling(base.getFileName() + ".last");
    }

    /** Where commits are until the database's file has them. */
    Path journal() {
        return base.resolveSibling(base.getFileName() + ".journal");
    }

    boolean exists() {
        return Files.exists(path);
    }

    /**
     * Refuses what H2 would misread: it overwrites an empty or damaged file by an empty database.
     *
     * @return the last version that is whole in the file, empty if there is no file
     */
    OptionalLong check() {
        if (path.toString().indexOf(';') >= 0) {
            throw new StorageException(
                    "H2 cannot open a file with ';' in its path: '"
                            + path
                            + "'. Move the data folder");
        }
        checkWritable();
        return exists() ? OptionalLong.of(checkReadable()) : OptionalLong.empty();
    }

    /** Something failed: connections made before may be to a database that is closed by now. */
    void distrust() {
        failures.incrementAndGet();
    }

    /** How often something has failed. */
    int failures() {
        return failures.get();
    }

    /**
     * Opens a connection; the first one opens the database, the last one to be closed closes it.
     */
    Connection connect(boolean mayCreate) throws SQLException {
        // Not by DriverManager or JdbcDataSource: both register the driver, which would keep our
        // class loader alive.
        String url = "jdbc:h2:" + SCHEME + base + OPTIONS + (mayCreate ? "" : ";IFEXISTS=TRUE");
        return new JdbcConnection(url, new Properties(), "", "", false);
    }

    /** Closes the database, also if a connection was lost that nobody can close any more. */
    void shutDown() {
        try (Connection connection = connect(false);
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException e) {
            // It is closed, which is what was to be; what it could not write it could not before.
        }
    }

    /**
     * Deletes a file whose making failed, since nothing was acknowledged yet and the next start
     * would take it for damaged.
     */
    void discardHalfMade() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // The next start tells about the file.
        }
    }

    private void checkWritable() {
        Path folder = path.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new StorageException(
                    "The data folder '" + folder + "' is not there. Make it, or configure another");
        }
        if (!Files.isWritable(folder) || (exists() && !Files.isWritable(path))) {
            throw new StorageException(
                    "The database '"
                            + path
                            + "' cannot be written by the user '"
                            + System.getProperty("user.name")
                            + "'. Give that user write access to the file and its folder, or configure another data folder");
        }
    }

    private long checkReadable() {
        try {
            if (Files.size(path) == 0) {
                throw damaged("it is empty (0 bytes)", null);
            }
        } catch (IOException e) {
            throw new StorageException(
                    "The database '" + path + "' cannot be read: " + e.getMessage(), e);
        }
        try (MVStore store = new MVStore.Builder().fileName(SCHEME + path).readOnly().open()) {
            if (store.getMapNames().isEmpty()) {
                throw damaged("nothing can be read from it", null);
            }
            return store.getCurrentVersion();
        } catch (MVStoreException e) {
            throw Diagnosis.of(this, e.getErrorCode(), e);
        }
    }

    StorageException damaged(String how, @Nullable Throwable cause) {
        String message =
                "The database '"
                        + path
                        + "' is damaged or not an H2 database: "
                        + how
                        + ". It was left as it is. Put back a backup, or move the file away to start with an empty storage";
        return cause == null ? new StorageException(message) : new StorageException(message, cause);
    }
}
