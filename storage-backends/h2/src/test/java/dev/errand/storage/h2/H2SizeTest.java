package dev.errand.storage.h2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.storage.contract.ContractContext;
import dev.errand.storage.contract.SettableClock;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Query;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.Write;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2SizeTest {

    private static final Namespace NAMESPACE = Namespace.of("plugin", "demo", "items");
    private static final Duration LOAD =
            Duration.ofSeconds(Integer.getInteger("errand.load.seconds", 2));

    @TempDir private Path folder;

    @Test
    void aValueLargerThanAMebibyteIsKept() {
        byte[] value = new byte[3 << 20];
        new Random(5).nextBytes(value);
        try (ContractContext context = new ContractContext(folder, new SettableClock())) {
            try (Storage storage = open(context)) {
                storage.put(NAMESPACE, Write.of("big", value));
                storage.put(NAMESPACE, Write.of("big", value));
            }
            try (Storage storage = open(context)) {
                assertThat(storage.get(NAMESPACE, "big").orElseThrow().value()).isEqualTo(value);
            }
        }
    }

    @Test
    void valuesThatEndedAreDeletedInPortions() {
        try (ContractContext context = new ContractContext(folder, new SettableClock());
                H2Storage storage = open(context)) {
            for (int i = 0; i < 250; i++) {
                storage.put(
                        NAMESPACE,
                        new Write(
                                "k" + i,
                                new byte[10],
                                Optional.of(
                                        context.clock().instant().plusSeconds(i < 240 ? 10 : 20))));
            }
            storage.put(NAMESPACE, Write.of("stays", new byte[10]));
            context.clock().advance(Duration.ofSeconds(10));

            assertThat(storage.purge(100)).isEqualTo(100);
            assertThat(storage.purge(1000)).isEqualTo(140);
            assertThat(storage.purge(1000)).isZero();
            assertThat(storage.count(NAMESPACE, "")).isEqualTo(11);
        }
    }

    @Test
    void theSameKeysPutAgainAndAgainAreOneHundredKeys() throws Exception {
        Path file = folder.resolve("errand.mv.db");
        long puts = 0;
        try (ContractContext context = new ContractContext(folder, new SettableClock())) {
            try (Storage storage = open(context)) {
                byte[] value = new byte[200];
                for (long end = System.nanoTime() + LOAD.toNanos();
                        System.nanoTime() < end;
                        puts++) {
                    storage.put(NAMESPACE, Write.of("k" + puts % 100, value));
                }
                System.out.printf(
                        "%d puts in %d s on one thread: %d KiB%n",
                        puts, LOAD.toSeconds(), Files.size(file) / 1024);
            }
            System.out.printf("after closing: %d KiB%n", Files.size(file) / 1024);
            try (Storage storage = open(context)) {
                assertThat(storage.list(NAMESPACE, new Query("", Optional.empty(), 1000)).keys())
                        .hasSize(100);
            }
        }
    }

    private static H2Storage open(ContractContext context) {
        return (H2Storage) new H2StorageFactory().open(new H2Settings("errand", 8), context);
    }
}
