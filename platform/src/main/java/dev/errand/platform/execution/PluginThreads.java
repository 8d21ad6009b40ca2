package dev.errand.platform.execution;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The threads of one loaded plugin: platform threads, because code that spins would hold a virtual
 * thread's carrier and two of those would silence a bot on two cores; its own, because what a
 * plugin leaves in a thread ends with the thread.
 */
public final class PluginThreads {

    /** A call that was taken on, or why not. */
    public sealed interface Start {

        /**
         * It runs.
         *
         * @param call the call
         */
        record Begun(Running call) implements Start {}

        /**
         * It does not.
         *
         * @param why {@link Outcome.Busy} or {@link Outcome.Gone}
         */
        record NotBegun(Outcome why) implements Start {}
    }

    private static final Duration GRACE = Duration.ofSeconds(1);

    /** The host does not need more threads than there are processors. */
    private static final int MOST_GUESTS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final String plugin;
    private final int limit;
    private final @Nullable ClassLoader loader;
    private final AtomicInteger guests = new AtomicInteger();
    private final RunningCalls calls;
    private final Incidents incidents;
    private final PluginHealth health;
    private final Set<Running> mine = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads =
            Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));
    private volatile boolean draining;
    private final ThreadPoolExecutor pool;

    /**
     * Made with each load of a plugin.
     *
     * @param plugin its id, which names the threads
     * @param limit how many calls may be under way at once
     * @param loader the plugin's class loader, set as the threads' context class loader
     * @param calls told of each call
     * @param incidents told of each fault
     */
    public PluginThreads(
            String plugin,
            int limit,
            @Nullable ClassLoader loader,
            RunningCalls calls,
            Incidents incidents) {
        this.plugin = plugin;
        this.limit = limit;
        this.loader = loader;
        this.calls = calls;
        this.incidents = incidents;
        this.health = new PluginHealth(plugin, incidents);
        this.pool =
                new ThreadPoolExecutor(
                        0, limit, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), factory());
    }

    private ThreadFactory factory() {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new PluginThread(this, work, plugin + "-" + count.incrementAndGet());
            threads.add(thread);
            return thread;
        };
    }

    /**
     * Begins a call, at once or not at all.
     *
     * @param info what it is
     * @param work what calls the plugin
     * @return the call
     */
    public Start start(CallInfo info, Running.Work work) {
        return begin(prepare(info, work));
    }

    /**
     * Begins a call, at once or not at all.
     *
     * @param call the call, from {@link #prepare}
     * @return the call
     */
    public Start begin(Running call) {
        // first known, then looked whether it may begin: drain() does the two in the other order,
        // so one of them sees it
        mine.add(call);
        if (draining) {
            mine.remove(call);
            return new Start.NotBegun(new Outcome.Gone());
        }
        return execute(call);
    }

    private Start execute(Running call) {
        @Nullable Map<String, String> marks = MDC.getCopyOfContextMap();
        try {
            pool.execute(() -> {
                // what a plugin logs belongs to the message that it was called for
                if (marks != null) {
                    MDC.setContextMap(marks);
                }
                runHere(call);
            });
            return new Start.Begun(call);
        } catch (RejectedExecutionException full) {
            mine.remove(call);
            return new Start.NotBegun(
                    pool.isShutdown() ? new Outcome.Gone() : new Outcome.Busy(limit));
        }
    }

    /** On a thread of this plugin. What the plugin leaves in the thread is taken out of it. */
    private void runHere(Running call) {
        Thread thread = Thread.currentThread();
        thread.setContextClassLoader(loader);
        try {
            call.run();
        } finally {
            MDC.clear();
            thread.setContextClassLoader(PluginThreads.class.getClassLoader());
            mine.remove(call);
        }
    }

    /**
     * A call that is not begun.
     *
     * @param info what it is
     * @param work what calls the plugin
     * @return the call
     */
    public Running prepare(CallInfo info, Running.Work work) {
        return new Running(info, work, calls, incidents);
    }

    /** What came of {@link #lead}. */
    public enum Lead {
        /** The call ran on this thread, and has ended. */
        HERE,
        /** Another thread runs it, and does what comes next. */
        THERE,
        /** Nothing: nobody but the one who asks can do what comes next, so {@link #begin} it. */
        NOBODY
    }

    /**
     * Begins a call together with what comes after it, so that nobody needs to wait for its end:
     * here, if this is a thread of the plugin, and then {@code next} is left to the caller; else on
     * one of its threads, which does {@code next} when the call has ended. Only as many threads at
     * once do so as there are processors: while they do it they are lost to the plugin.
     *
     * @param call the call, from {@link #prepare}
     * @param next what comes after it, of the host's; it must not fail
     * @return who runs it
     */
    public Lead lead(Running call, Runnable next) {
        if (isMine()) {
            return leadHere(call) ? Lead.HERE : Lead.NOBODY;
        }
        if (guests.incrementAndGet() > MOST_GUESTS) {
            guests.decrementAndGet();
            return Lead.NOBODY;
        }
        mine.add(call);
        try {
            if (!draining) {
                pool.execute(() -> {
                    try {
                        runHere(call);
                        next.run();
                    } finally {
                        guests.decrementAndGet();
                    }
                });
                return Lead.THERE;
            }
        } catch (RejectedExecutionException full) {
            // begin() tells why
        }
        mine.remove(call);
        guests.decrementAndGet();
        return Lead.NOBODY;
    }

    private boolean leadHere(Running call) {
        mine.add(call);
        if (draining) {
            mine.remove(call);
            return false;
        }
        runHere(call);
        return true;
    }

    /**
     * Whether this is one of the plugin's threads.
     *
     * @return whether calls of the plugin may be run right here
     */
    public boolean isMine() {
        return Thread.currentThread() instanceof PluginThread own && own.isOf(this);
    }

    /**
     * Whether this is a thread of any plugin.
     *
     * @return whether nothing of other plugins, and nothing that takes long, may be done here
     */
    public static boolean isAnybodys() {
        return Thread.currentThread() instanceof PluginThread;
    }

    /**
     * Takes no more calls, waits for those under way, then interrupts them.
     *
     * @param patience how long to wait before the interrupt
     * @return the calls that go on in spite of it; their threads are lost until they end
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public Set<CallInfo> drain(Duration patience) throws InterruptedException {
        draining = true;
        if (!awaitAll(patience)) {
            mine.forEach(call -> call.end(new Outcome.Killed("the unloading of " + plugin)));
            awaitAll(GRACE);
        }
        return mine.stream()
                .filter(call -> !call.hasEnded())
                .map(Running::info)
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean awaitAll(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (Running call : mine) {
            if (!call.awaitEnd(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
                return false;
            }
        }
        return true;
    }

    /** Ends the threads, after {@link #drain} and the last {@link #run}. */
    public void shutdown() {
        // not shutdownNow(): a thread that has ended its call may be at work for the host
        mine.forEach(call -> call.end(new Outcome.Gone()));
        pool.shutdown();
    }

    /**
     * How the calls of this plugin end.
     *
     * @return its health since it was loaded
     */
    public PluginHealth health() {
        return health;
    }

    /**
     * Whether a thread is one of these.
     *
     * @param thread any thread
     * @return whether it belongs to this plugin's pool
     */
    public boolean owns(Thread thread) {
        return threads.contains(thread);
    }

    /**
     * How many calls are under way.
     *
     * @return the number at this moment
     */
    public int busy() {
        return pool.getActiveCount();
    }

    /**
     * Runs work of the plugin's life, such as its constructor, on one of its threads and waits for
     * it; also while draining.
     *
     * @param info what it is
     * @param work what calls the plugin
     * @param patience how long it may take before it is interrupted
     * @return the outcome
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public Outcome run(CallInfo info, Running.Work work, Duration patience)
            throws InterruptedException {
        Running call = new Running(info, work, calls, incidents);
        mine.add(call);
        return switch (execute(call)) {
            case Start.NotBegun(Outcome why) -> why;
            case Start.Begun(Running begun) -> {
                Optional<Outcome> outcome = begun.await(patience);
                if (outcome.isEmpty()) {
                    begun.end(new Outcome.TimedOut(patience));
                    begun.awaitEnd(GRACE);
                }
                yield outcome.orElse(new Outcome.TimedOut(patience));
            }
        };
    }
}
