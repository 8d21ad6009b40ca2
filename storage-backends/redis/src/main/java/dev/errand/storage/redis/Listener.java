package dev.errand.storage.redis;

import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.StorageContext;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Watchers;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Hears of changes that any bot made, this one among them, on a connection of its own. Started by
 * the first watcher; what was missed while the connection was broken is told as that.
 */
final class Listener implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    private final Link link;
    private final Watchers watchers;
    private final String channel;
    private final StorageContext context;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicReference<@Nullable Connection> connection = new AtomicReference<>();
    private final AtomicLong heard = new AtomicLong();
    private final CountDownLatch listening = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    Listener(Link link, Watchers watchers, String channel, StorageContext context) {
        this.link = link;
        this.watchers = watchers;
        this.channel = channel;
        this.context = context;
    }

    /** Starts it, and waits for a while until changes are heard of. */
    void awaitListening(Duration patience) {
        if (started.compareAndSet(false, true)) {
            context.startThread("listener", this::run);
        }
        boolean interrupted = false;
        try {
            if (!listening.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                context.logger().debug("Changes are not heard of yet; they will be told as missed");
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                listen();
            } while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        Subscription subscription = new Subscription();
        Thread pinging = null;
        try (Connection mine = link.connection()) {
            connection.set(mine);
            heard.set(System.nanoTime());
            pinging = context.startThread("listener-ping", () -> ping(subscription, mine));
            if (closed.getCount() > 0) {
                subscription.proceed(mine, channel);
            }
        } catch (JedisException | StorageException e) {
            context.logger().debug("Changes are not heard of for now: {}", e.toString());
        } finally {
            connection.set(null);
            if (pinging != null) {
                pinging.interrupt();
            }
        }
    }

    /** A connection that died without a word is found by its silence. */
    private void ping(Subscription subscription, Connection mine) {
        try {
            while (!closed.await(1, TimeUnit.SECONDS)) {
                if (System.nanoTime() - heard.get() > LONGEST_SILENCE.toNanos()) {
                    breakOff(mine);
                    return;
                }
                if (subscription.isSubscribed()) {
                    subscription.ping();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (JedisException e) {
            breakOff(mine);
        }
    }

    private static void breakOff(Connection broken) {
        try {
            broken.setBroken();
            broken.forceDisconnect();
        } catch (IOException e) {
            // It is as gone as can be.
        }
    }

    @Override
    public void close() {
        closed.countDown();
        Connection mine = connection.get();
        if (mine != null) {
            breakOff(mine);
        }
    }

    /** What Redis says on the connection. */
    private final class Subscription extends JedisPubSub {

        @Override
        public void onSubscribe(String to, int count) {
            heard.set(System.nanoTime());
            if (listening.getCount() == 0) {
                watchers.missed();
            }
            listening.countDown();
        }

        @Override
        public void onPong(String pattern) {
            heard.set(System.nanoTime());
        }

        @Override
        public void onMessage(String from, String message) {
            heard.set(System.nanoTime());
            int blank = message.indexOf(' ');
            if (blank > 0) {
                watchers.changed(
                        new Namespace(message.substring(0, blank)), message.substring(blank + 1));
            }
        }
    }
}
