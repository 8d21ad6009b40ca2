package dev.errand.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * 50 commands hang, 25 of them spinning on the processors, and then their plugin has no thread left
 * and a queue of messages for it waits: how long another person waits for {@code democmd get} and
 * an admin for {@code plugins}, and whether 3,000 quick commands of one person are answered in
 * order.
 */
public final class HungCommands {

    /** Who asks for what. */
    private record Asked(int person, String line) {}

    private static final Asked GET = new Asked(2, "!democmd get greeting");
    private static final Asked ADMIN = new Asked(BenchBot.ADMIN, "!plugins");

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
        report("nobody hangs             ", "democmd get of another person", waits(bot, GET));
        report("nobody hangs             ", "plugins of an admin", waits(bot, ADMIN));
        for (int i = 0; i < 50; i++) {
            bot.chat().say(QuietChat.person(100 + i), i % 2 == 0 ? "!sleep" : "!spin");
        }
        while (bot.bot().calls().list().size() < 50) {
            Thread.onSpinWait();
        }
        report("50 hang, 25 spin         ", "democmd get of another person", waits(bot, GET));
        report("50 hang, 25 spin         ", "plugins of an admin", waits(bot, ADMIN));
        fillUp(bot);
        report("and the plugin is full   ", "democmd get of another person", waits(bot, GET));
        report("and the plugin is full   ", "plugins of an admin", waits(bot, ADMIN));
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

    /**
     * The plugin has all 64 calls that it may have, and 1,000 messages of people who wait for it
     * stand behind others in their lanes.
     */
    private static void fillUp(BenchBot bot) throws InterruptedException {
        for (int i = 0; i < 14; i++) {
            bot.chat().say(QuietChat.person(200 + i), "!sleep");
        }
        while (bot.bot().calls().list().size() < 64) {
            Thread.onSpinWait();
        }
        for (int i = 0; i < 1_000; i++) {
            bot.chat().say(QuietChat.person(300 + i % 50), "!sleep");
        }
    }

    private static double[] waits(BenchBot bot, Asked asked) throws InterruptedException {
        double[] millis = new double[100];
        for (int i = 0; i < millis.length; i++) {
            long began = System.nanoTime();
            bot.chat().say(QuietChat.person(asked.person()), asked.line()).await();
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(millis);
        return millis;
    }

    private static void report(String when, String what, double[] millis) {
        System.out.printf(
                "%s: %s: median %.2f ms, worst %.2f ms of 100%n",
                when, what, millis[50], millis[99]);
    }
}
