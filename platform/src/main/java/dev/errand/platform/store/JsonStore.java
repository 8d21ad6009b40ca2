package dev.errand.platform.store;

import dev.errand.api.Store;
import dev.errand.api.StoreWatch;
import dev.errand.api.StoreWatcher;
import dev.errand.storage.spi.Entry;
import dev.errand.storage.spi.Query;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.Watch;
import dev.errand.storage.spi.Write;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A plugin's store: JSON in one namespace. */
final class JsonStore<T> implements Store<T> {

    private final Slot slot;
    private final Codec<T> codec;
    private final InstantSource clock;
    private final Telling telling;
    private final Turns turns = new Turns();

    JsonStore(Slot slot, Codec<T> codec, InstantSource clock, Telling telling) {
        this.telling = telling;
        this.slot = slot;
        this.codec = codec;
        this.clock = clock;
    }

    @Override
    public Optional<T> get(String key) {
        return slot.get(key).map(entry -> codec.decode(key, entry.value()));
    }

    @Override
    public void put(String key, T value) {
        slot.put(key, encode(key, value), Optional.empty());
    }

    @Override
    public void put(String key, T value, Duration timeToLive) {
        if (!timeToLive.isPositive()) {
            throw new IllegalArgumentException(
                    "A time to live is positive; not '" + timeToLive + "'");
        }
        slot.put(key, encode(key, value), end(timeToLive));
    }

    @Override
    public boolean putIfAbsent(String key, T value) {
        return slot.compareAndSet(key, encode(key, value), Optional.empty(), Storage.ABSENT);
    }

    @Override
    public boolean remove(String key) {
        return slot.remove(key);
    }

    @Override
    public Optional<T> update(String key, UnaryOperator<Optional<T>> change) {
        Objects.requireNonNull(change, "change");
        try (Turns.Turn _ = turns.take(key)) {
            return updated(key, change);
        }
    }

    private Optional<T> updated(String key, UnaryOperator<Optional<T>> change) {
        Contention contention = new Contention(slot.namespace(), key);
        while (true) {
            Optional<Entry> entry = slot.get(key);
            Optional<T> before = entry.map(e -> codec.decode(key, e.value()));
            Optional<T> after =
                    Objects.requireNonNull(change.apply(before), "what an update gives back");
            if (replaced(key, entry, after)) {
                return after;
            }
            contention.pause();
        }
    }

    @Override
    public boolean replace(String key, T expected, T value) {
        byte[] encoded = encode(key, value);
        Objects.requireNonNull(expected, "expected");
        Contention contention = new Contention(slot.namespace(), key);
        while (true) {
            Optional<Entry> entry = slot.get(key);
            if (entry.isEmpty() || !codec.decode(key, entry.get().value()).equals(expected)) {
                return false;
            }
            if (slot.compareAndSet(key, encoded, entry.get().expires(), entry.get().version())) {
                return true;
            }
            contention.pause();
        }
    }

    @Override
    public void putAll(Map<String, T> values) {
        if (values.isEmpty()) {
            return;
        }
        Map<String, byte[]> encoded = new LinkedHashMap<>();
        values.forEach((key, value) -> encoded.put(key, encode(key, value)));
        slot.putAll(encoded);
    }

    @Override
    public StoreWatch watch(StoreWatcher watcher) {
        WatchDelivery delivery = new WatchDelivery(Objects.requireNonNull(watcher), telling);
        Watch watch = slot.watch(delivery::add);
        return telling.closeLater(() -> {
            watch.close();
            delivery.close();
        });
    }

    @Override
    public Stream<String> keys(String prefix) {
        Query.checkPrefix(prefix);
        return StreamSupport.stream(new KeyPages(slot, prefix), false);
    }

    @Override
    public long count(String prefix) {
        return slot.count(prefix);
    }

    private boolean replaced(String key, Optional<Entry> entry, Optional<T> after) {
        long version = entry.map(Entry::version).orElse(Storage.ABSENT);
        if (after.isPresent()) {
            return slot.compareAndSet(
                    key, encode(key, after.get()), entry.flatMap(Entry::expires), version);
        }
        return entry.isEmpty() || slot.compareAndRemove(key, version);
    }

    private byte[] encode(String key, T value) {
        Write.checkKey(key);
        return codec.encode(key, Objects.requireNonNull(value, "value"));
    }

    private Optional<Instant> end(Duration timeToLive) {
        try {
            return Optional.of(clock.instant().plus(timeToLive));
        } catch (DateTimeException | ArithmeticException e) {
            // Beyond the end of time, so it never ends.
            return Optional.empty();
        }
    }
}
