package dev.errand.storage.h2;

import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Write;
import java.sql.SQLException;

/**
 * What a write came to, whatever it depended on: made a second time, in the order of the first, it
 * leads to the same end.
 */
sealed interface Effect {

    /** Makes it. */
    void on(EntryTable table) throws SQLException;

    /** A value is there. */
    record Kept(Namespace namespace, Write write, long version) implements Effect {

        @Override
        public void on(EntryTable table) throws SQLException {
            table.put(namespace, write, version);
        }
    }

    /** A value is gone. */
    record Gone(Namespace namespace, String key) implements Effect {

        @Override
        public void on(EntryTable table) throws SQLException {
            table.remove(namespace, key, Long.MIN_VALUE);
        }
    }
}
