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
    void theSameKeysPutAgainAndAgainAreOneHundredKeysInAFileThatStopsGrowing() throws Exception {
        try (ContractContext context = new ContractContext(folder, new SettableClock())) {
            try (Storage storage = open(context)) {
                // The journal begins anew at a mebibyte; H2 keeps for two seconds what it replaced.
                Load first = put(storage, LOAD.dividedBy(2));
                Load second = put(storage, LOAD.dividedBy(2));
                System.out.printf(
                        "%d puts in %d s: at most %d KiB in the first half, %d KiB in the second%n",
                        first.puts() + second.puts(),
                        LOAD.toSeconds(),
                        first.largest() / 1024,
                        second.largest() / 1024);
                assertThat(Math.max(first.largest(), second.largest())).isLessThan(64L << 20);
            }
            long closed = Files.size(file());
            System.out.printf("after closing: %d KiB%n", closed / 1024);
            assertThat(closed).isLessThan(1 << 20);
            try (Storage storage = open(context)) {
                assertThat(storage.list(NAMESPACE, new Query("", Optional.empty(), 1000)).keys())
                        .hasSize(100);
            }
        }
    }

    /** What some seconds of writing made of the file. */
    private record Load(long puts, long largest) {}

    private Load put(Storage storage, Duration length) throws Exception {
        byte[] value = new byte[200];
        long puts = 0;
        long largest = 0;
        for (long end = System.nanoTime() + length.toNanos(); System.nanoTime() < end; puts++) {
            storage.put(NAMESPACE, Write.of("k" + puts % 100, value));
            if (puts % 100 == 0) {
                largest = Math.max(largest, Files.size(file()));
            }
        }
        return new Load(puts, largest);
    }

    private Path file() {
        return folder.resolve("errand.mv.db");
    }

    private static H2Storage open(ContractContext context) {
        return (H2Storage) new H2StorageFactory().open(new H2Settings("errand", 8), context);
    }
}
