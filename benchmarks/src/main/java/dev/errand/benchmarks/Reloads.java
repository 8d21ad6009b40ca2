package dev.errand.benchmarks;

import dev.errand.platform.plugin.PluginJar;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;

/**
 * Replaces a plugin 500 times and tells what is left of it: milliseconds each, metaspace, loaders
 * alive.
 */
public final class Reloads {

    private Reloads() {}

    /**
     * Runs.
     *
     * @param args how many reloads, 500 by default
     */
    public static void main(String[] args) throws Exception {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 500;
        BenchBot bot = new BenchBot(message -> {});
        String body =
                "@Command(value = \"roll\", description = \"Rolls\") String roll(@Default(\"6\") int sides) { return \"%s\"; }";
        PluginJar[] jars = {
            bot.jar("roll", "1.0.0", body.formatted("one")),
            bot.jar("roll", "1.0.1", body.formatted("two"))
        };
        for (int i = 0; i < 50; i++) {
            bot.load(jars[i % 2]);
            bot.chat().say(QuietChat.person(1), "!roll").await();
        }
        bot.bot().plugins().awaitGone(Duration.ofSeconds(20));
        long before = metaspace();
        double[] millis = new double[count];
        for (int i = 0; i < count; i++) {
            long began = System.nanoTime();
            bot.load(jars[i % 2]);
            millis[i] = (System.nanoTime() - began) / 1e6;
            bot.chat().say(QuietChat.person(1), "!roll").await();
        }
        Set<String> left = bot.bot().plugins().awaitGone(Duration.ofSeconds(20));
        Arrays.sort(millis);
        System.out.printf(
                "%d reloads: median %.2f ms, p99 %.2f ms, worst %.2f ms; metaspace %d KiB before, %d KiB after; loaders alive"
                        + " beside the one in service: %d%n",
                count,
                millis[count / 2],
                millis[count * 99 / 100],
                millis[count - 1],
                before / 1024,
                metaspace() / 1024,
                left.size());
        bot.close();
        System.exit(0);
    }

    private static long metaspace() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .map(MemoryPoolMXBean::getUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
