package dev.errand.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class AuditTrailTest {

    private static final Namespace BLOCKS = Namespace.of("host", "audit");
    private static final Instant AT = Instant.parse("2026-06-03T12:00:00Z");

    private final Storage storage =
            new MemoryStorageFactory().open(new MemorySettings(), new ContextOfATest());
    private final List<Thread> writers = new ArrayList<>();

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
        AuditTrail trail = new AuditTrail(storage, text -> text.replace("s3cret", "***"));
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
        return storage.list(BLOCKS, new Query("", Optional.empty(), 10_000)).keys();
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
    void theChainGoesOnAfterAKillBetweenBlockAndHead() throws InterruptedException {
        writeAll(trail(), 3);
        storage.remove(Namespace.of("host", "audit-head"), "last");
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
        assertThat(trail.verify().broken()).get().asString().startsWith("Record 1 ");
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
        assertThat(trail.verify().broken()).get().asString().startsWith("Record 1 ");
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
}
