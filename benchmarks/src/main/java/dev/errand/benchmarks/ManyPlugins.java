package dev.errand.benchmarks;

import dev.errand.platform.plugin.PluginFolders;
import dev.errand.platform.repository.InstallRequest;
import dev.errand.testkit.PluginJarBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Starts with many installed plugins: everything from the reading of {@code plugins.lock} until all
 * of them serve, digests checked and self-checks run.
 */
public final class ManyPlugins {

    private static final int STARTS = 7;

    private ManyPlugins() {}

    /**
     * Runs.
     *
     * @param args how many plugins; 75, 150, 300 and 600 by default
     */
    public static void main(String[] args) throws Exception {
        String[] counts = args.length > 0 ? args : new String[] {"75", "150", "300", "600"};
        Path jars = Files.createTempDirectory("errand-bench-jars");
        int most = Arrays.stream(counts).mapToInt(Integer::parseInt).max().orElseThrow();
        for (int i = 0; i < most; i++) {
            jar(jars, i);
        }
        for (String count : counts) {
            measure(jars, Integer.parseInt(count));
        }
        System.exit(0);
    }

    private static void jar(Path folder, int number) throws Exception {
        PluginJarBuilder.plugin("p" + number, "1.0.0", "x.P")
                .source(
                        "x.P",
                        """
                        package x;
                        import dev.errand.api.*;
                        public final class P implements Plugin {
                            public record Settings(@Default("3") int times) {}
                            private final Store<String> kept;
                            public P(Settings settings, PluginContext context) { kept = context.store("kept", String.class); }
                            @Command(value = "p%d get", description = "Shows") String get(String key) { return kept.get(key).orElse(""); }
                            @Command(value = "p%d put", description = "Keeps") String put(String key, @Rest String value) { kept.put(key, value); return "ok"; }
                        }
                        """
                                .formatted(number, number))
                .write(folder.resolve(number + ".jar"));
    }

    private static void measure(Path jars, int count) throws Exception {
        Path home = Files.createTempDirectory("errand-bench");
        BenchBot first = new BenchBot(home, message -> {});
        for (int i = 0; i < count; i++) {
            String path = jars.resolve(i + ".jar").toString();
            first.bot()
                    .repositories()
                    .install(
                            new InstallRequest(
                                    path, Optional.empty(), Optional.empty(), "bench", true),
                            told -> {});
        }
        first.close();
        double[] millis = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            long began = System.nanoTime();
            BenchBot bot = new BenchBot(home, message -> {});
            new PluginFolders(
                            bot.bot().plugins(),
                            home.resolve("none"),
                            home.resolve("plugins"),
                            bot.bot().repositories())
                    .loadAll(bot.bot().threads().factory("load"), Duration.ofMinutes(1));
            millis[i] = (System.nanoTime() - began) / 1e6;
            long serving =
                    bot.bot().plugins().statuses().stream()
                            .filter(status -> status.id().startsWith("p"))
                            .filter(status -> !status.version().isEmpty())
                            .count();
            bot.close();
            if (serving != count) {
                throw new IllegalStateException(serving + " serve of " + count);
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                "%4d plugins: median %6.0f ms, fastest %6.0f ms, %.2f ms for each%n",
                count, millis[STARTS / 2], millis[0], millis[STARTS / 2] / count);
    }
}
