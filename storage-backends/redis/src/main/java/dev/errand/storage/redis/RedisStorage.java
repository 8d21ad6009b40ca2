package dev.errand.storage.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.storage.spi.Entry;
import dev.errand.storage.spi.Health;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Page;
import dev.errand.storage.spi.Query;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageContext;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * Values in a Redis. Each namespace has its values under keys of their own, an index of them in
 * order, and an index of those that end; every change of the three is one script.
 */
final class RedisStorage implements Storage {

    /** The SPI's two seconds, less what the way to a thread and back takes. */
    private static final Duration PATIENCE = Duration.ofMillis(1_800);

    private static final int PORTION = 200;
    private static final byte[] ANY = {};
    private static final byte[] REMOVAL = {'x'};

    private final String prefix;
    private final String place;
    private final StorageContext context;
    private final Link link;
    private final Workers workers;
    private final Sweeper sweeper;
    private final Set<Namespace> registered = ConcurrentHashMap.newKeySet();

    private RedisStorage(RedisSettings settings, StorageContext context, Link link) {
        this.prefix = settings.prefix();
        this.place = settings.place();
        this.context = context;
        this.link = link;
        workers = Workers.start(place, settings.connections(), PATIENCE, context);
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
        return write(namespace, write, ANY).orElseThrow();
    }

    @Override
    public OptionalLong compareAndSet(Namespace namespace, Write write, long expected) {
        return write(namespace, write, number(expected));
    }

    @Override
    public boolean remove(Namespace namespace, String key) {
        return remove(namespace, key, ANY);
    }

    @Override
    public boolean compareAndRemove(Namespace namespace, String key, long expected) {
        return remove(namespace, key, number(expected));
    }

    private OptionalLong write(Namespace namespace, Write write, byte[] expected) {
        String end = Cell.end(write.expires());
        register(namespace);
        Object results = apply(namespace, write.key(), expected, Keys.bytes(end), write.value());
        if (results == null) {
            return OptionalLong.empty();
        }
        String version = text(((List<?>) results).getFirst());
        if (!version.endsWith("+")) {
            return OptionalLong.of(Long.parseLong(version));
        }
        registerAgain(namespace);
        return OptionalLong.of(Long.parseLong(version.substring(0, version.length() - 1)));
    }

    private boolean remove(Namespace namespace, String key, byte[] expected) {
        Write.checkKey(key);
        Object results = apply(namespace, key, expected, REMOVAL, ANY);
        return results != null && text(((List<?>) results).getFirst()).equals("1");
    }

    private @Nullable Object apply(
            Namespace namespace, String key, byte[] expected, byte[] end, byte[] value) {
        Keys keys = keys(namespace);
        List<byte[]> names = List.of(keys.value(key), keys.index(), keys.endings(), keys.counter());
        List<byte[]> arguments =
                List.of(
                        number(now()),
                        Keys.bytes(key),
                        Keys.bytes(keys.channel()),
                        expected,
                        end,
                        value);
        return once(redis -> Optional.ofNullable(Script.APPLY.run(redis, names, arguments)))
                .orElse(null);
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
        return workers.call(() -> {
            try {
                return use(work);
            } catch (redis.clients.jedis.exceptions.JedisConnectionException e) {
                if (Diagnosis.find(e, java.net.SocketTimeoutException.class) != null) {
                    throw e;
                }
                return use(work);
            }
        });
    }

    /** What must not be done twice. */
    private <T> T once(Function<UnifiedJedis, T> work) {
        return workers.call(() -> use(work));
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
