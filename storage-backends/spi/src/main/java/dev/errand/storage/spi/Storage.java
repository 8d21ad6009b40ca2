package dev.errand.storage.spi;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Keys and values on one engine. All methods block until done, may be called from any thread, and
 * throw {@link StorageException} within a bounded time when the engine does not answer. A writing
 * method that returned has made its write durable: it survives a {@code kill -9} of this process.
 *
 * <p>Every write gives its key a version above zero that differs from all versions that the key has
 * had before, also across removal. Keys are 1 to 1,024 bytes in UTF-8; every method refuses others
 * by an {@link IllegalArgumentException} (see {@link Write#checkKey} and {@link
 * Query#checkPrefix}). A value whose time is over is absent everywhere; ends are told apart by the
 * millisecond.
 *
 * <p>Callers may be interrupted at any moment, since the host interrupts plugins that run too long.
 * An interrupt neither ends a call nor harms the engine, and is still set when the call returns.
 */
public interface Storage extends AutoCloseable {

    /** The version of a key that is absent. */
    long ABSENT = 0;

    /**
     * Reads a value.
     *
     * @param namespace where
     * @param key which
     * @return the value and its version
     */
    Optional<Entry> get(Namespace namespace, String key);

    /**
     * Writes a value, whatever is there.
     *
     * @param namespace where
     * @param write key, value and expiry
     * @return the new version
     */
    long put(Namespace namespace, Write write);

    /**
     * Writes a value if the key is still as it was.
     *
     * @param namespace where
     * @param write key, value and expiry
     * @param expected the version that must be there, {@link #ABSENT} for none
     * @return the new version, empty if another version was there and nothing was written
     */
    OptionalLong compareAndSet(Namespace namespace, Write write, long expected);

    /**
     * Removes a value, whatever its version.
     *
     * @param namespace where
     * @param key which
     * @return whether there was one
     */
    boolean remove(Namespace namespace, String key);

    /**
     * Removes a value if it is still as it was.
     *
     * @param namespace where
     * @param key which
     * @param expected the version that must be there
     * @return whether it was removed
     */
    boolean compareAndRemove(Namespace namespace, String key, long expected);

    /**
     * Makes several changes at once: all of them, or none.
     *
     * @param steps at most {@link Step#MOST}, each for another key, in any namespaces
     * @return whether they were made; if not, an expected version was not there
     * @throws StorageException also if the engine cannot change these keys together, such as a
     *     cluster that has them on different nodes; keys of one namespace always can be
     */
    boolean writeTogether(List<Step> steps);

    /**
     * Has a watcher told of changes: of those made through this storage, and where the engine is
     * shared, of those made by other processes. Only changes from now on are told, each at least
     * once, soon after it was made. That a value's time is over is not told.
     *
     * @param namespace whose changes
     * @param watcher called by one thread of the storage, one change after another; must not take
     *     long
     * @return ends it
     */
    Watch watch(Namespace namespace, Consumer<Change> watcher);

    /**
     * Lists keys in the order of their code points, a page at a time, without holding anything
     * between pages.
     *
     * @param namespace where
     * @param query prefix, where to go on, and how many
     * @return the page
     */
    Page list(Namespace namespace, Query query);

    /**
     * Counts keys.
     *
     * @param namespace where
     * @param prefix what they start with, empty for all
     * @return how many
     */
    long count(Namespace namespace, String prefix);

    /**
     * Names the namespaces that hold something.
     *
     * @return the namespaces, in the order of their paths
     */
    List<Namespace> namespaces();

    /**
     * Asks the engine for a sign of life, for at most two seconds.
     *
     * @return how it stands
     */
    Health health();

    /** Ends every use of the engine. What was acknowledged stays. */
    @Override
    void close();
}
