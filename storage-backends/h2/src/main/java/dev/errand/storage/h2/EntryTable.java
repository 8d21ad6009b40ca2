package dev.errand.storage.h2;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.storage.spi.Entry;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Step;
import dev.errand.storage.spi.Write;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.h2.api.ErrorCode;

/** The statements over one connection. Used by one thread at a time. */
final class EntryTable implements AutoCloseable {

    static final String LIVE = " AND (expires IS NULL OR expires > ?)";
    private static final String ONE = " WHERE namespace = ? AND name = ?";
    private static final int LARGEST_PLAIN = 1 << 20;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final List<Effect> effects = new ArrayList<>();

    EntryTable(Connection connection) {
        this.connection = connection;
    }

    boolean isClosed() throws SQLException {
        return connection.isClosed();
    }

    Optional<Entry> get(Namespace namespace, String key, long now) throws SQLException {
        PreparedStatement select = prepare("SELECT content, version, expires FROM entry" + ONE);
        select.setString(1, namespace.path());
        select.setBytes(2, bytes(key));
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            long expires = row.getLong(3);
            if (row.wasNull()) {
                return Optional.of(
                        new Entry(key, row.getBytes(1), row.getLong(2), Optional.empty()));
            }
            return expires <= now
                    ? Optional.empty()
                    : Optional.of(
                            new Entry(
                                    key,
                                    row.getBytes(1),
                                    row.getLong(2),
                                    Optional.of(Instant.ofEpochMilli(expires))));
        }
    }

    void put(Namespace namespace, Write write, long version) throws SQLException {
        // Whoever removes the row between the two has us try again; it takes a remover for each
        // round.
        while (!update(namespace, write, version, "") && !insert(namespace, write, version)) {
            Thread.onSpinWait();
        }
    }

    boolean replace(Namespace namespace, Write write, long version, long expected, long now)
            throws SQLException {
        return update(namespace, write, version, " AND version = ?" + LIVE, expected, now);
    }

    boolean create(Namespace namespace, Write write, long version, long now) throws SQLException {
        return insert(namespace, write, version)
                || update(namespace, write, version, " AND expires <= ?", now);
    }

    boolean remove(Namespace namespace, String key, long now) throws SQLException {
        return removed(
                namespace,
                key,
                prepare("DELETE FROM entry" + ONE + LIVE, namespace.path(), bytes(key), now));
    }

    boolean remove(Namespace namespace, String key, long expected, long now) throws SQLException {
        return removed(
                namespace,
                key,
                prepare(
                        "DELETE FROM entry" + ONE + " AND version = ?" + LIVE,
                        namespace.path(),
                        bytes(key),
                        expected,
                        now));
    }

    private boolean removed(Namespace namespace, String key, PreparedStatement delete)
            throws SQLException {
        if (delete.executeUpdate() != 1) {
            return false;
        }
        effects.add(new Effect.Gone(namespace, key));
        return true;
    }

    /** Makes all changes, or none if one finds another version than it expects. */
    boolean together(List<Step> steps, LongSupplier versions, long now) throws SQLException {
        Savepoint before = connection.setSavepoint();
        int effectsBefore = effects.size();
        for (Step step : steps) {
            if (!Steps.made(step, this, versions, now)) {
                connection.rollback(before);
                effects.subList(effectsBefore, effects.size()).clear();
                return false;
            }
        }
        connection.releaseSavepoint(before);
        return true;
    }

    /** Keeps what was done since the last time, in the journal first. */
    void commit(Journal journal) throws SQLException {
        if (effects.isEmpty()) {
            connection.commit();
            return;
        }
        long place;
        try {
            place = journal.append(effects);
        } catch (IOException e) {
            throw new SQLException("The journal cannot be written: " + e.getMessage(), e);
        }
        try {
            connection.commit();
        } catch (Throwable failure) {
            takeBack(journal, place, failure);
            throw failure;
        }
        effects.clear();
    }

    private static void takeBack(Journal journal, long place, Throwable failure) {
        try {
            journal.takeBack(place);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Has the file hold all that was committed.
     *
     * @return the version of the file that does
     */
    long bringUpToDate() throws SQLException {
        return Connections.bringUpToDate(connection);
    }

    int purge(long now, int limit) throws SQLException {
        return prepare("DELETE FROM entry WHERE expires <= ? FETCH FIRST ? ROWS ONLY", now, limit)
                .executeUpdate();
    }

    boolean answers() throws SQLException {
        return connection.isValid(1);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private boolean update(
            Namespace namespace, Write write, long version, String condition, Object... more)
            throws SQLException {
        PreparedStatement update =
                prepare("UPDATE entry SET content = ?, version = ?, expires = ?" + ONE + condition);
        bind(update, write, version, namespace);
        for (int i = 0; i < more.length; i++) {
            update.setObject(6 + i, more[i]);
        }
        return kept(namespace, write, version, update.executeUpdate());
    }

    private boolean kept(Namespace namespace, Write write, long version, int rows) {
        if (rows != 1) {
            return false;
        }
        effects.add(new Effect.Kept(namespace, write, version));
        return true;
    }

    private boolean insert(Namespace namespace, Write write, long version) throws SQLException {
        PreparedStatement insert =
                prepare(
                        "INSERT INTO entry (content, version, expires, namespace, name) VALUES (?, ?, ?, ?, ?)");
        bind(insert, write, version, namespace);
        try {
            return kept(namespace, write, version, insert.executeUpdate());
        } catch (SQLException e) {
            if (e.getErrorCode() == ErrorCode.DUPLICATE_KEY_1) {
                return false;
            }
            throw e;
        }
    }

    private static void bind(
            PreparedStatement statement, Write write, long version, Namespace namespace)
            throws SQLException {
        if (write.value().length <= LARGEST_PLAIN) {
            statement.setBytes(1, write.value());
        } else {
            statement.setBinaryStream(
                    1, new ByteArrayInputStream(write.value()), write.value().length);
        }
        statement.setLong(2, version);
        if (write.expires().isPresent()) {
            statement.setLong(3, Milliseconds.of(write.expires().get()));
        } else {
            statement.setNull(3, Types.BIGINT);
        }
        statement.setString(4, namespace.path());
        statement.setBytes(5, bytes(write.key()));
    }

    PreparedStatement prepare(String sql, Object... values) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
