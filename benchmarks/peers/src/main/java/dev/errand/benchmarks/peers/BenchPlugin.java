package dev.errand.benchmarks.peers;

import dev.errand.api.Command;
import dev.errand.api.Plugin;
import dev.errand.api.PluginContext;
import dev.errand.api.Rest;
import dev.errand.api.Store;
import java.time.Duration;
import java.util.Optional;

/** What the benchmark asks of every bot, written as a plugin's author would write it. */
public final class BenchPlugin implements Plugin {

    private static final Duration LONG = Duration.ofSeconds(2);

    private final Store<String> items;
    private final Store<Long> counters;

    /**
     * Made by the host.
     *
     * @param context gives the stores
     */
    public BenchPlugin(PluginContext context) {
        items = context.store("items", String.class);
        counters = context.store("counters", Long.class);
    }

    @Command(value = "echo", description = "Says it back")
    String echo(@Rest String words) {
        return words;
    }

    @Command(value = "add", description = "Keeps a value under a key")
    String add(String key, String value) {
        items.put(key, value);
        return "added " + key + " " + value;
    }

    @Command(value = "get", description = "Shows what a key holds")
    String get(String key) {
        return key
                + " = "
                + items.get(key).or(() -> counters.get(key).map(String::valueOf)).orElse("(none)");
    }

    @Command(value = "incr", description = "Adds one to a number")
    String incr(String key, String nonce) {
        Optional<Long> sum = counters.update(key, old -> Optional.of(old.orElse(0L) + 1));
        return "incr " + key + " " + nonce + " " + sum.orElseThrow();
    }

    @Command(value = "slow", description = "Sleeps for two seconds")
    String slow(String nonce) throws InterruptedException {
        Thread.sleep(LONG);
        return nonce;
    }

    @Command(value = "busy", description = "Computes for two seconds")
    String busy(String nonce) {
        long end = System.nanoTime() + LONG.toNanos();
        long steps = 0;
        while (System.nanoTime() - end < 0) {
            steps++;
        }
        return nonce + " " + steps;
    }

    @SuppressWarnings("DoNotCallSuggester") // throwing is what is measured
    @Command(value = "boom", description = "Throws")
    String boom(String words) {
        return String.valueOf(Long.parseLong("boom " + words));
    }
}
