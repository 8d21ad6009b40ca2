package dev.errand.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * 50 commands hang, 25 of them spinning on the processors: how long another person waits for {@code
 * democmd get}, and whether 3,000 quick commands of one person are answered in order.
 */
public final class HungCommands {

    private HungCommands() {}

    /** Runs. */
    public static void main(String[] args) throws Exception {
        Queue<String> said = new ConcurrentLinkedQueue<>();
        BenchBot bot =
                new BenchBot(message -> {
                    if (message.body()
                            instanceof
                            dev.errand.backend.spi.OutboundMessage.Body.Drawn(String text)) {
                        said.add(text);
                    }
                });
        bot.load(
                "bad",
                "1.0.0",
                """
                @Command(value = "sleep", description = "Hangs") void sleep() throws Exception { Thread.sleep(600_000); }
                @Command(value = "spin", description = "Spins") void spin() { while (true) {} }
                """);
        bot.load(
                "good",
                "1.0.0",
                """
                private final Store<String> items;
                public P(PluginContext context) { items = context.store("items", String.class); items.put("greeting", "hello"); }
                @Command(value = "democmd get", description = "Shows") Reply get(String key) { return Reply.plain(items.get(key).orElse("-")); }
                @Command(value = "echo", description = "Says it again") Reply echo(@Rest String text) { return Reply.plain(text); }
                """);
        for (int i = 0; i < 3000; i++) {
            bot.chat().say(QuietChat.person(1), "!echo warm").await();
        }
        report("nobody hangs      ", waits(bot));
        for (int i = 0; i < 50; i++) {
            bot.chat().say(QuietChat.person(100 + i), i % 2 == 0 ? "!sleep" : "!spin");
        }
        while (bot.bot().calls().list().size() < 50) {
            Thread.onSpinWait();
        }
        report("50 hang, 25 spin  ", waits(bot));
        said.clear();
        long began = System.nanoTime();
        var last =
                IntStream.range(0, 3000)
                        .mapToObj(n -> bot.chat().say(QuietChat.person(1), "!echo " + n))
                        .reduce((a, b) -> b)
                        .orElseThrow();
        last.await();
        List<String> expected = IntStream.range(0, 3000).mapToObj(String::valueOf).toList();
        System.out.printf(
                "3,000 commands of one person meanwhile: %s, in %.1f s%n",
                List.copyOf(said).equals(expected) ? "all in order" : "NOT in order",
                (System.nanoTime() - began) / 1e9);
        System.exit(0);
    }

    private static double[] waits(BenchBot bot) throws InterruptedException {
        double[] millis = new double[100];
        for (int i = 0; i < millis.length; i++) {
            long asked = System.nanoTime();
            bot.chat().say(QuietChat.person(2), "!democmd get greeting").await();
            millis[i] = (System.nanoTime() - asked) / 1e6;
        }
        Arrays.sort(millis);
        return millis;
    }

    private static void report(String when, double[] millis) {
        System.out.printf(
                "%s: democmd get of another person: median %.2f ms, worst %.2f ms of 100%n",
                when, millis[50], millis[99]);
    }
}
