package dev.errand.platform.execution;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All calls whose code has not yet ended, those that were given up included. Safe for use by any
 * thread.
 */
public final class RunningCalls {

    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, Running> calls = new ConcurrentHashMap<>();

    /**
     * The number of the next call.
     *
     * @return a number that no other call has
     */
    public long nextId() {
        return lastId.incrementAndGet();
    }

    void began(Running call) {
        calls.put(call.info().id(), call);
    }

    void ended(Running call) {
        calls.remove(call.info().id());
    }

    /**
     * The calls under way, oldest first.
     *
     * @return the calls
     */
    public List<Running> list() {
        return calls.values().stream()
                .sorted(Comparator.comparingLong(call -> call.info().id()))
                .toList();
    }

    /**
     * How many calls are under way.
     *
     * @return their number by the plugin, those without any left out
     */
    public Map<String, Long> countByPlugin() {
        Map<String, Long> counts = new TreeMap<>();
        calls.values().forEach(call -> counts.merge(call.info().plugin(), 1L, Long::sum));
        return counts;
    }

    /**
     * One call.
     *
     * @param id its number
     * @return the call, empty if it is not under way
     */
    public Optional<Running> find(long id) {
        return Optional.ofNullable(calls.get(id));
    }
}
