package dev.errand.platform.config;

import java.util.List;

/**
 * What came of binding settings to a record.
 *
 * @param <R> the record
 */
public sealed interface Binding<R extends Record> {

    /**
     * All settings are good.
     *
     * @param settings the record
     * @param <R> its type
     */
    record Bound<R extends Record>(R settings) implements Binding<R> {}

    /**
     * Something is wrong.
     *
     * @param problems all that was found, at least one
     * @param <R> the type of the record that was not made
     */
    record Rejected<R extends Record>(List<Problem> problems) implements Binding<R> {

        public Rejected {
            problems = List.copyOf(problems);
        }
    }
}
