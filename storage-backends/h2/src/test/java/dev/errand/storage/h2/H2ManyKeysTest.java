package dev.errand.storage.h2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.storage.contract.ContractContext;
import dev.errand.storage.contract.SettableClock;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Page;
import dev.errand.storage.spi.Query;
import dev.errand.storage.spi.Step;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.Write;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Much in one file. A million keys by {@code -Derrand.keys=1000000}. */
class H2ManyKeysTest {

    private static final Namespace NAMESPACE = Namespace.of("plugin", "demo", "items");
    private static final int KEYS = Integer.getInteger("errand.keys", 10_000);

    @TempDir private Path folder;

    @Test
    void manyKeysAreListedWithoutHoldingUpAnybodyElse() throws Exception {
        try (ContractContext context = new ContractContext(folder, new SettableClock());
                Storage storage =
                        new H2StorageFactory().open(new H2Settings("errand", 4), context)) {
            long start = System.nanoTime();
            fill(storage);
            long filled = System.nanoTime();
            AtomicBoolean listed = new AtomicBoolean();
            AtomicLong slowest = new AtomicLong();
            Thread other =
                    Thread.ofPlatform().start(() -> slowest.set(slowestUse(storage, listed)));
            int found = 0;
            Optional<String> last = Optional.empty();
            Page page;
            do {
                page = storage.list(NAMESPACE, new Query("key-", last, 1_000));
                assertThat(last.isEmpty() || page.keys().getFirst().compareTo(last.get()) > 0)
                        .isTrue();
                found += page.keys().size();
                last = Optional.of(page.keys().getLast());
            } while (page.more());
            long took = System.nanoTime() - filled;
            listed.set(true);
            other.join();
            long counting = System.nanoTime();
            assertThat(storage.count(NAMESPACE, "key-")).isEqualTo(KEYS);
            System.out.printf(
                    "%d keys put in %d ms and listed in %d ms; the slowest get or put of another thread meanwhile took %d ms; counted in %d ms; %d KiB%n",
                    found,
                    (filled - start) / 1_000_000,
                    took / 1_000_000,
                    slowest.get() / 1_000_000,
                    (System.nanoTime() - counting) / 1_000_000,
                    Files.size(folder.resolve("errand.mv.db")) / 1024);
            assertThat(found).isEqualTo(KEYS);
            assertThat(slowest.get()).isLessThan(Duration.ofSeconds(2).toNanos());
        }
    }

    private static long slowestUse(Storage storage, AtomicBoolean over) {
        long slowest = 0;
        for (int i = 0; !over.get(); i++) {
            long start = System.nanoTime();
            storage.put(NAMESPACE, Write.of("other-" + i % 100, new byte[20]));
            assertThat(storage.get(NAMESPACE, "other-" + i % 100)).isPresent();
            slowest = Math.max(slowest, System.nanoTime() - start);
        }
        return slowest;
    }

    private static void fill(Storage storage) {
        for (int i = 0; i < KEYS; i += 500) {
            List<Step> steps = new ArrayList<>();
            for (int j = i; j < i + 500; j++) {
                steps.add(
                        new Step.Put(
                                NAMESPACE,
                                Write.of("key-%08d".formatted(j), new byte[20]),
                                OptionalLong.empty()));
            }
            assertThat(storage.writeTogether(steps)).isTrue();
        }
    }
}
