package dev.errand.platform.operate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.api.UserError;
import dev.errand.platform.config.BackupSettings;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Write;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupsTest {

    private static final Namespace ITEMS = Namespace.of("plugin", "demo", "items");

    @TempDir private Path home;

    private final List<String> complaints = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource clock = () -> now;
    private final Storage storage = MemoryAt.time(clock);

    @Test
    void whatWasBackedUpComesBackByAnImport() throws Exception {
        put("k", "1");
        storage.put(
                ITEMS, new Write("ends", "2".getBytes(UTF_8), Optional.of(now.plusSeconds(60))));

        assertThat(backups(7).make()).contains("2 values", "backups/errand-20260101T000000Z.jsonl");

        Storage other = MemoryAt.time(clock);
        Path file = files().getFirst();
        new Archive(file, clock)
                .read(other, Archive.Mode.ONLY_IF_EMPTY, new Progress(System.err, false, 0));
        assertThat(other.get(ITEMS, "k").orElseThrow().value()).isEqualTo("1".getBytes(UTF_8));
        assertThat(other.get(ITEMS, "ends").orElseThrow().expires()).contains(now.plusSeconds(60));
    }

    @Test
    void aBackupIsForItsOwnerAlone() throws Exception {
        put("k", "1");
        backups(7).make();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().getFirst())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
    }

    @Test
    void theOldestGoAndNothingElseDoes() throws Exception {
        put("k", "1");
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("errand-of-mine.jsonl"), "mine");
        Files.writeString(folder().resolve("errand-20251231T000000Z.jsonl.part"), "killed");
        Backups backups = backups(2);
        for (int i = 0; i < 4; i++) {
            backups.make();
            now = now.plusSeconds(i / 2);
        }

        assertThat(files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "errand-20260101T000000Z-002.jsonl",
                        "errand-20260101T000001Z.jsonl",
                        "errand-of-mine.jsonl");
        assertThat(backups.status())
                .contains("Backups: 2", "backups/errand-20260101T000001Z.jsonl", "older than 24h");
    }

    @Test
    void oneIsMadeWhenTheNewestIsTooOldAlsoAfterARestart() {
        put("k", "1");
        assertThat(backups(7).makeIfDue()).isTrue();
        assertThat(backups(7).makeIfDue()).isFalse();
        now = now.plus(Duration.ofDays(1));
        assertThat(backups(7).makeIfDue()).isTrue();
    }

    @Test
    void aFailureIsToldAndTriedAgainLaterAndForgottenOnceOneIsMade() throws Exception {
        put("k", "1");
        Files.writeString(folder(), "in the way");
        Backups backups = backups(7);

        assertThat(backups.makeIfDue()).isFalse();
        assertThat(complaints).singleElement().asString().contains("No backup was made: ");
        assertThat(backups.trouble()).hasValueSatisfying(why -> assertThat(why).contains("2026"));
        assertThat(backups.status()).contains("The last try, at 2026-01-01 00:00:00 UTC");
        assertThat(backups.makeIfDue()).isFalse();
        assertThat(complaints).hasSize(1);

        Files.delete(folder());
        now = now.plus(Duration.ofMinutes(10));
        assertThat(backups.makeIfDue()).isTrue();
        assertThat(backups.trouble()).isEmpty();
    }

    @Test
    void aStorageThatFailsOnTheWayLeavesNoHalfBackup() throws Exception {
        put("k", "1");
        Backups good = backups(7);
        good.make();
        storage.close();

        assertThatThrownBy(good::make).isInstanceOf(UserError.class).hasMessageContaining("closed");
        assertThat(files()).hasSize(1);
        assertThatThrownBy(() -> storage.get(ITEMS, "k")).isInstanceOf(StorageException.class);
    }

    @Test
    void aBotThatEndsIsNotKeptByABackupAndAnInterruptEndsOne() throws Exception {
        put("k", "1");
        Backups ending = backups(7);
        ending.close();
        assertThatThrownBy(ending::make)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("ending");

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> backups(7).make())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("ended before it was complete");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(files()).isEmpty();
    }

    @Test
    void withoutATimeNoneIsMadeUnlessAskedFor() {
        Backups backups =
                new Backups(
                        storage,
                        folder(),
                        new BackupSettings(Duration.ZERO, 7),
                        clock,
                        complaints::add);

        backups.keepMaking();

        assertThat(backups.status()).contains("There is no backup.", "backup.every = 0s");
    }

    private Backups backups(int keep) {
        return new Backups(
                storage,
                folder(),
                new BackupSettings(Duration.ofDays(1), keep),
                clock,
                complaints::add);
    }

    private Path folder() {
        return home.resolve("backups");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.sorted().toList();
        }
    }

    private void put(String key, String value) {
        storage.put(ITEMS, Write.of(key, value.getBytes(UTF_8)));
    }
}
