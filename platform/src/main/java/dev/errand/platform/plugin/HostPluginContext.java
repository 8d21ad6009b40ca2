package dev.errand.platform.plugin;

import dev.errand.api.PluginContext;
import dev.errand.api.Reply;
import dev.errand.api.Room;
import dev.errand.api.Store;
import dev.errand.api.StoreType;
import dev.errand.platform.store.Stores;
import dev.errand.storage.spi.Namespace;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;

/** What one load of a plugin sees of the host. */
final class HostPluginContext implements PluginContext {

    private static final Pattern STORE = Pattern.compile("[a-z0-9_-]{1,64}");

    private final String id;
    private final Stores stores;
    private final Speaker speaker;
    private final InstantSource clock;
    private final PluginScope scope;
    private final SharedServices services;
    private final Logger logger;

    HostPluginContext(
            String id,
            Stores stores,
            Speaker speaker,
            InstantSource clock,
            PluginScope scope,
            SharedServices services,
            Logger logger) {
        this.id = id;
        this.stores = stores;
        this.speaker = speaker;
        this.clock = clock;
        this.scope = scope;
        this.services = services;
        this.logger = logger;
    }

    @Override
    public String pluginId() {
        return id;
    }

    @Override
    public <T> Store<T> store(String name, Class<T> type) {
        return stores.open(namespace(name), type);
    }

    @Override
    public <T> Store<T> store(String name, StoreType<T> type) {
        return stores.open(namespace(name), type);
    }

    private Namespace namespace(String name) {
        if (!STORE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A store's name is 1 to 64 characters of a-z, 0-9, '-' and '_'; not '"
                            + name
                            + "'");
        }
        return Namespace.of("plugin", id, name);
    }

    @Override
    public void say(Room room, Reply reply) {
        speaker.say(room, reply);
    }

    @Override
    public <R extends AutoCloseable> R closeWithPlugin(R resource) {
        scope.add(resource);
        return resource;
    }

    @Override
    public <T> void provide(Class<T> type, T service) {
        services.provide(type, service);
    }

    @Override
    public <T> Optional<T> service(Class<T> type) {
        return services.find(type);
    }

    @Override
    public Logger logger() {
        return logger;
    }

    @Override
    public InstantSource clock() {
        return clock;
    }
}
