package dev.errand.storage.h2;

import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Step;
import dev.errand.storage.spi.Storage;
import java.sql.SQLException;
import java.util.function.LongSupplier;

/** Makes one of several changes that go together. */
final class Steps {

    private Steps() {}

    /** Gives whether the version was there that the step expects. */
    static boolean made(Step step, EntryTable table, LongSupplier versions, long now)
            throws SQLException {
        Namespace namespace = step.namespace();
        return switch (step) {
            case Step.Put put when put.expected().isEmpty() -> {
                table.put(namespace, put.write(), versions.getAsLong());
                yield true;
            }
            case Step.Put put when put.expected().getAsLong() == Storage.ABSENT ->
                    table.create(namespace, put.write(), versions.getAsLong(), now);
            case Step.Put put ->
                    table.replace(
                            namespace,
                            put.write(),
                            versions.getAsLong(),
                            put.expected().getAsLong(),
                            now);
            case Step.Remove remove when remove.expected().isEmpty() -> {
                table.remove(namespace, remove.key(), now);
                yield true;
            }
            case Step.Remove remove when remove.expected().getAsLong() == Storage.ABSENT ->
                    table.get(namespace, remove.key(), now).isEmpty();
            case Step.Remove remove ->
                    table.remove(namespace, remove.key(), remove.expected().getAsLong(), now);
        };
    }
}
