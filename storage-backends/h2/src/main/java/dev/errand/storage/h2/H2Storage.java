package dev.errand.storage.h2;

import dev.errand.storage.spi.Change;
import dev.errand.storage.spi.Entry;
import dev.errand.storage.spi.Health;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Page;
import dev.errand.storage.spi.Query;
import dev.errand.storage.spi.Step;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageContext;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Watch;
import dev.errand.storage.spi.Watchers;
import dev.errand.storage.spi.Write;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Values in one table of an H2 database. */
final class H2Storage implements Storage {

    /** Leaves 2^40 writes to a run and 2^23 runs to a database. */
    private static final int RUN_BITS = 40;

    private static final Duration HEALTH_PATIENCE = Duration.ofSeconds(2);

    private final DatabaseFile file;
    private final StorageContext context;
    private final Readers readers;
    private final Writer writer;
    private final Journal journal;
    private final Optional<String> loss;
    private final Sweeper sweeper;
    private final Watchers watchers;
    private final AtomicLong lastVersion;

    private H2Storage(Opening.Opened opened, StorageContext context) {
        this.file = opened.file();
        this.context = context;
        this.readers = opened.readers();
        this.writer = opened.writer();
        this.journal = opened.journal();
        this.loss = opened.loss();
        watchers = new Watchers(context);
        lastVersion = new AtomicLong(opened.run() << RUN_BITS);
        sweeper = Sweeper.start(this::purge, context);
    }

    static H2Storage open(H2Settings settings, StorageContext context) {
        return new H2Storage(Opening.open(settings, context), context);
    }

    @Override
    public Optional<Entry> get(Namespace namespace, String key) {
        Write.checkKey(key);
        long now = now();
        return readers.read(table -> table.get(namespace, key, now));
    }

    @Override
    public long put(Namespace namespace, Write write) {
        long version = lastVersion.incrementAndGet();
        writer.write(table -> {
            table.put(namespace, write, version);
            return version;
        });
        watchers.changed(namespace, write.key());
        return version;
    }

    @Override
    public OptionalLong compareAndSet(Namespace namespace, Write write, long expected) {
        long version = lastVersion.incrementAndGet();
        long now = now();
        boolean written =
                writer.write(table ->
                        expected == ABSENT
                                ? table.create(namespace, write, version, now)
                                : table.replace(namespace, write, version, expected, now));
        if (!written) {
            return OptionalLong.empty();
        }
        watchers.changed(namespace, write.key());
        return OptionalLong.of(version);
    }

    @Override
    public boolean remove(Namespace namespace, String key) {
        Write.checkKey(key);
        long now = now();
        return told(writer.write(table -> table.remove(namespace, key, now)), namespace, key);
    }

    @Override
    public boolean compareAndRemove(Namespace namespace, String key, long expected) {
        Write.checkKey(key);
        long now = now();
        return told(
                writer.write(table -> table.remove(namespace, key, expected, now)), namespace, key);
    }

    private boolean told(boolean changed, Namespace namespace, String key) {
        if (changed) {
            watchers.changed(namespace, key);
        }
        return changed;
    }

    @Override
    public boolean writeTogether(List<Step> steps) {
        Step.check(steps);
        long now = now();
        // In one order for all, so that two callers never wait for each other's rows.
        List<Step> ordered =
                steps.stream()
                        .sorted(
                                Comparator.comparing((Step step) -> step.namespace().path())
                                        .thenComparing(Step::key))
                        .toList();
        boolean written =
                writer.write(table -> table.together(ordered, lastVersion::incrementAndGet, now));
        if (written) {
            steps.forEach(step -> watchers.changed(step.namespace(), step.key()));
        }
        return written;
    }

    @Override
    public Watch watch(Namespace namespace, Consumer<Change> watcher) {
        return watchers.add(namespace, watcher);
    }

    @Override
    public Page list(Namespace namespace, Query query) {
        long now = now();
        return readers.read(table -> new Listing(table).list(namespace, query, now));
    }

    @Override
    public long count(Namespace namespace, String prefix) {
        Query.checkPrefix(prefix);
        long now = now();
        return readers.read(table -> new Listing(table).count(namespace, prefix, now));
    }

    @Override
    public List<Namespace> namespaces() {
        long now = now();
        return readers.read(table -> new Listing(table).namespaces(now));
    }

    @Override
    public Health health() {
        AtomicReference<Health> health =
                new AtomicReference<>(
                        new Health(
                                false,
                                "The database '"
                                        + file.path()
                                        + "' did not answer within "
                                        + HEALTH_PATIENCE.toSeconds()
                                        + " s. Look at the load of the disk"));
        CountDownLatch answered = new CountDownLatch(1);
        // On a thread of its own, since a disk that hangs keeps whoever asks it.
        context.startThread(
                "health",
                () -> {
                    health.set(ask());
                    answered.countDown();
                });
        Calm.awaits(answered::await, HEALTH_PATIENCE.toNanos());
        return health.get();
    }

    private Health ask() {
        try {
            boolean up = readers.read(EntryTable::answers) && writer.answers(HEALTH_PATIENCE);
            return new Health(
                    up, "H2 in '" + file.path() + "'" + loss.map(words -> ". " + words).orElse(""));
        } catch (StorageException e) {
            return new Health(false, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        sweeper.close();
        watchers.close();
        readers.close();
        writer.close();
        try {
            journal.close();
            file.ownerNote().delete();
        } catch (IOException e) {
            context.logger()
                    .warn(
                            "The note of who uses '{}' could not be deleted: {}",
                            file.path(),
                            e.toString());
        }
    }

    /** Deletes some values that ended; the rest is for the next call. */
    int purge(int limit) {
        long now = now();
        return writer.write(table -> table.purge(now, limit));
    }

    private long now() {
        return Milliseconds.of(context.clock().instant());
    }
}
