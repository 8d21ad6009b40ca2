package dev.errand.storage.h2;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Page;
import dev.errand.storage.spi.Query;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is, by the index, however much it is.
 *
 * @param table used by one thread at a time
 */
record Listing(EntryTable table) {

    private static final String RANGE =
            " WHERE namespace = ? AND name >= ? AND name < ?" + EntryTable.LIVE;

    Page list(Namespace namespace, Query query, long now) throws SQLException {
        byte[] from = EntryTable.bytes(query.prefix());
        byte[] after = query.after().map(key -> endOf(key, 0)).orElse(from);
        byte[] start = Arrays.compareUnsigned(after, from) > 0 ? after : from;
        String sql =
                "SELECT name FROM entry"
                        + RANGE
                        + " ORDER BY namespace, name FETCH FIRST ? ROWS ONLY";
        List<String> keys = new ArrayList<>();
        try (ResultSet rows =
                table.prepare(
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
                table.prepare(
                                "SELECT COUNT(*) FROM entry" + RANGE,
                                namespace.path(),
                                EntryTable.bytes(prefix),
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
                    table.prepare(
                                    "SELECT 1 FROM entry WHERE namespace = ?"
                                            + EntryTable.LIVE
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

    /**
     * The first namespace after a path. Not asked by {@code >}, which H2 answers by reading all
     * rows of that path.
     */
    private @Nullable String next(String path) throws SQLException {
        try (ResultSet row =
                table.prepare(
                                "SELECT namespace FROM entry WHERE namespace >= ? ORDER BY namespace FETCH FIRST ROW ONLY",
                                path + '\u0001')
                        .executeQuery()) {
            return row.next() ? row.getString(1) : null;
        }
    }

    /**
     * The text with one byte more: 0 makes the first key after it, 0xff (never in UTF-8) the end of
     * all that start with it.
     */
    private static byte[] endOf(String text, int last) {
        byte[] start = EntryTable.bytes(text);
        byte[] end = Arrays.copyOf(start, start.length + 1);
        end[start.length] = (byte) last;
        return end;
    }
}
