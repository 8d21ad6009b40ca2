package dev.errand.storage.h2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.storage.contract.ContractContext;
import dev.errand.storage.contract.SettableClock;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.Write;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What is left in the JVM and on the disk; alone, since other tests have storages open. */
@Isolated
class H2LeavingsTest {

    @TempDir Path folder;

    @Test
    void nothingIsLeftBehind() throws Exception {
        ContractContext context = new ContractContext(folder, new SettableClock());
        List<Driver> drivers = DriverManager.drivers().toList();
        Storage storage = new H2StorageFactory().open(new H2Settings("errand", 2), context);
        storage.put(Namespace.of("test", "opening"), Write.of("k", "k".getBytes(UTF_8)));
        storage.close();
        context.close();

        assertThat(DriverManager.drivers().toList()).isEqualTo(drivers);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("H2") || name.contains("MVStore"));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .extracting(file -> String.valueOf(file.getFileName()))
                    .containsExactlyInAnyOrder("errand.mv.db", "errand.last", "errand.journal");
        }
    }
}
