package dev.errand.storage.h2;

import java.sql.SQLException;

/** What is done with the table. */
interface Work<T> {
    T on(EntryTable table) throws SQLException;
}
