package dev.errand.platform.isolation;

import dev.errand.platform.execution.HostThreads;
import dev.errand.storage.spi.Change;
import dev.errand.storage.spi.Entry;
import dev.errand.storage.spi.Health;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Page;
import dev.errand.storage.spi.Query;
import dev.errand.storage.spi.Step;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Watch;
import dev.errand.storage.spi.Write;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The host's storage, asked over the link. What is not the plugin's own is empty here. */
final class ChildStorage implements Storage {

    private static final int CHANGES = 10_000;

    private final Link link;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, Consumer<Change>> watchers = new ConcurrentHashMap<>();
    private final BlockingQueue<Runnable> changes = new LinkedBlockingQueue<>(CHANGES);

    ChildStorage(Link link, HostThreads threads) {
        this.link = link;
        var _ = threads.start("changes", this::tellOn);
    }

    private void tellOn() {
        try {
            while (true) {
                changes.take().run();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** The host tells of a change; on the reading thread. */
    void changed(JsonNode told) {
        Consumer<Change> watcher = watchers.get(told.path("watch").asLong());
        if (watcher == null) {
            return;
        }
        Change change = Wire.read(told.path("change"), Change.class);
        if (!changes.offer(() -> watcher.accept(change))) {
            changes.clear();
            watchers.values()
                    .forEach(each -> {
                        boolean _ = changes.offer(() -> each.accept(new Change.Unknown()));
                    });
        }
    }

    private static boolean isForeign(Namespace namespace) {
        return !namespace.path().startsWith("plugin/");
    }

    private JsonNode store(Namespace namespace, String what, Object with) {
        return ask("store", new Contract.StoreCall(namespace.path(), what, Wire.node(with)));
    }

    private JsonNode ask(String what, Object with) {
        try {
            return link.awaitAll(what, with);
        } catch (Link.Broken gone) {
            throw new StorageException("The host is gone", gone);
        }
    }

    @Override
    public Optional<Entry> get(Namespace namespace, String key) {
        if (isForeign(namespace)) {
            return Optional.empty();
        }
        JsonNode found = store(namespace, "read", key);
        return found.isNull() || found.isMissingNode()
                ? Optional.empty()
                : Optional.of(Wire.read(found, Entry.class));
    }

    @Override
    public long put(Namespace namespace, Write write) {
        return store(namespace, "put", write).asLong();
    }

    @Override
    public OptionalLong compareAndSet(Namespace namespace, Write write, long expected) {
        JsonNode version =
                store(
                        namespace,
                        "compareAndSet",
                        Map.of("write", Wire.node(write), "expected", expected));
        return version.isNumber() ? OptionalLong.of(version.asLong()) : OptionalLong.empty();
    }

    @Override
    public boolean remove(Namespace namespace, String key) {
        return store(namespace, "remove", key).asBoolean();
    }

    @Override
    public boolean compareAndRemove(Namespace namespace, String key, long expected) {
        return store(namespace, "compareAndRemove", Map.of("key", key, "expected", expected))
                .asBoolean();
    }

    @Override
    public boolean writeTogether(List<Step> steps) {
        return ask("together", Wire.steps(steps)).asBoolean();
    }

    @Override
    public Watch watch(Namespace namespace, Consumer<Change> watcher) {
        long id = ids.incrementAndGet();
        watchers.put(id, watcher);
        try {
            store(namespace, "watch", id);
        } catch (RuntimeException failed) {
            watchers.remove(id);
            throw failed;
        }
        return () -> {
            watchers.remove(id);
            link.tell("unwatch", id);
        };
    }

    @Override
    public Page list(Namespace namespace, Query query) {
        return isForeign(namespace)
                ? new Page(List.of(), false)
                : Wire.read(store(namespace, "list", query), Page.class);
    }

    @Override
    public long count(Namespace namespace, String prefix) {
        return isForeign(namespace) ? 0 : store(namespace, "count", prefix).asLong();
    }

    @Override
    public List<Namespace> namespaces() {
        return List.of();
    }

    @Override
    public Health health() {
        return new Health(true, "the host's");
    }

    @Override
    public void close() {
        // the host's goes on
    }
}
