package dev.errand.storage.h2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.storage.contract.ContractContext;
import dev.errand.storage.contract.SettableClock;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.Write;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a killed process acknowledged is there. More rounds by {@code -Derrand.h2.kill.rounds=200}.
 */
class H2KillTest {

    private static final int ROUNDS = Integer.getInteger("errand.h2.kill.rounds", 10);
    private static final int WRITERS = 4;
    private static final int SIDE_BY_SIDE = 2;

    private static final int MOST_KEYS = 700;

    /** Makes up to two megabytes of journal, so that some kills meet the bringing up to date. */
    private static final int VALUE_BYTES = 3_000;

    private static final Namespace NAMESPACE = Namespace.of("plugin", "demo", "items");

    @TempDir private Path folder;

    /** The process that is killed: prints each key once its put has returned. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) {
            ContractContext context = new ContractContext(Path.of(args[0]), new SettableClock());
            Storage storage =
                    new H2StorageFactory().open(new H2Settings("errand", WRITERS), context);
            for (int writer = 0; writer < WRITERS; writer++) {
                String prefix = args[1] + "-" + writer + "-";
                Thread.ofPlatform().start(() -> putForEver(storage, prefix));
            }
        }

        private static void putForEver(Storage storage, String prefix) {
            byte[] value = new byte[VALUE_BYTES];
            for (long i = 0; true; i++) {
                storage.put(NAMESPACE, Write.of(prefix + i, value));
                storage.put(
                        NAMESPACE, Write.of("counter-" + prefix, Long.toString(i).getBytes(UTF_8)));
                if (i % 4 == 0 && i > 0) {
                    storage.remove(NAMESPACE, prefix + (i - 4));
                }
                System.out.println(prefix + i);
            }
        }
    }

    @Test
    void whatWasAcknowledgedBeforeAKillIsThere() throws Exception {
        List<Future<Integer>> homes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            for (int i = 0; i < SIDE_BY_SIDE; i++) {
                Path own = Files.createDirectory(folder.resolve("home-" + i));
                int rounds = (ROUNDS + i) / SIDE_BY_SIDE;
                homes.add(threads.submit(() -> killAgainAndAgain(own, rounds)));
            }
        }
        int acknowledged = 0;
        for (Future<Integer> home : homes) {
            acknowledged += home.get();
        }
        System.out.println(ROUNDS + " kills, " + acknowledged + " acknowledged keys, none lost");
    }

    private static int killAgainAndAgain(Path home, int rounds) throws Exception {
        Random random = new Random();
        List<String> acknowledged = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            List<String> now = runAndKill(home, "r" + round, 1 + random.nextInt(MOST_KEYS));
            acknowledged.addAll(now);
            checkAllAreThere(home, now, acknowledged);
        }
        assertThat(acknowledged).isNotEmpty();
        return acknowledged.size();
    }

    private static List<String> runAndKill(Path home, String round, int keysUntilKill)
            throws IOException, InterruptedException {
        Process child =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElse("java"),
                                "--enable-native-access=ALL-UNNAMED",
                                // what makes a process that lives half a second start sooner
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-XX:-UsePerfData",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                Child.class.getName(),
                                home.toString(),
                                round)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        List<String> keys = new ArrayList<>();
        try (BufferedReader out = child.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                keys.add(line);
                if (keys.size() == keysUntilKill) {
                    // Process.destroyForcibly would close the pipe, with acknowledged keys still in
                    // it.
                    assertThat(child.toHandle().destroyForcibly()).isTrue();
                }
            }
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return complete(keys);
    }

    /** The last line of a killed process may be cut off. */
    private static List<String> complete(List<String> keys) {
        return keys.subList(0, Math.max(0, keys.size() - 1));
    }

    private static void checkAllAreThere(Path home, List<String> now, List<String> acknowledged) {
        try (ContractContext context = new ContractContext(home, new SettableClock());
                Storage storage =
                        new H2StorageFactory().open(new H2Settings("errand", WRITERS), context)) {
            assertThat(storage.health().detail()).doesNotContain("lost");
            Set<String> said = Set.copyOf(now);
            long kept = now.stream().filter(key -> isThere(storage, key, said)).count();
            assertThat(kept).isGreaterThanOrEqualTo(now.size() * 3L / 4);
            assertThat(storage.count(NAMESPACE, "r"))
                    .isGreaterThanOrEqualTo(acknowledged.size() * 3L / 4);
        }
    }

    /** Every fourth key was removed before the key four further on was acknowledged. */
    private static boolean isThere(Storage storage, String key, Set<String> said) {
        int dash = key.lastIndexOf('-') + 1;
        long number = Long.parseLong(key.substring(dash));
        boolean there = storage.get(NAMESPACE, key).isPresent();
        if (number % 4 != 0) {
            assertThat(there).as(key).isTrue();
        } else if (said.contains(key.substring(0, dash) + (number + 4))) {
            assertThat(there).as(key).isFalse();
        }
        byte[] counter =
                storage.get(NAMESPACE, "counter-" + key.substring(0, dash)).orElseThrow().value();
        assertThat(Long.parseLong(new String(counter, UTF_8))).isGreaterThanOrEqualTo(number);
        return there;
    }
}
