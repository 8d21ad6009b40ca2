package dev.errand.platform.plugin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objects that one load of a plugin offers, and those that it can find. */
final class SharedServices {

    private final Map<Class<?>, Object> offered = new HashMap<>();
    private final List<SharedServices> needed;

    SharedServices(List<SharedServices> needed) {
        this.needed = List.copyOf(needed);
    }

    synchronized <T> void provide(Class<T> type, T service) {
        if (offered.putIfAbsent(type, type.cast(service)) != null) {
            throw new IllegalStateException("A " + type.getName() + " is provided already");
        }
    }

    private synchronized <T> Optional<T> offered(Class<T> type) {
        return Optional.ofNullable(offered.get(type)).map(type::cast);
    }

    <T> Optional<T> find(Class<T> type) {
        return needed.stream().flatMap(plugin -> plugin.offered(type).stream()).findFirst();
    }
}
