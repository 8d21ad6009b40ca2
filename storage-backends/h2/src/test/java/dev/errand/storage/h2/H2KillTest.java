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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process acknowledged is there. More rounds by {@code -Derrand.kill.rounds=100}. */
class H2KillTest {

    private static final int ROUNDS = Integer.getInteger("errand.kill.rounds", 10);
    private static final int WRITERS = 4;
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
            byte[] value = new byte[200];
            for (long i = 0; true; i++) {
                storage.put(NAMESPACE, Write.of(prefix + i, value));
                storage.put(
                        NAMESPACE, Write.of("counter-" + prefix, Long.toString(i).getBytes(UTF_8)));
                System.out.println(prefix + i);
            }
        }
    }

    @Test
    void whatWasAcknowledgedBeforeAKillIsThere() throws Exception {
        Random random = new Random();
        List<String> acknowledged = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<String> now = runAndKill("r" + round, 1 + random.nextInt(1500));
            assertThat(now).isNotEmpty();
            acknowledged.addAll(now);
            checkAllAreThere(now, acknowledged);
        }
        System.out.println(
                ROUNDS + " kills, " + acknowledged.size() + " acknowledged keys, none lost");
    }

    private List<String> runAndKill(String round, int keysUntilKill)
            throws IOException, InterruptedException {
        Process child =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElse("java"),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                Child.class.getName(),
                                folder.toString(),
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

    private void checkAllAreThere(List<String> now, List<String> acknowledged) {
        try (ContractContext context = new ContractContext(folder, new SettableClock());
                Storage storage =
                        new H2StorageFactory().open(new H2Settings("errand", WRITERS), context)) {
            assertThat(now)
                    .allSatisfy(key -> {
                        assertThat(storage.get(NAMESPACE, key)).as(key).isPresent();
                        int dash = key.lastIndexOf('-') + 1;
                        byte[] counter =
                                storage.get(NAMESPACE, "counter-" + key.substring(0, dash))
                                        .orElseThrow()
                                        .value();
                        assertThat(Long.parseLong(new String(counter, UTF_8)))
                                .isGreaterThanOrEqualTo(Long.parseLong(key.substring(dash)));
                    });
            assertThat(storage.count(NAMESPACE, "r")).isGreaterThanOrEqualTo(acknowledged.size());
        }
    }
}
