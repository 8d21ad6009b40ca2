package dev.errand.testkit;

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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A storage that goes away at the moment that a test picks. */
final class FailingStorage implements Storage {

    private final Storage storage;
    private volatile Predicate<String> fails = call -> false;
    private volatile Predicate<String> losesAnswers = call -> false;

    FailingStorage(Storage storage) {
        this.storage = storage;
    }

    /**
     * From now on these calls fail.
     *
     * @param calls told of each, as {@code put host/plugins tide}; may do something else, too
     */
    void fail(Predicate<String> calls) {
        fails = calls;
    }

    /** From now on these writes are done, and their answers lost. */
    void loseAnswers(Predicate<String> calls) {
        losesAnswers = calls;
    }

    void behave() {
        fails = call -> false;
        losesAnswers = call -> false;
    }

    private void pass(String call, Namespace namespace, String key) {
        if (fails.test(call + " " + namespace + " " + key)) {
            throw new StorageException("The storage is away");
        }
    }

    @Override
    public Optional<Entry> get(Namespace namespace, String key) {
        pass("get", namespace, key);
        return storage.get(namespace, key);
    }

    @Override
    public long put(Namespace namespace, Write write) {
        pass("put", namespace, write.key());
        long version = storage.put(namespace, write);
        if (losesAnswers.test("put " + namespace + " " + write.key())) {
            throw new StorageException("The storage went away");
        }
        return version;
    }

    @Override
    public OptionalLong compareAndSet(Namespace namespace, Write write, long expected) {
        pass("put", namespace, write.key());
        return storage.compareAndSet(namespace, write, expected);
    }

    @Override
    public boolean remove(Namespace namespace, String key) {
        pass("remove", namespace, key);
        return storage.remove(namespace, key);
    }

    @Override
    public boolean compareAndRemove(Namespace namespace, String key, long expected) {
        pass("remove", namespace, key);
        return storage.compareAndRemove(namespace, key, expected);
    }

    @Override
    public boolean writeTogether(List<Step> steps) {
        steps.forEach(step -> pass("put", step.namespace(), step.key()));
        return storage.writeTogether(steps);
    }

    @Override
    public Watch watch(Namespace namespace, Consumer<Change> watcher) {
        return storage.watch(namespace, watcher);
    }

    @Override
    public Page list(Namespace namespace, Query query) {
        pass("list", namespace, "");
        return storage.list(namespace, query);
    }

    @Override
    public long count(Namespace namespace, String prefix) {
        pass("count", namespace, "");
        return storage.count(namespace, prefix);
    }

    @Override
    public List<Namespace> namespaces() {
        if (fails.test("namespaces")) {
            throw new StorageException("The storage is away");
        }
        return storage.namespaces();
    }

    @Override
    public Health health() {
        return storage.health();
    }

    /** The next bot of the same test goes on with what there is. */
    @Override
    public void close() {}
}
