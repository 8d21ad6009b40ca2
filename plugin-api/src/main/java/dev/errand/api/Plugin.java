package dev.errand.api;

import java.util.List;

/**
 * A pack of commands and listeners. The class named by {@code Plugin-Class} in the JAR's manifest
 * implements it.
 *
 * <p>The host makes one instance each time it loads the JAR, by the only public constructor, whose
 * parameters may be, in any order and each at most once: a {@link PluginContext}, and a record that
 * holds the plugin's settings (bound from {@code plugins.<id>} in {@code errand.conf}, see {@link
 * Default}). Everything that the constructor needs to fail on, it fails on: a plugin whose
 * constructor or {@link #start()} throws is not put in service, and the version that served before
 * it goes on serving.
 *
 * <p><b>Threads.</b> All methods are called on platform threads that belong to this plugin alone,
 * several at a time; constructor, {@link #start()} and {@link #stop()} once each. Fields that
 * commands share must be safe for that; a {@link Store} is.
 *
 * <p><b>Ends.</b> What the plugin opened it may hand to {@link PluginContext#closeWithPlugin};
 * nobody unregisters anything by hand.
 */
public interface Plugin {

    /**
     * Called once, after construction and before the first command.
     *
     * @throws Exception if the plugin cannot serve; it is then not put in service and its resources
     *     are closed
     */
    default void start() throws Exception {}

    /**
     * Proves that the plugin can do its work here: its settings lead somewhere, what it needs
     * answers. Called once, after {@link #start()} and before the first command; whoever installs
     * or updates the plugin is told what it throws.
     *
     * @throws Exception if it cannot; the plugin is then not put in service, and the version that
     *     served before goes on
     */
    default void selfCheck() throws Exception {}

    /**
     * Called once, after the last call has ended or was interrupted, and before the resources given
     * to {@link PluginContext#closeWithPlugin} are closed. Must return within a few seconds.
     *
     * @throws Exception if something could not be ended; it is logged and the unloading goes on
     */
    default void stop() throws Exception {}

    /**
     * The objects whose methods are read for {@link Command} and {@link Hears}, by default this
     * plugin alone. A large plugin spreads its commands over several classes and lists one instance
     * of each.
     *
     * @return the objects, read once after {@link #start()}
     */
    default List<Object> handlers() {
        return List.of(this);
    }
}
