package dev.errand.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.api.PersonId;
import dev.errand.api.RoomId;
import dev.errand.storage.memory.MemorySettings;
import dev.errand.storage.memory.MemoryStorageFactory;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Query;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageContext;
import dev.errand.storage.spi.Write;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class AuditTrailTest {

    private static final Namespace BLOCKS = Namespace.of("host", "audit");
    private static final Instant AT = Instant.parse("2026-06-03T12:00:00Z");

    @TempDir private Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(AT);
    private final Storage storage =
            new MemoryStorageFactory().open(new MemorySettings(), new ContextOfATest());
    private final List<Thread> writers = new ArrayList<>();
    private final List<AuditRecord> lines = new CopyOnWriteArrayList<>();

    private record ContextOfATest() implements StorageContext {
        @Override
        public Path folder() {
            return Path.of("");
        }

        @Override
        public InstantSource clock() {
            return InstantSource.fixed(AT);
        }

        @Override
        public Logger logger() {
            return LoggerFactory.getLogger("storage");
        }

        @Override
        public Thread startThread(String purpose, Runnable work) {
            throw new UnsupportedOperationException("A storage in memory needs no threads");
        }
    }

    @AfterEach
    void endTheWriters() {
        writers.forEach(Thread::interrupt);
    }

    private AuditTrail trail() {
        return trail(1 << 30, Duration.ofDays(30));
    }

    private AuditTrail trail(long size, Duration age) {
        return trail(folder, size, age);
    }

    private AuditTrail trail(Path files, long size, Duration age) {
        AuditTrail trail =
                new AuditTrail(
                        storage,
                        new AuditRotation(files, size, age),
                        text -> text.replace("s3cret", "***"),
                        now::get,
                        lines::add);
        writers.add(Thread.ofVirtual().start(trail::writeOn));
        return trail;
    }

    private static AuditRecord record(String who, String command, String arguments) {
        return new AuditRecord(
                AT,
                new PersonId("office", who),
                new RoomId("office", "#ops"),
                command,
                arguments,
                "errand.conf:1 (allow *)",
                "returned",
                Optional.of("7f3a"),
                Duration.ofMillis(12));
    }

    private static void writeAll(AuditTrail trail, int count) throws InterruptedException {
        for (int i = 1; i <= count; i++) {
            trail.write(record(i % 2 == 0 ? "ann" : "bob", "deploy", "no=" + i));
        }
        assertThat(trail.awaitWritten(Duration.ofSeconds(20))).isTrue();
    }

    private List<String> keys() {
        return storage.list(BLOCKS, new Query("0", Optional.empty(), 10_000)).keys();
    }

    private String block(String key) {
        return new String(storage.get(BLOCKS, key).orElseThrow().value(), StandardCharsets.UTF_8);
    }

    private void put(String key, String text) {
        storage.put(BLOCKS, Write.of(key, text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatIsWrittenIsReadBackNewestFirst() throws InterruptedException {
        AuditTrail trail = trail();
        writeAll(trail, 5000);

        List<AuditTrail.Kept> latest =
                trail.latest(entry -> entry.who().account().equals("ann"), 3, 50_000);

        assertThat(latest).extracting(AuditTrail.Kept::number).containsExactly(5000L, 4998L, 4996L);
        assertThat(latest.getFirst().entry()).isEqualTo(record("ann", "deploy", "no=5000"));
        assertThat(trail.latest(entry -> entry.arguments().equals("no=1"), 3, 50_000)).hasSize(1);
        assertThat(trail.latest(entry -> entry.arguments().equals("no=1"), 3, 1000)).isEmpty();
        assertThat(trail.verify().records()).isEqualTo(5000);
        assertThat(trail.verify().broken()).isEmpty();
    }

    @Test
    void theChainGoesOnAfterARestart() throws InterruptedException {
        writeAll(trail(), 3);
        writeAll(trail(), 3);

        AuditTrail.Verified verified = trail().verify();

        assertThat(verified.records()).isEqualTo(6);
        assertThat(verified.broken()).isEmpty();
    }

    @Test
    void theChainGoesOnWithoutItsHead() throws InterruptedException {
        writeAll(trail(), 3);
        storage.remove(BLOCKS, "head");
        AuditTrail second = trail();
        writeAll(second, 2);

        assertThat(second.verify()).extracting(AuditTrail.Verified::records).isEqualTo(5L);
        assertThat(second.verify().broken()).isEmpty();
    }

    @Test
    void aChangedRecordIsFound() throws InterruptedException {
        AuditTrail trail = trail();
        writeAll(trail, 10);
        String key = keys().getFirst();
        String text = block(key);
        put(key, text.replaceFirst("\"no=1\"", "\"no=7\""));

        assertThat(trail.verify().broken()).get().asString().startsWith("Record 1 ");

        put(key, text.replaceFirst("(?m)^.*\n", ""));
        assertThat(trail.verify().broken()).contains("Record 1 is missing at the beginning.");
    }

    @Test
    void aRemovedRecordIsFoundInTheMiddleAndAtTheEnd() throws InterruptedException {
        AuditTrail trail = trail();
        writeAll(trail, 3);
        writeAll(trail, 3);
        writeAll(trail, 3);
        List<String> keys = keys();
        String last = block(keys.getLast());
        storage.remove(BLOCKS, keys.getLast());

        assertThat(trail.verify().broken()).get().asString().contains("missing at the end");

        put(keys.getLast(), last);
        assertThat(trail.verify().broken()).isEmpty();
        storage.remove(BLOCKS, keys.getFirst());
        assertThat(trail.verify().broken()).get().asString().contains("missing at the beginning");
    }

    @Test
    void secretsAndTricksAreTakenOut() throws InterruptedException {
        AuditTrail trail = trail();
        String hostile = "a\"}\n{\"n\":9}\u2028\ud800 b\u0000 s3cret";
        trail.write(record("ann", "login", hostile));
        trail.write(record("ann", "login", "x".repeat(100_000)));
        assertThat(trail.awaitWritten(Duration.ofSeconds(20))).isTrue();

        List<AuditTrail.Kept> kept = new ArrayList<>();
        trail.all(kept::add);

        assertThat(kept).hasSize(2);
        assertThat(kept.getFirst().json()).doesNotContain("\n", "s3cret");
        assertThat(kept.getFirst().entry().arguments()).isEqualTo(hostile.replace("s3cret", "***"));
        assertThat(kept.getLast().json().length()).isLessThan(2000);
        assertThat(trail.verify().broken()).isEmpty();
    }

    @Test
    void everyRecordIsALineTooInTheSameOrder() throws Exception {
        AuditTrail trail = trail();
        writeAll(trail, 1200);

        assertThat(lines)
                .extracting(AuditRecord::arguments)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 1200).mapToObj(n -> "no=" + n).toList());
    }

    @Test
    void recordsMoveToFilesBySizeAndTheChainGoesOn() throws Exception {
        AuditTrail trail = trail(2000, Duration.ofDays(30));
        for (int i = 0; i < 10; i++) {
            writeAll(trail, 7);
        }
        assertThat(files()).hasSizeGreaterThan(2).allMatch(name -> name.endsWith(".log"));
        assertThat(storage.count(BLOCKS, "")).isLessThan(3);
        assertThat(trail.verify().records()).isEqualTo(70);
        assertThat(trail.verify().broken()).isEmpty();
        assertThat(trail.latest(entry -> true, 70, 1000))
                .extracting(AuditTrail.Kept::number)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 70).map(n -> 71 - n).boxed().toList());

        AuditTrail again = trail(2000, Duration.ofDays(30));
        writeAll(again, 3);
        assertThat(again.verify().records()).isEqualTo(73);
        assertThat(again.verify().broken()).isEmpty();
    }

    @Test
    void recordsMoveToFilesByAge() throws Exception {
        AuditTrail trail = trail(1 << 30, Duration.ofDays(7));
        writeAll(trail, 3);
        now.set(AT.plus(Duration.ofDays(6)));
        writeAll(trail, 1);
        assertThat(files()).isEmpty();
        now.set(AT.plus(Duration.ofDays(7)));
        writeAll(trail, 1);
        assertThat(files()).containsExactly("audit-000000000001-000000000005.log");
        writeAll(trail, 1);
        assertThat(files()).hasSize(1);
        assertThat(trail.verify().broken()).isEmpty();
    }

    @Test
    void aFileThatWasChangedOrRemovedIsFound() throws Exception {
        AuditTrail trail = trail(500, Duration.ofDays(30));
        writeAll(trail, 5);
        writeAll(trail, 5);
        writeAll(trail, 5);
        Path first = folder.resolve(files().getFirst());
        String text = Files.readString(first);
        Files.writeString(first, text.replaceFirst("ann", "eve"));
        assertThat(trail.verify().broken()).get().asString().contains("does not follow");
        Files.delete(first);
        assertThat(trail.verify().broken()).get().asString().contains("missing at the beginning");
        Files.writeString(first, text);
        assertThat(trail.verify().broken()).isEmpty();
        Path last = folder.resolve(files().getLast());
        Files.delete(last);
        assertThat(trail.verify().broken()).get().asString().contains("missing at the end");
    }

    @Test
    void aKillBetweenTheFileAndTheStorageLosesAndDoublesNothing() throws Exception {
        AuditTrail trail = trail(1 << 30, Duration.ofDays(30));
        writeAll(trail, 4);
        List<String> keys = keys();
        List<String> blocks = keys.stream().map(this::block).toList();
        AuditTrail rotating = trail(100, Duration.ofDays(30));
        writeAll(rotating, 1);
        for (int i = 0; i < keys.size(); i++) {
            put(keys.get(i), blocks.get(i));
        }
        AuditTrail after = trail(1 << 30, Duration.ofDays(30));
        assertThat(after.verify().records()).isEqualTo(5);
        assertThat(after.verify().broken()).isEmpty();
        writeAll(after, 2);
        assertThat(after.verify().records()).isEqualTo(7);
        assertThat(after.verify().broken()).isEmpty();
    }

    @Test
    void aChainThatIsNotWholeIsLeftAsEvidence() throws Exception {
        AuditTrail trail = trail(1 << 30, Duration.ofDays(30));
        writeAll(trail, 3);
        writeAll(trail, 3);
        storage.remove(BLOCKS, keys().getFirst());
        AuditTrail rotating = trail(100, Duration.ofDays(30));
        writeAll(rotating, 1);
        assertThat(files()).isEmpty();
        assertThat(rotating.verify().broken()).isPresent();
    }

    @Test
    void aFileOfAnotherNameDoesNotMakeRecordsGo() throws Exception {
        AuditTrail trail = trail(100, Duration.ofDays(30));
        Files.writeString(folder.resolve("audit-000000000001-999999999999.log"), "");
        writeAll(trail, 3);
        writeAll(trail, 3);
        assertThat(storage.count(BLOCKS, "")).isPositive();
        assertThat(trail.verify().broken()).isPresent();
    }

    private List<String> files() throws Exception {
        return files(folder);
    }

    private static List<String> files(Path folder) throws Exception {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }

    @Test
    void aFilterTakesWhatFitsAndNothingElse() {
        AuditFilter all =
                new AuditFilter(
                        Optional.of("OFFICE:ann"),
                        Optional.of("Dep"),
                        Optional.of("office:#ops"),
                        Optional.of("Returned"),
                        Optional.of(AT),
                        Optional.of(AT.plusSeconds(1)));
        assertThat(all.test(record("ann", "deploy", ""))).isTrue();
        assertThat(all.test(record("bob", "deploy", ""))).isFalse();
        assertThat(all.test(record("ann", "restart", ""))).isFalse();
        AuditFilter later =
                new AuditFilter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(AT.plusMillis(1)),
                        Optional.empty());
        assertThat(later.test(record("ann", "deploy", ""))).isFalse();
    }

    @Test
    void aMomentIsReadAsPeopleWriteIt() {
        assertThat(AuditMoment.parse("2h").seenFrom(AT)).isEqualTo(AT.minusSeconds(7200));
        assertThat(AuditMoment.parse("1w").seenFrom(AT)).isEqualTo(AT.minus(Duration.ofDays(7)));
        assertThat(AuditMoment.parse("2026-06-03T12:00").seenFrom(AT)).isEqualTo(AT);
        assertThat(AuditMoment.parse("2026-06-03").seenFrom(AT))
                .isEqualTo(Instant.parse("2026-06-03T00:00:00Z"));
        assertThatThrownBy(() -> AuditMoment.parse("soon"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void severalBotsOnOneStorageWriteOneChain() throws Exception {
        AuditTrail one = trail(folder.resolve("one"), 1 << 30, Duration.ofDays(30));
        AuditTrail other = trail(folder.resolve("other"), 1 << 30, Duration.ofDays(30));
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 10; i++) {
                one.write(record("ann", "one", "no=" + i));
                other.write(record("bob", "other", "no=" + i));
            }
            assertThat(one.awaitWritten(Duration.ofSeconds(20))).isTrue();
            assertThat(other.awaitWritten(Duration.ofSeconds(20))).isTrue();
        }

        assertThat(one.verify().broken()).isEmpty();
        assertThat(one.verify().records()).isEqualTo(400);
        assertThat(other.verify()).isEqualTo(one.verify());
        assertThat(one.latest(entry -> entry.command().equals("other"), 500, 500)).hasSize(200);
    }

    @Test
    void whatOneBotMovedToItsFilesIsNotMissingForAnother() throws Exception {
        AuditTrail one = trail(folder.resolve("one"), 500, Duration.ofDays(30));
        AuditTrail other = trail(folder.resolve("other"), 1 << 30, Duration.ofDays(30));
        writeAll(other, 3);
        writeAll(one, 4);
        writeAll(other, 2);
        writeAll(one, 3);
        writeAll(other, 5);

        AuditTrail.Verified told = other.verify();
        assertThat(told.broken()).isEmpty();
        assertThat(told.records()).isLessThan(17);
        // how many records a file takes depends on how many the writer found at once
        assertThat(files(folder.resolve("one")))
                .isNotEmpty()
                .allSatisfy(file ->
                        assertThat(told.elsewhereInWords())
                                .contains("other bots")
                                .contains("/one/" + file));
        AuditTrail.Verified whole = one.verify();
        assertThat(whole.broken()).isEmpty();
        assertThat(whole.records()).isEqualTo(17);
        assertThat(whole.elsewhere()).isEmpty();
        assertThat(whole.head()).isEqualTo(told.head());
    }
}
