package dev.errand.storage.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * Values in a Redis. Each namespace has its values under keys of their own, an index of them in
 * order, and an index of those that end; every change of the three is one script.
 */
final class RedisStorage implements Storage {

    /** The SPI's two seconds, less what the way to a thread and back takes. */
    private static final Duration PATIENCE = Duration.ofMillis(1_800);

    private static final int PORTION = 200;
    private static final byte[] NOTHING = {};
    private static final byte[] REMOVAL = {'x'};

    private final String prefix;
    private final String place;
    private final StorageContext context;
    private final Link link;
    private final Workers workers;
    private final Watchers watchers;
    private final Listener listener;
    private final byte[] channel;
    private final boolean cluster;
    private final Sweeper sweeper;
    private final Set<Namespace> registered = ConcurrentHashMap.newKeySet();

    private RedisStorage(RedisSettings settings, StorageContext context, Link link) {
        this.prefix = settings.prefix();
        this.place = settings.place();
        this.context = context;
        this.link = link;
        this.channel = Keys.bytes(Keys.channel(prefix));
        this.cluster = settings.cluster();
        watchers = new Watchers(context);
        listener = new Listener(link, watchers, Keys.channel(prefix), context);
        workers = Workers.start(place, settings.connections(), context);
        sweeper = Sweeper.start(this::sweep, context);
    }

    static RedisStorage open(RedisSettings settings, StorageContext context) {
        Link link = Link.start(settings, context);
        try {
            link.awaitFirstTry(PATIENCE.toMillis());
            return new RedisStorage(settings, context, link);
        } catch (RuntimeException e) {
            link.close();
            throw e;
        }
    }

    @Override
    public Optional<Entry> get(Namespace namespace, String key) {
        Write.checkKey(key);
        byte[] name = keys(namespace).value(key);
        long now = now();
        Optional<byte[]> cell = read(redis -> Optional.ofNullable(redis.get(name)));
        return cell.flatMap(bytes -> Cell.read(key, bytes, now));
    }

    @Override
    public long put(Namespace namespace, Write write) {
        return write(namespace, write, OptionalLong.empty()).orElseThrow();
    }

    @Override
    public OptionalLong compareAndSet(Namespace namespace, Write write, long expected) {
        return write(namespace, write, OptionalLong.of(expected));
    }

    @Override
    public boolean remove(Namespace namespace, String key) {
        return remove(namespace, key, OptionalLong.empty());
    }

    @Override
    public boolean compareAndRemove(Namespace namespace, String key, long expected) {
        return expected != ABSENT && remove(namespace, key, OptionalLong.of(expected));
    }

    private OptionalLong write(Namespace namespace, Write write, OptionalLong expected) {
        return apply(List.of(new Step.Put(namespace, write, expected)))
                .map(results -> OptionalLong.of(version(results.getFirst())))
                .orElse(OptionalLong.empty());
    }

    private boolean remove(Namespace namespace, String key, OptionalLong expected) {
        return apply(List.of(new Step.Remove(namespace, key, expected)))
                .filter(results -> version(results.getFirst()) == 1)
                .isPresent();
    }

    @Override
    public boolean writeTogether(List<Step> steps) {
        Step.check(steps);
        if (cluster) {
            checkTogether(steps);
        }
        return apply(steps).isPresent();
    }

    private void checkTogether(List<Step> steps) {
        Namespace first = steps.getFirst().namespace();
        int slot = JedisClusterCRC16.getSlot(keys(first).index());
        for (Step step : steps) {
            if (JedisClusterCRC16.getSlot(keys(step.namespace()).index()) != slot) {
                throw new StorageException(
                        place
                                + " is a cluster that keeps '"
                                + first
                                + "' and '"
                                + step.namespace()
                                + "' on different nodes, so they cannot be written together. Write to one namespace at once");
            }
        }
    }

    /** Makes all changes; gives what the script says of each, or nothing if it made none. */
    private Optional<List<String>> apply(List<Step> steps) {
        List<byte[]> names = new ArrayList<>(4 * steps.size());
        List<byte[]> arguments = new ArrayList<>(2 + 5 * steps.size());
        arguments.add(number(now()));
        arguments.add(channel);
        for (Step step : steps) {
            Keys keys = keys(step.namespace());
            Collections.addAll(
                    names, keys.value(step.key()), keys.index(), keys.endings(), keys.counter());
            arguments.add(Keys.bytes(step.namespace().path()));
            arguments.add(Keys.bytes(step.key()));
            arguments.add(
                    step.expected().isPresent() ? number(step.expected().getAsLong()) : NOTHING);
            switch (step) {
                case Step.Put(Namespace namespace, Write write, OptionalLong expected) -> {
                    register(namespace);
                    arguments.add(Keys.bytes(Cell.end(write.expires())));
                    arguments.add(write.value());
                }
                case Step.Remove remove -> Collections.addAll(arguments, REMOVAL, NOTHING);
            }
        }
        Optional<List<String>> results =
                once(redis -> texts(Script.APPLY.run(redis, names, arguments)));
        results.ifPresent(all -> registerNew(steps, all));
        return results;
    }

    private static Optional<List<String>> texts(@Nullable Object answer) {
        return answer instanceof List<?> list
                ? Optional.of(list.stream().map(RedisStorage::text).toList())
                : Optional.empty();
    }

    private void registerNew(List<Step> steps, List<String> results) {
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).endsWith("+")) {
                registerAgain(steps.get(i).namespace());
            }
        }
    }

    private static long version(String result) {
        return Long.parseLong(
                result.endsWith("+") ? result.substring(0, result.length() - 1) : result);
    }

    @Override
    public Watch watch(Namespace namespace, Consumer<Change> watcher) {
        Watch watch = watchers.add(namespace, watcher);
        listener.awaitListening(PATIENCE);
        return watch;
    }

    @Override
    public Page list(Namespace namespace, Query query) {
        Range range = Range.of(query);
        List<?> found =
                (List<?>)
                        unended(
                                namespace,
                                Script.LIST,
                                range.lowest(),
                                range.highest(),
                                number(query.limit() + 1));
        boolean more = found.size() > query.limit();
        List<String> keys = new ArrayList<>(found.size());
        for (Object key : more ? found.subList(0, query.limit()) : found) {
            keys.add(text(key));
        }
        return new Page(keys, more);
    }

    @Override
    public long count(Namespace namespace, String prefix) {
        Query.checkPrefix(prefix);
        Range range = Range.of(prefix, Optional.empty());
        return (Long) unended(namespace, Script.COUNT, range.lowest(), range.highest());
    }

    /** Runs a script that gives nothing as long as values that ended are in its way. */
    private Object unended(Namespace namespace, Script script, byte[]... more) {
        Keys keys = keys(namespace);
        byte[] now = number(now());
        List<byte[]> arguments = new ArrayList<>(List.of(now));
        arguments.addAll(List.of(more));
        while (true) {
            Optional<Object> found =
                    read(redis -> Optional.ofNullable(script.run(redis, keys.both(), arguments)));
            if (found.isPresent()) {
                return found.get();
            }
            purge(keys, now);
        }
    }

    private long purge(Keys keys, byte[] now) {
        return read(redis -> {
            Object purged =
                    Script.PURGE.run(
                            redis,
                            keys.both(),
                            List.of(now, number(PORTION), Keys.bytes(keys.valueStart())));
            return purged instanceof Long number ? number : 0L;
        });
    }

    @Override
    public List<Namespace> namespaces() {
        return registry().stream()
                .filter(namespace -> count(namespace, "") > 0)
                .sorted(Comparator.comparing(Namespace::path))
                .toList();
    }

    private List<Namespace> registry() {
        return read(redis -> redis.smembers(Keys.registry(prefix))).stream()
                .map(path -> new Namespace(new String(path, UTF_8)))
                .toList();
    }

    /** Before the first write of this process, and after each that finds the namespace empty. */
    private void register(Namespace namespace) {
        if (!registered.contains(namespace)) {
            registerAgain(namespace);
        }
    }

    private void registerAgain(Namespace namespace) {
        read(redis -> redis.sadd(Keys.registry(prefix), Keys.bytes(namespace.path())));
        registered.add(namespace);
    }

    @Override
    public Health health() {
        try {
            String answer = read(UnifiedJedis::ping);
            return new Health(answer.equals("PONG"), place);
        } catch (StorageException e) {
            return new Health(false, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        sweeper.close();
        watchers.close();
        listener.close();
        workers.close();
        link.close();
    }

    private void sweep() {
        for (Namespace namespace : registry()) {
            long purged;
            do {
                purged = purge(keys(namespace), number(now()));
            } while (purged == PORTION);
        }
    }

    /** What may be done twice: tried again at once if its connection had died. */
    private <T> T read(Function<UnifiedJedis, T> work) {
        long start = System.nanoTime();
        try {
            Optional<T> result = link.lines().tryUse(work);
            if (result.isPresent()) {
                return result.get();
            }
        } catch (JedisDataException e) {
            throw Diagnosis.of(place, e);
        } catch (RuntimeException e) {
            link.failed(e);
            if (Diagnosis.find(e, SocketTimeoutException.class) != null) {
                throw Diagnosis.of(place, e);
            }
        }
        return work(() -> readAgain(work), PATIENCE.minusNanos(System.nanoTime() - start));
    }

    private <T> T readAgain(Function<UnifiedJedis, T> work) {
        try {
            return use(work);
        } catch (JedisConnectionException e) {
            if (Diagnosis.find(e, SocketTimeoutException.class) != null) {
                throw e;
            }
            return use(work);
        }
    }

    /** What must not be done twice. */
    private <T> T once(Function<UnifiedJedis, T> work) {
        try {
            Optional<T> result = link.lines().tryUse(work);
            if (result.isPresent()) {
                return result.get();
            }
        } catch (RuntimeException e) {
            link.failed(e);
            throw Diagnosis.of(place, e);
        }
        return work(() -> use(work), PATIENCE);
    }

    /** On a thread of the storage; the next time there may be a line. */
    private <T> T work(Callable<T> work, Duration patience) {
        T result = workers.call(work, patience);
        if (Lines.suits(Thread.currentThread())) {
            link.wantLine();
        }
        return result;
    }

    private <T> T use(Function<UnifiedJedis, T> work) {
        try {
            return work.apply(link.client());
        } catch (RuntimeException e) {
            link.failed(e);
            throw e;
        }
    }

    private Keys keys(Namespace namespace) {
        return Keys.of(prefix, namespace);
    }

    private long now() {
        return Cell.milliseconds(context.clock().instant());
    }

    private static byte[] number(long number) {
        return Keys.bytes(Long.toString(number));
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, UTF_8);
    }
}
