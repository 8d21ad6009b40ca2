package dev.errand.storage.h2;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.storage.spi.Entry;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Page;
import dev.errand.storage.spi.Query;
import dev.errand.storage.spi.Step;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.Write;
import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.jspecify.annotations.Nullable;

/** The statements over one connection. Used by one thread at a time. */
final class EntryTable implements AutoCloseable {

    private static final String LIVE = " AND (expires IS NULL OR expires > ?)";
    private static final String ONE = " WHERE namespace = ? AND name = ?";
    private static final String RANGE = " WHERE namespace = ? AND name >= ? AND name < ?" + LIVE;
    private static final int LARGEST_PLAIN = 1 << 20;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

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
        return prepare("DELETE FROM entry" + ONE + LIVE, namespace.path(), bytes(key), now)
                        .executeUpdate()
                == 1;
    }

    boolean remove(Namespace namespace, String key, long expected, long now) throws SQLException {
        return prepare(
                                "DELETE FROM entry" + ONE + " AND version = ?" + LIVE,
                                namespace.path(),
                                bytes(key),
                                expected,
                                now)
                        .executeUpdate()
                == 1;
    }

    /** Makes all changes, or none if one finds another version than it expects. */
    boolean together(List<Step> steps, LongSupplier versions, long now) throws SQLException {
        Savepoint before = connection.setSavepoint();
        for (Step step : steps) {
            if (!made(step, versions, now)) {
                connection.rollback(before);
                return false;
            }
        }
        connection.releaseSavepoint(before);
        return true;
    }

    /**
     * Keeps what was done since the last time.
     *
     * @return the version of the database that has it
     */
    long commit() throws SQLException {
        connection.commit();
        return connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session
                ? session.getDatabase().getStore().getMvStore().getCurrentVersion()
                : 0;
    }

    private boolean made(Step step, LongSupplier versions, long now) throws SQLException {
        Namespace namespace = step.namespace();
        return switch (step) {
            case Step.Put put when put.expected().isEmpty() -> {
                put(namespace, put.write(), versions.getAsLong());
                yield true;
            }
            case Step.Put put when put.expected().getAsLong() == Storage.ABSENT ->
                    create(namespace, put.write(), versions.getAsLong(), now);
            case Step.Put put ->
                    replace(
                            namespace,
                            put.write(),
                            versions.getAsLong(),
                            put.expected().getAsLong(),
                            now);
            case Step.Remove remove when remove.expected().isEmpty() -> {
                remove(namespace, remove.key(), now);
                yield true;
            }
            case Step.Remove remove when remove.expected().getAsLong() == Storage.ABSENT ->
                    get(namespace, remove.key(), now).isEmpty();
            case Step.Remove remove ->
                    remove(namespace, remove.key(), remove.expected().getAsLong(), now);
        };
    }

    Page list(Namespace namespace, Query query, long now) throws SQLException {
        byte[] from = bytes(query.prefix());
        byte[] after = query.after().map(key -> endOf(key, 0)).orElse(from);
        byte[] start = Arrays.compareUnsigned(after, from) > 0 ? after : from;
        String sql =
                "SELECT name FROM entry"
                        + RANGE
                        + " ORDER BY namespace, name FETCH FIRST ? ROWS ONLY";
        List<String> keys = new ArrayList<>();
        try (ResultSet rows =
                prepare(
                                sql,
                                namespace.path(),
                                start,
                                endOf(query.prefix(), 0xff),
                                now,
                                query.limit() + 1)
                        .executeQuery()) {
            while (rows.next()) {
                keys.add(new String(rows.getBytes(1), UTF_8));
            }
        }
        boolean more = keys.size() > query.limit();
        return new Page(more ? keys.subList(0, query.limit()) : keys, more);
    }

    long count(Namespace namespace, String prefix, long now) throws SQLException {
        try (ResultSet row =
                prepare(
                                "SELECT COUNT(*) FROM entry" + RANGE,
                                namespace.path(),
                                bytes(prefix),
                                endOf(prefix, 0xff),
                                now)
                        .executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Goes from namespace to namespace by the index, however many keys each has. */
    List<Namespace> namespaces(long now) throws SQLException {
        List<Namespace> found = new ArrayList<>();
        for (String path = next(""); path != null; path = next(path)) {
            try (ResultSet row =
                    prepare(
                                    "SELECT 1 FROM entry WHERE namespace = ?"
                                            + LIVE
                                            + " FETCH FIRST ROW ONLY",
                                    path,
                                    now)
                            .executeQuery()) {
                if (row.next()) {
                    found.add(new Namespace(path));
                }
            }
        }
        return found;
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

    /**
     * The first namespace after a path. Not asked by {@code >}, which H2 answers by reading all
     * rows of that path.
     */
    private @Nullable String next(String path) throws SQLException {
        try (ResultSet row =
                prepare(
                                "SELECT namespace FROM entry WHERE namespace >= ? ORDER BY namespace FETCH FIRST ROW ONLY",
                                path + '\u0001')
                        .executeQuery()) {
            return row.next() ? row.getString(1) : null;
        }
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
        return update.executeUpdate() == 1;
    }

    private boolean insert(Namespace namespace, Write write, long version) throws SQLException {
        PreparedStatement insert =
                prepare(
                        "INSERT INTO entry (content, version, expires, namespace, name) VALUES (?, ?, ?, ?, ?)");
        bind(insert, write, version, namespace);
        try {
            return insert.executeUpdate() == 1;
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

    private PreparedStatement prepare(String sql, Object... values) throws SQLException {
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

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /**
     * The text with one byte more: 0 makes the first key after it, 0xff (never in UTF-8) the end of
     * all that start with it.
     */
    private static byte[] endOf(String text, int last) {
        byte[] start = bytes(text);
        byte[] end = Arrays.copyOf(start, start.length + 1);
        end[start.length] = (byte) last;
        return end;
    }
}
