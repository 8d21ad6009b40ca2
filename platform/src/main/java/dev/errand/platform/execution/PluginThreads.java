package dev.errand.platform.execution;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one loaded plugin: platform threads, because code that spins would hold a virtual thread's carrier and two of those would
 * silence a bot on two cores; its own, because what a plugin leaves in a thread ends with the thread.
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

    private final String plugin;
    private final int limit;
    private final RunningCalls calls;
    private final Incidents incidents;
    private final Set<Running> mine = ConcurrentHashMap.newKeySet();
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
            String plugin, int limit, @Nullable ClassLoader loader, RunningCalls calls, Incidents incidents) {
        this.plugin = plugin;
        this.limit = limit;
        this.calls = calls;
        this.incidents = incidents;
        this.pool = new ThreadPoolExecutor(
                0, limit, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), named(plugin, loader));
    }

    private static ThreadFactory named(String plugin, @Nullable ClassLoader loader) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = Thread.ofPlatform()
                    .daemon()
                    .inheritInheritableThreadLocals(false)
                    .name(plugin + "-" + count.incrementAndGet())
                    .unstarted(work);
            thread.setContextClassLoader(loader);
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
        Running call = new Running(info, work, calls, incidents);
        try {
            pool.execute(() -> {
                mine.add(call);
                try {
                    call.run();
                } finally {
                    mine.remove(call);
                }
            });
            return new Start.Begun(call);
        } catch (RejectedExecutionException full) {
            return new Start.NotBegun(pool.isShutdown() ? new Outcome.Gone() : new Outcome.Busy(limit));
        }
    }

    /**
     * Takes no more calls, waits for those under way, then interrupts them.
     *
     * @param patience how long to wait before the interrupt, and again after it
     * @return the calls that go on in spite of it; their threads are lost until they end
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public Set<CallInfo> drain(Duration patience) throws InterruptedException {
        pool.shutdown();
        if (!pool.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            mine.forEach(call -> call.end(new Outcome.Killed("the unloading of " + plugin)));
            pool.shutdownNow();
            Duration grace = patience.compareTo(Duration.ofSeconds(1)) < 0 ? patience : Duration.ofSeconds(1);
            pool.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS);
        }
        return mine.stream().map(Running::info).collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    /**
     * How many calls are under way.
     *
     * @return the number at this moment
     */
    public int busy() {
        return pool.getActiveCount();
    }

    /** The id of the plugin. */
    @Override
    public String toString() {
        return "threads of " + plugin;
    }

    /**
     * Work of the host on a thread of the plugin, such as its constructor.
     *
     * @param info what it is
     * @param work what calls the plugin
     * @param patience how long it may take before it is interrupted
     * @return the outcome
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public Outcome run(CallInfo info, Running.Work work, Duration patience) throws InterruptedException {
        return switch (start(info, work)) {
            case Start.NotBegun(Outcome why) -> why;
            case Start.Begun(Running call) -> {
                Optional<Outcome> outcome = call.await(patience);
                if (outcome.isEmpty()) {
                    call.end(new Outcome.TimedOut(patience));
                    outcome = call.await(Duration.ofSeconds(1));
                }
                yield outcome.orElse(new Outcome.TimedOut(patience));
            }
        };
    }
}
