package dev.errand.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.platform.store.StorageFigures.Figure;
import dev.errand.platform.store.StorageFigures.Operation;
import dev.errand.storage.memory.MemorySettings;
import dev.errand.storage.memory.MemoryStorageFactory;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Write;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasuredStorageTest {

    private static final Namespace NAMESPACE = Namespace.of("plugin", "demo", "items");

    private final StorageFigures figures = new StorageFigures();
    private final Storage storage =
            new MeasuredStorage(
                    new MemoryStorageFactory()
                            .open(new MemorySettings(), new ClockOnly(InstantSource.system())),
                    figures);

    @Test
    void callsAndFailuresAreCountedForEachOperation() {
        storage.put(NAMESPACE, Write.of("k", new byte[] {1}));
        assertThat(storage.get(NAMESPACE, "k")).isPresent();
        assertThat(storage.get(NAMESPACE, "none")).isEmpty();
        storage.close();
        assertThatThrownBy(() -> storage.get(NAMESPACE, "k")).isInstanceOf(StorageException.class);

        Map<Operation, Figure> read = figures.read();
        assertThat(read).containsOnlyKeys(Operation.GET, Operation.PUT);
        assertThat(read.get(Operation.GET).calls()).isEqualTo(3);
        assertThat(read.get(Operation.GET).failures()).isOne();
        assertThat(read.get(Operation.PUT).failures()).isZero();
        assertThat(read.get(Operation.PUT).total()).isPositive();
    }

    @Test
    void timesAreSortedIntoBounds() {
        figures.add(Operation.LIST, Duration.ofMillis(5).toNanos(), false);
        figures.add(Operation.LIST, Duration.ofMillis(1).toNanos(), false);
        figures.add(Operation.LIST, Duration.ofSeconds(2).toNanos(), true);

        Figure list = figures.read().get(Operation.LIST);
        assertThat(StorageFigures.bounds()).hasSameSizeAs(list.within());
        assertThat(list.within()).containsExactly(0L, 1L, 2L, 2L, 2L);
        assertThat(list.calls()).isEqualTo(3);
        assertThat(list.slowest()).isEqualTo(Duration.ofSeconds(2));
    }
}
