package dev.errand.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.jdbc.JdbcConnection;

/** The same table, options and statements by JDBC alone, with a connection for each thread. */
final class DirectH2 implements StorageUse {

    private static final String OPTIONS =
            ";WRITE_DELAY=0;RETENTION_TIME=2000;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000"
                    + ";TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0;CACHE_SIZE=8192;MAX_LENGTH_INPLACE_LOB=1073741824";

    private final String url;
    private final Connection first;
    private final AtomicLong version = new AtomicLong();
    private final ThreadLocal<Statements> statements;

    DirectH2(Path folder) throws SQLException {
        url = "jdbc:h2:" + folder.resolve("direct") + OPTIONS;
        first = connect();
        try (Statement statement = first.createStatement()) {
            statement.execute(
                    "CREATE TABLE entry (namespace VARCHAR(200) NOT NULL, name VARBINARY(1024) NOT NULL,"
                            + " content BLOB NOT NULL, version BIGINT NOT NULL, expires BIGINT, PRIMARY KEY (namespace, name))");
            statement.execute("CREATE INDEX entry_expires ON entry (expires)");
        }
        statements = ThreadLocal.withInitial(this::prepare);
    }

    /** Of one thread. */
    private record Statements(
            Connection connection,
            PreparedStatement select,
            PreparedStatement lock,
            PreparedStatement update,
            PreparedStatement insert) {}

    private Connection connect() throws SQLException {
        return new JdbcConnection(url, new Properties(), "", "", false);
    }

    private Statements prepare() {
        try {
            Connection own = connect();
            String one = " FROM entry WHERE namespace = ? AND name = ?";
            return new Statements(
                    own,
                    own.prepareStatement("SELECT content, version, expires" + one),
                    own.prepareStatement("SELECT content" + one + " FOR UPDATE"),
                    own.prepareStatement(
                            "UPDATE entry SET content = ?, version = ?, expires = NULL WHERE namespace = ? AND name = ?"),
                    own.prepareStatement(
                            "INSERT INTO entry (content, version, namespace, name) VALUES (?, ?, ?, ?)"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public byte[] get(String key) throws SQLException {
        return read(statements.get().select(), key);
    }

    private static byte[] read(PreparedStatement select, String key) throws SQLException {
        select.setString(1, NAMESPACE.path());
        select.setBytes(2, key.getBytes(UTF_8));
        try (ResultSet row = select.executeQuery()) {
            row.next();
            return row.getBytes(1);
        }
    }

    @Override
    public void put(String key, byte[] value) throws SQLException {
        Statements own = statements.get();
        if (!write(own.update(), key, value)) {
            write(own.insert(), key, value);
        }
    }

    private boolean write(PreparedStatement statement, String key, byte[] value)
            throws SQLException {
        statement.setBytes(1, value);
        statement.setLong(2, version.incrementAndGet());
        statement.setString(3, NAMESPACE.path());
        statement.setBytes(4, key.getBytes(UTF_8));
        return statement.executeUpdate() == 1;
    }

    /** As one does it with a database: the row is locked until the new number is committed. */
    @Override
    public void increment(String key) throws SQLException {
        Statements own = statements.get();
        own.connection().setAutoCommit(false);
        try {
            long number = Long.parseLong(new String(read(own.lock(), key), UTF_8));
            write(own.update(), key, Long.toString(number + 1).getBytes(UTF_8));
            own.connection().commit();
        } finally {
            own.connection().setAutoCommit(true);
        }
    }

    @Override
    public void close() throws SQLException {
        first.close();
    }
}
