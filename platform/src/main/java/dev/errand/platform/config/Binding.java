package dev.errand.platform.config;

import dev.errand.api.Secret;
import java.util.List;
import java.util.function.Consumer;

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
    record Bound<R extends Record>(R settings) implements Binding<R> {

        /**
         * Tells of every secret in the settings, so that it can be hidden in all that is shown.
         *
         * @param found told of each
         */
        public void eachSecret(Consumer<Secret> found) {
            SecretsOf.each(settings, found);
        }
    }

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
