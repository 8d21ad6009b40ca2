package dev.errand.api;

import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * What the host gives a plugin for as long as it is loaded. All methods may be called from any
 * thread of the plugin.
 */
public interface PluginContext {

    /**
     * The id from the manifest.
     *
     * @return the id, such as {@code demo}
     */
    String pluginId();

    /**
     * A durable collection of values of one type, private to this plugin. The same name gives the
     * same data, also after an upgrade of the plugin.
     *
     * @param name what the values are, such as {@code items}: 1 to 64 characters of {@code a-z 0-9
     *     - _}
     * @param type a record, an enum, a {@code String}, a boxed primitive, {@code Instant}, {@code
     *     Duration}
     * @param <T> the type of the values
     * @return the store; cheap to ask for, holds no connection
     * @throws IllegalArgumentException if the name is not of that form
     */
    <T> Store<T> store(String name, Class<T> type);

    /**
     * A durable collection of values of a type with type arguments, as {@link #store(String,
     * Class)} gives it for one without.
     *
     * @param name what the values are
     * @param type a {@code List}, {@code Set}, {@code Map} with keys of text, or {@code Optional}
     *     of what a store keeps, or one of these alone: {@code new StoreType<List<String>>() {}}
     * @param <T> the type of the values
     * @return the store; cheap to ask for, holds no connection
     * @throws IllegalArgumentException if the name is not of that form, or no store keeps the type
     */
    <T> Store<T> store(String name, StoreType<T> type);

    /**
     * Says something without being asked, for instance when a job is done.
     *
     * @param room where
     * @param reply what
     * @throws UserError if the room's chat is not configured any more
     */
    void say(Room room, Reply reply);

    /**
     * Gives a resource to the host, which closes it when the plugin is unloaded: the last one given
     * first.
     *
     * @param resource an executor, a client, a connection
     * @param <R> its type
     * @return the same resource
     */
    <R extends AutoCloseable> R closeWithPlugin(R resource);

    /**
     * Offers an object to the plugins that depend on this one. Its type must be in a package that
     * both see: one that this JAR's manifest names in {@code Plugin-Exports}, or one of the JDK's.
     * Call it in the constructor or in {@link Plugin#start()}.
     *
     * @param type the interface that others ask for
     * @param service the object; called on the threads of those who use it
     * @param <T> the type
     * @throws IllegalStateException if there is one of this type already
     */
    default <T> void provide(Class<T> type, T service) {
        throw new UnsupportedOperationException("This context shares no services");
    }

    /**
     * Finds an object that a plugin offers which this one depends on. It may be kept: this plugin
     * is loaded anew whenever the other one is.
     *
     * @param type the interface
     * @param <T> the type
     * @return the object; empty if no dependency that is here offers it
     */
    default <T> Optional<T> service(Class<T> type) {
        return Optional.empty();
    }

    /**
     * The log of this plugin. What is written here never reaches a room.
     *
     * @return a logger named after the plugin
     */
    Logger logger();

    /**
     * The clock to tell time by, so that a test can move it.
     *
     * @return the host's clock
     */
    InstantSource clock();
}
