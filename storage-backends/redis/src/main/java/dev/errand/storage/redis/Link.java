package dev.errand.storage.redis;

import dev.errand.storage.spi.StorageContext;
import dev.errand.storage.spi.StorageException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.Pool;

/**
 * The driver's client, made when Redis can first be reached and looked after from then on: a
 * heartbeat drops connections that died, so that nobody's call is wasted on them.
 */
final class Link implements AutoCloseable {

    private static final long BEAT_MILLIS = 500;

    private final Clients clients;
    private final String place;
    private final StorageContext context;
    private final CountDownLatch firstTry = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<@Nullable UnifiedJedis> client = new AtomicReference<>();
    private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
    private final Lines lines;

    private Link(Clients clients, String place, int connections, StorageContext context) {
        this.lines = new Lines(connections, this::discard);
        this.clients = clients;
        this.place = place;
        this.context = context;
    }

    static Link start(RedisSettings settings, StorageContext context) {
        Link link =
                new Link(new Clients(settings), settings.place(), settings.connections(), context);
        context.startThread("link", link::run);
        return link;
    }

    /**
     * Waits for the first try to connect. A Redis that is away may come, so that is only told; what
     * nobody can wait for is thrown.
     */
    void awaitFirstTry(long millis) {
        boolean interrupted = false;
        try {
            if (!firstTry.await(millis, TimeUnit.MILLISECONDS)) {
                context.logger().warn("{} has not answered yet; the bot starts without it", place);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Throwable now = fault.get();
        if (now != null && Diagnosis.isMistake(now)) {
            throw Diagnosis.of(place, now);
        }
    }

    /** The client, or why there is none yet. */
    UnifiedJedis client() {
        UnifiedJedis made = client.get();
        if (made != null) {
            return made;
        }
        Throwable now = fault.get();
        throw now == null
                ? new StorageException(
                        place + " has not answered yet. The bot goes on by itself once it does")
                : Diagnosis.of(place, now);
    }

    /**
     * Told of what a call threw: connections that idle are then as dead, and a master may be none
     * any more.
     */
    void failed(RuntimeException failure) {
        UnifiedJedis made = client.get();
        if (made == null) {
            return;
        }
        boolean broken = Diagnosis.find(failure, JedisConnectionException.class) != null;
        boolean demoted =
                failure instanceof JedisDataException data
                        && String.valueOf(data.getMessage()).contains("READONLY");
        if (broken || demoted) {
            lines.clear();
            dropIdle(made);
        }
    }

    private void run() {
        try {
            do {
                beat();
                firstTry.countDown();
            } while (!closed.await(BEAT_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        try {
            UnifiedJedis made = client.get();
            if (made == null) {
                made = clients.create();
                made.ping();
                if (closed.getCount() == 0) {
                    made.close();
                    return;
                }
                client.set(made);
            } else {
                made.ping();
            }
            if (fault.getAndSet(null) != null) {
                context.logger().info("{} answers again", place);
            }
        } catch (RuntimeException e) {
            failed(e);
            if (fault.getAndSet(e) == null && closed.getCount() > 0) {
                context.logger().warn("{}", Diagnosis.of(place, e).getMessage());
            }
        }
    }

    /** Connections for callers' own threads. */
    Lines lines() {
        return lines;
    }

    /** Has one that idles made a line, where all talk to one server and there are too few. */
    void wantLine() {
        if (lines.isShort()
                && client.get() instanceof RedisClient single
                && single.getPool().getNumIdle() > 0) {
            context.startThread("line", () -> addLine(single));
        }
    }

    private void addLine(RedisClient single) {
        try {
            lines.add(() -> new Line(single.getPool().getResource(), Clients.LINE_ANSWER));
        } catch (JedisException e) {
            // Others needed it more, or Redis has gone; the next call tries again.
        }
    }

    private void discard(List<Line> dead) {
        context.startThread(
                "line",
                () -> {
                    for (Line line : dead) {
                        try {
                            line.close();
                        } catch (JedisException e) {
                            // The pool tried to make up for it, and Redis is away.
                        }
                    }
                });
    }

    /** A connection for somebody who keeps it for long, to be closed by them. */
    Connection connection() {
        return switch (client()) {
            case RedisClient single -> single.getPool().getResource();
            case RedisClusterClient cluster ->
                    any(cluster.getClusterNodes().values()).getResource();
            case RedisSentinelClient sentinel ->
                    any(sentinel.getPrimaryNodesConnectionMap().values()).getResource();
            case UnifiedJedis other ->
                    throw new IllegalStateException("Not made by Clients: " + other.getClass());
        };
    }

    private static <P> P any(Collection<P> pools) {
        return pools.stream()
                .findAny()
                .orElseThrow(() -> new JedisConnectionException("No node is known"));
    }

    private static void dropIdle(UnifiedJedis made) {
        switch (made) {
            case RedisClient single -> single.getPool().clear();
            case RedisClusterClient cluster ->
                    cluster.getClusterNodes().values().forEach(ConnectionPool::clear);
            case RedisSentinelClient sentinel -> clearAll(sentinel.getPrimaryNodesConnectionMap());
            default -> {}
        }
    }

    private static void clearAll(Map<?, ? extends Pool<?>> pools) {
        pools.values().forEach(Pool::clear);
    }

    @Override
    public void close() {
        closed.countDown();
        UnifiedJedis made = client.getAndSet(null);
        if (made != null) {
            made.close();
        }
        // After the pool, which would make up for each that goes.
        lines.close();
    }
}
