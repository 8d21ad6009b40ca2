package dev.errand.plugins.demo;

import dev.errand.api.PluginContext;
import dev.errand.api.Reply;
import dev.errand.api.Room;
import dev.errand.api.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/** A context whose stores are maps in memory. */
final class FakeContext implements PluginContext {

    @Override
    public String pluginId() {
        return "demo";
    }

    @Override
    public <T> Store<T> store(String name, Class<T> type) {
        return new MapStore<>();
    }

    @Override
    public void say(Room room, Reply reply) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <R extends AutoCloseable> R closeWithPlugin(R resource) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Logger logger() {
        return NOPLogger.NOP_LOGGER;
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    private static final class MapStore<T> implements Store<T> {

        private final ConcurrentSkipListMap<String, T> values = new ConcurrentSkipListMap<>();

        @Override
        public Optional<T> get(String key) {
            return Optional.ofNullable(values.get(key));
        }

        @Override
        public void put(String key, T value) {
            values.put(key, value);
        }

        @Override
        public void put(String key, T value, Duration timeToLive) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean putIfAbsent(String key, T value) {
            return values.putIfAbsent(key, value) == null;
        }

        @Override
        public boolean remove(String key) {
            return values.remove(key) != null;
        }

        @Override
        public Optional<T> update(String key, UnaryOperator<Optional<T>> change) {
            return Optional.ofNullable(
                    values.compute(
                            key, (k, old) -> change.apply(Optional.ofNullable(old)).orElse(null)));
        }

        @Override
        public Stream<String> keys(String prefix) {
            return values.keySet().stream().filter(key -> key.startsWith(prefix));
        }

        @Override
        public long count(String prefix) {
            return keys(prefix).count();
        }
    }
}
