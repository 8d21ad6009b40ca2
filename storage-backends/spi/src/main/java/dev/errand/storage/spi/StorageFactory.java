package dev.errand.storage.spi;

/**
 * Opens one kind of storage. The class named by {@code Plugin-Class} in the manifest of a storage's
 * JAR implements it and has a public constructor without parameters; {@code Plugin-Id} is the
 * {@code type} that {@code errand.conf} calls it by.
 *
 * @param <S> the record that the settings under {@code storage} are bound to
 */
public interface StorageFactory<S extends Record> {

    /**
     * The settings, without {@code type}, which the host reads. Bound and checked before {@link
     * #open}.
     *
     * @return a record class; see {@link dev.errand.api.Default} for defaults
     */
    Class<S> settings();

    /**
     * Opens the storage, or makes it when there is none yet. Never replaces one that it cannot read
     * by an empty one.
     *
     * @param settings the checked settings
     * @param context what the host lends for the storage's life
     * @return the open storage
     * @throws StorageException if it cannot be opened as configured: which file or server, what is
     *     wrong with it, and what the operator can do
     */
    Storage open(S settings, StorageContext context);
}
