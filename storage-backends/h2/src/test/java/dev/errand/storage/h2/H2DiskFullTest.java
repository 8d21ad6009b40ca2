package dev.errand.storage.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.errand.storage.contract.ContractContext;
import dev.errand.storage.contract.SettableClock;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Write;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2DiskFullTest {

    private static final Namespace NAMESPACE = Namespace.of("plugin", "demo", "items");

    @TempDir private Path folder;

    private boolean mounted;

    @BeforeEach
    void mountASmallDisk() throws Exception {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", folder.toString());
        assumeThat(mounted)
                .as("the right to mount a small tmpfs, which root on Linux has")
                .isTrue();
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", folder.toString())).isTrue();
        }
    }

    @Test
    void aFullDiskIsToldAndTheStorageGoesOnWhenThereIsSpaceAgain() throws Exception {
        Path ballast = folder.resolve("ballast");
        Files.write(ballast, new byte[2 << 20]);
        List<String> acknowledged = new ArrayList<>();
        try (ContractContext context = new ContractContext(folder, new SettableClock())) {
            try (Storage storage =
                    new H2StorageFactory().open(new H2Settings("errand", 4), context)) {
                assertThatThrownBy(() -> fill(storage, acknowledged))
                        .isInstanceOf(StorageException.class)
                        .hasMessageContainingAll(
                                "disk is full",
                                folder.resolve("errand.mv.db").toString(),
                                "Free some space");
                assertThat(acknowledged).isNotEmpty();

                Files.delete(ballast);
                await().atMost(Duration.ofSeconds(10))
                        .ignoreExceptions()
                        .until(() -> put(storage, "after") > 0);
                assertThat(storage.health().up()).isTrue();
                assertThat(acknowledged)
                        .allSatisfy(
                                key -> assertThat(storage.get(NAMESPACE, key)).as(key).isPresent());
            }
            try (Storage storage =
                    new H2StorageFactory().open(new H2Settings("errand", 4), context)) {
                assertThat(storage.get(NAMESPACE, "after")).isPresent();
                assertThat(acknowledged)
                        .allSatisfy(
                                key -> assertThat(storage.get(NAMESPACE, key)).as(key).isPresent());
            }
        }
    }

    @Test
    void aDiskThatIsFullFromTheStartIsTold() throws Exception {
        Path ballast = folder.resolve("ballast");
        assertThatThrownBy(() -> Files.write(ballast, new byte[8 << 20]))
                .isInstanceOf(IOException.class);
        try (ContractContext context = new ContractContext(folder, new SettableClock())) {
            assertThatThrownBy(
                            () -> new H2StorageFactory().open(new H2Settings("errand", 4), context))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContainingAll("disk is full", "Free some space");

            Files.delete(ballast);
            try (Storage storage =
                    new H2StorageFactory().open(new H2Settings("errand", 4), context)) {
                assertThat(put(storage, "k")).isPositive();
            }
        }
    }

    private static void fill(Storage storage, List<String> acknowledged) {
        while (acknowledged.size() < 1000) {
            String key = "k" + acknowledged.size();
            put(storage, key);
            acknowledged.add(key);
        }
    }

    private static long put(Storage storage, String key) {
        byte[] value = new byte[20_000];
        new Random(key.hashCode()).nextBytes(value);
        return storage.put(NAMESPACE, Write.of(key, value));
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
