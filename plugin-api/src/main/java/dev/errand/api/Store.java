package dev.errand.api;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Durable values under keys, private to one plugin. What a writing method acknowledged by returning
 * is still there after a crash. All methods may be called from any thread and block until done;
 * they throw {@link StoreException} if the storage cannot be reached or a value does not fit.
 *
 * <p>Keys are any text of 1 to 1,024 bytes in UTF-8. Values are kept as JSON: at most 1 MiB unless
 * configured otherwise. A record that gained a component reads its old values (the component is
 * then absent: {@code null}, zero, or an empty {@code Optional}); what a value has beyond the
 * record's components is left out.
 *
 * @param <T> the type of the values
 */
public interface Store<T> {

    /**
     * Reads one value.
     *
     * @param key its key
     * @return the value, empty if there is none or its time is over
     */
    Optional<T> get(String key);

    /**
     * Writes one value, in place of any other.
     *
     * @param key its key
     * @param value the value
     */
    void put(String key, T value);

    /**
     * Writes one value that ends by itself.
     *
     * @param key its key
     * @param value the value
     * @param timeToLive how long it can be read, positive
     */
    void put(String key, T value, Duration timeToLive);

    /**
     * Writes one value unless there is one.
     *
     * @param key its key
     * @param value the value
     * @return whether it was written
     */
    boolean putIfAbsent(String key, T value);

    /**
     * Removes one value.
     *
     * @param key its key
     * @return whether there was one
     */
    boolean remove(String key);

    /**
     * Changes one value atomically, whoever else changes it: the function is called again when
     * somebody was faster. A value that ends by itself keeps its end.
     *
     * @param key its key
     * @param change from the value that is there, empty for none, to the value that shall be there,
     *     empty for none; it must have no other effect
     * @return the value that is there now
     */
    Optional<T> update(String key, UnaryOperator<Optional<T>> change);

    /**
     * Writes one value if another is there.
     *
     * @param key its key
     * @param expected the value that must be there, compared by {@code equals}
     * @param value the value that shall be there; it keeps the end of the one before
     * @return whether it was written
     */
    boolean replace(String key, T expected, T value);

    /**
     * Writes several values at once: after a crash all of them are there, or none.
     *
     * @param values at most 1,000 values by their keys; they never end by themselves
     */
    void putAll(Map<String, T> values);

    /**
     * Has a watcher told when a value changes, whoever changed it: this plugin, or the same plugin
     * in another bot on the same storage. That a value ended by itself is not told.
     *
     * @param watcher told soon after each change from now on
     * @return ends it before the plugin ends
     */
    StoreWatch watch(StoreWatcher watcher);

    /**
     * The keys with a prefix, in the order of their characters' code points, fetched in pages as
     * the stream is read. What is written meanwhile may or may not appear.
     *
     * @param prefix what they start with; empty for all
     * @return the keys
     */
    Stream<String> keys(String prefix);

    /**
     * All keys.
     *
     * @return the keys, as {@link #keys(String)} gives them
     */
    default Stream<String> keys() {
        return keys("");
    }

    /**
     * How many keys there are with a prefix.
     *
     * @param prefix what they start with; empty for all
     * @return the number at this moment
     */
    long count(String prefix);
}
