package dev.errand.storage.h2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.storage.contract.ContractContext;
import dev.errand.storage.contract.SettableClock;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Query;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Write;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a file is damaged after real writes: it is never taken for nothing. */
class H2DamagedEndTest {

    private static final Namespace NAMESPACE = Namespace.of("plugin", "demo", "items");
    private static final String DATABASE = "errand.mv.db";
    private static final String JOURNAL = "errand.journal";
    private static final List<String> FILES = List.of(DATABASE, JOURNAL, "errand.last");

    /** About a megabyte and a half, so that the database was brought up to date once in between. */
    private static final int VALUES = 2_600;

    @TempDir private Path written;
    @TempDir private Path damaged;

    private final Random random = new Random(4);
    private ContractContext context;

    /** The file that something is done to. */
    private String hurt = DATABASE;

    /** What is done to the file. */
    private interface Damage {
        void to(RandomAccessFile file, long length) throws IOException;
    }

    /** What came of it. */
    private enum Outcome {
        WHOLE,
        TOLD,
        REFUSED
    }

    @BeforeEach
    void makeContext() {
        context = new ContractContext(damaged, new SettableClock());
    }

    @AfterEach
    void endThreads() {
        context.close();
    }

    @Test
    void aFileThatWasNotClosedAndNotDamagedHasLostNothing() throws Exception {
        write(true);
        try (Storage storage = open()) {
            assertThat(storage.count(NAMESPACE, "")).isEqualTo(VALUES);
            assertThat(storage.health().detail()).doesNotContain("lost");
        }
    }

    @Test
    void aDatabaseThatIsDamagedAfterAKillIsNeverTakenForWhole() throws Exception {
        write(true);
        // What the journal has it mends; outcome() itself refuses a loss that nobody was told of.
        for (int length : List.of(4096, 100_000)) {
            assertThat(outcome((file, whole) -> file.setLength(Math.max(0, whole - length))))
                    .isNotNull();
            assertThat(outcome(overwriting(length))).isNotNull();
        }
        assertThat(outcome((file, whole) -> file.setLength(whole / 3))).isNotEqualTo(Outcome.WHOLE);
    }

    @Test
    void aJournalThatIsDamagedAfterAKillSaysThatItLostSomething() throws Exception {
        write(true);
        hurt = JOURNAL;
        for (int length : List.of(1, 4096, 20_000)) {
            assertThat(outcome((file, whole) -> file.setLength(whole - length)))
                    .isEqualTo(Outcome.TOLD);
            assertThat(outcome(overwriting(length))).isEqualTo(Outcome.TOLD);
        }
        assertThat(outcome((file, whole) -> file.setLength(0))).isEqualTo(Outcome.TOLD);
        assertThat(outcome(overwriting(1 << 30))).isEqualTo(Outcome.TOLD);
        assertThat(outcome((file, whole) -> flipOneBit(file, whole / 2))).isEqualTo(Outcome.TOLD);
    }

    @Test
    void aJournalThatIsGoneIsTold() throws Exception {
        write(true);
        Files.delete(written.resolve(JOURNAL));
        copy();

        try (Storage storage = open()) {
            assertThat(storage.health().detail())
                    .contains("has lost something", "errand.journal", "is gone", "backup");
        }
    }

    @Test
    void aJournalOfBeforeIsNotMadeASecondTime() throws Exception {
        write(true);
        byte[] old = Files.readAllBytes(written.resolve(JOURNAL));
        copy();
        try (Storage storage = open()) {
            storage.put(NAMESPACE, Write.of("k" + (VALUES - 1), new byte[] {7}));
        }
        Files.write(damaged.resolve(JOURNAL), old);

        try (Storage storage = open()) {
            assertThat(storage.get(NAMESPACE, "k" + (VALUES - 1)).orElseThrow().value())
                    .containsExactly(7);
        }
    }

    private static void flipOneBit(RandomAccessFile file, long at) throws IOException {
        file.seek(at);
        int before = file.read();
        file.seek(at);
        file.write(before ^ 1);
    }

    @Test
    void aFileDamagedAfterItWasClosedIsRefusedOrSaysThatItLostSomething() throws Exception {
        write(false);
        // How much of the end H2 wrote as it closed, which holds nothing new, depends on how far it
        // got with compacting:
        // outcome() itself refuses a loss that nobody was told of.
        for (int length : List.of(4096, 12_000, 40_000)) {
            assertThat(outcome((file, whole) -> file.setLength(whole - length))).isNotNull();
            assertThat(outcome(overwriting(length))).isNotNull();
        }
        assertThat(outcome((file, whole) -> file.setLength(whole / 3))).isNotEqualTo(Outcome.WHOLE);
    }

    @Test
    void aFileOfYesterdaySaysThatItIsOlderThanWhatWasCommitted() throws Exception {
        write(false);
        byte[] yesterday = Files.readAllBytes(file(written));
        write(false);
        Files.write(file(written), yesterday);
        copy();

        try (Storage storage = open()) {
            assertThat(storage.health().detail())
                    .contains("has lost something", "older copy", "errand.mv.db.damaged");
        }
    }

    @Test
    void aFileThatIsGoneIsTold() throws Exception {
        write(false);
        Files.delete(file(written));
        copy();

        try (Storage storage = open()) {
            assertThat(storage.health().detail()).contains("is gone", "put the file or a backup");
        }
    }

    private static Damage overwriting(int length) {
        return (file, whole) -> {
            byte[] noise = new byte[(int) Math.min(length, whole)];
            new Random(7).nextBytes(noise);
            file.seek(whole - noise.length);
            file.write(noise);
        };
    }

    /** Whole, or told, or refused; and what is there can be read. */
    private Outcome outcome(Damage damage) throws Exception {
        copy();
        Path hurt = damaged.resolve(this.hurt);
        try (RandomAccessFile file = new RandomAccessFile(hurt.toFile(), "rw")) {
            damage.to(file, file.length());
        }
        byte[] before = Files.readAllBytes(hurt);
        Storage storage;
        try {
            storage = open();
        } catch (StorageException refused) {
            assertThat(refused)
                    .hasMessageContainingAll(file(damaged).toString(), "damaged", "backup");
            assertThat(Files.readAllBytes(hurt)).isEqualTo(before);
            return Outcome.REFUSED;
        }
        try (storage) {
            long there = storage.count(NAMESPACE, "");
            if (there < VALUES) {
                assertThat(storage.health().detail()).contains("has lost something", "backup");
                assertThat(Files.readAllBytes(damaged.resolve(this.hurt + ".damaged")))
                        .isEqualTo(before);
            }
            for (String key :
                    storage.list(NAMESPACE, new Query("", Optional.empty(), 500)).keys()) {
                assertThat(storage.get(NAMESPACE, key)).as(key).isPresent();
            }
            return there < VALUES ? Outcome.TOLD : Outcome.WHOLE;
        }
    }

    /** Writes values one after another, and takes the files as a kill or as a close leaves them. */
    private void write(boolean killed) throws Exception {
        try (ContractContext own = new ContractContext(written, new SettableClock())) {
            Storage storage = new H2StorageFactory().open(new H2Settings("errand", 2), own);
            for (int i = 0; i < VALUES; i++) {
                byte[] value = new byte[500];
                random.nextBytes(value);
                storage.put(NAMESPACE, Write.of("k" + i, value));
            }
            if (killed) {
                copy();
                for (String name : FILES) {
                    Files.copy(damaged.resolve(name), damaged.resolve(name + ".killed"));
                }
            }
            storage.close();
        }
        if (killed) {
            for (String name : FILES) {
                Files.move(
                        damaged.resolve(name + ".killed"),
                        written.resolve(name),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
        copy();
    }

    private void copy() throws IOException {
        for (String name : FILES) {
            Files.deleteIfExists(damaged.resolve(name + ".damaged"));
            Files.deleteIfExists(damaged.resolve(name));
            if (Files.exists(written.resolve(name))) {
                Files.copy(written.resolve(name), damaged.resolve(name));
            }
        }
    }

    private static Path file(Path folder) {
        return folder.resolve(DATABASE);
    }

    private Storage open() {
        return new H2StorageFactory().open(new H2Settings("errand", 2), context);
    }
}
