package dev.errand.platform.audit;

import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps audit records in the storage, and from a size or an age on in files, each chained to the
 * one before by its hash. A message only puts its record in a queue; one thread writes all that
 * waits as one block, which is durable when it is written. A {@code kill -9} loses what had not
 * been written, the records of the last moments. Safe for use by any thread.
 */
public final class AuditTrail implements AuditLog {

    /** The most records of one block. */
    static final int BLOCK = 500;

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final int WAITING = 10_000;

    /** A record alone is written at once; of many, those of so long become one block. */
    private static final long GATHERING_MILLIS = 50;

    /**
     * A record that is kept.
     *
     * @param number counts up from 1 without gaps
     * @param json the record as one line
     * @param entry the record
     */
    public record Kept(long number, String json, AuditRecord entry) {

        /** The names of what {@link #csv} gives. */
        public static final String CSV_HEADINGS =
                "n,at,who,where,command,arguments,rule,outcome,incident,ms";

        /** The record as a line of CSV. */
        public String csv() {
            return AuditCsv.line(this);
        }
    }

    /**
     * What came of looking at every record.
     *
     * @param records how many there are
     * @param head the hash of the last one; written down elsewhere, it also tells of a chain that
     *     was made anew as a whole
     * @param broken what is wrong first, empty if nothing is
     */
    public record Verified(long records, String head, Optional<String> broken) {}

    private final AuditBlocks blocks;
    private final AuditFiles files;
    private final AuditRotation rotation;
    private final InstantSource clock;
    private final UnaryOperator<String> redaction;
    private final AuditLog lines;
    private final BlockingQueue<AuditRecord> waiting = new LinkedBlockingQueue<>(WAITING);
    private final AtomicLong unwritten = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();

    /** Held by readers, so that no record moves from the storage to a file under their eyes. */
    private final ReadWriteLock moving = new ReentrantReadWriteLock();

    private AuditBlocks.Head head;
    private boolean damaged;

    /**
     * Looks where the chain ends.
     *
     * @param storage where it is kept
     * @param rotation when records leave it for a file
     * @param redaction takes secrets out of a text
     * @param clock tells how old records are
     * @param lines given every record by the thread that writes, whatever the storage does: people
     *     do not wait for a log
     */
    public AuditTrail(
            Storage storage,
            AuditRotation rotation,
            UnaryOperator<String> redaction,
            InstantSource clock,
            AuditLog lines) {
        this.blocks = new AuditBlocks(storage);
        this.files = new AuditFiles(rotation.folder());
        this.rotation = rotation;
        this.redaction = redaction;
        this.clock = clock;
        this.lines = lines;
        this.head = blocks.head();
    }

    @Override
    public void write(AuditRecord entry) {
        unwritten.incrementAndGet();
        if (!waiting.offer(entry)) {
            unwritten.decrementAndGet();
            lines.write(entry);
            // the storage does not answer; the line in the audit log is all that is left
            if (lost.getAndIncrement() == 0) {
                LOG.error("The audit cannot be written; records are lost from now on");
            }
        }
    }

    /** Writes what waits, until interrupted; then the rest. For one thread. */
    public void writeOn() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                List<AuditRecord> block = new ArrayList<>();
                block.add(waiting.take());
                waiting.drainTo(block, BLOCK - 1);
                block.forEach(lines::write);
                writeUntilDone(block);
                if (block.size() < BLOCK) {
                    TimeUnit.MILLISECONDS.sleep(GATHERING_MILLIS);
                }
            }
        } catch (InterruptedException ending) {
            waiting.forEach(lines::write);
            Thread.currentThread().interrupt();
        }
    }

    private void writeUntilDone(List<AuditRecord> block) throws InterruptedException {
        for (long pause = 50; ; pause = Math.min(pause * 2, 5_000)) {
            try {
                append(block);
                unwritten.addAndGet(-block.size());
                long gone = lost.getAndSet(0);
                if (gone > 0) {
                    LOG.error("The audit is written again; {} records were lost", gone);
                }
                return;
            } catch (StorageException e) {
                LOG.warn("The audit cannot be written, trying again: {}", e.getMessage());
                TimeUnit.MILLISECONDS.sleep(pause);
            }
        }
    }

    private synchronized void append(List<AuditRecord> block) {
        StringBuilder text = new StringBuilder();
        String previous = head.hash();
        long number = head.written();
        for (AuditRecord entry : block) {
            AuditLine line = AuditLine.after(previous, ++number, entry, redaction);
            previous = line.hash();
            text.append(line).append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        blocks.append(head.written() + 1, bytes);
        head =
                new AuditBlocks.Head(
                        number,
                        previous,
                        head.bytes() + bytes.length,
                        head.oldest() == 0 ? clock.millis() : head.oldest());
        blocks.keep(head);
        if (isDue() && moving.writeLock().tryLock()) {
            try {
                rotate();
            } finally {
                moving.writeLock().unlock();
            }
        }
    }

    private boolean isDue() {
        return !damaged
                && (head.bytes() >= rotation.size()
                        || clock.millis() - head.oldest() >= rotation.age().toMillis());
    }

    /** Everything in the storage becomes a file; a kill in between leaves it in both. */
    private void rotate() {
        try {
            long last = files.last();
            List<AuditLine> moved = new ArrayList<>();
            blocks.each(
                    last,
                    Long.MAX_VALUE,
                    line -> {
                        if (line.number() > last) {
                            moved.add(line);
                        }
                    });
            if (moved.size() != head.written() - last) {
                // something was taken out of the chain, or put beside it; what is left is evidence
                if (!damaged) {
                    LOG.error(
                            "The audit is not moved to a file, since it is not whole; audit verify tells more");
                }
                damaged = true;
                return;
            }
            if (!moved.isEmpty()) {
                files.write(last + 1, head.written(), moved);
            }
            blocks.removeUntil(head.written());
            head = new AuditBlocks.Head(head.written(), head.hash(), 0, 0);
            blocks.keep(head);
        } catch (IOException | UncheckedIOException e) {
            // it stays where it is, and the next block tries again
            LOG.warn("The audit cannot be moved to a file: {}", e.toString());
        }
    }

    /**
     * Waits until everything so far is written.
     *
     * @param patience the longest wait
     * @return whether it is
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public boolean awaitWritten(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (unwritten.get() > 0) {
            if (System.nanoTime() > end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return true;
    }

    /**
     * The latest records that fit, the newest first.
     *
     * @param wanted which
     * @param limit how many at most
     * @param reach how many records are looked at, counted from the newest
     * @return the records
     */
    public List<Kept> latest(Predicate<AuditRecord> wanted, int limit, long reach) {
        long end = end();
        List<Kept> found = new ArrayList<>();
        for (long to = end; to > Math.max(0, end - reach) && found.size() < limit; to -= 2000) {
            List<Kept> window = new ArrayList<>();
            long from = Math.max(0, to - 2000);
            long until = to;
            each(
                    from,
                    line -> {
                        Kept kept = line.read();
                        if (kept.number() > from
                                && kept.number() <= until
                                && wanted.test(kept.entry())) {
                            window.add(kept);
                        }
                    },
                    until);
            found.addAll(window.reversed());
        }
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }

    /**
     * Every record from the first on.
     *
     * @param reader takes one after the other
     */
    public void all(Consumer<Kept> reader) {
        each(0, line -> reader.accept(line.read()), Long.MAX_VALUE);
    }

    private synchronized long end() {
        return head.written();
    }

    private void each(long after, Consumer<AuditLine> reader, long until) {
        moving.readLock().lock();
        try {
            long inFiles = files.last();
            if (after < inFiles) {
                files.each(after, until, reader);
            }
            if (until > inFiles) {
                blocks.each(
                        Math.max(after, inFiles),
                        until,
                        line -> {
                            // what a kill left in both was read already
                            if (inFiles == 0 || line.number() > inFiles) {
                                reader.accept(line);
                            }
                        });
            }
        } finally {
            moving.readLock().unlock();
        }
    }

    /**
     * Looks at every record: whether each follows the one before, and whether the last one is
     * there.
     *
     * @return what came of it
     */
    public Verified verify() {
        long[] count = {0};
        String[] previous = {AuditLine.BEGINNING};
        @Nullable String[] broken = new @Nullable String[1];
        long end = end();
        each(
                0,
                line -> {
                    count[0]++;
                    if (broken[0] == null && count[0] == 1 && line.number() > 1) {
                        broken[0] =
                                line.number() == 2
                                        ? "Record 1 is missing at the beginning."
                                        : "Records 1 to "
                                                + (line.number() - 1)
                                                + " are missing at the beginning.";
                    }
                    if (broken[0] == null && !isNext(line, previous[0], count[0])) {
                        broken[0] =
                                "Record "
                                        + count[0]
                                        + " does not follow the one before: one of them was changed, or records"
                                        + " between them were removed.";
                    }
                    previous[0] = line.hash();
                },
                Long.MAX_VALUE);
        if (broken[0] == null && count[0] < end) {
            broken[0] = "Records " + (count[0] + 1) + " to " + end + " are missing at the end.";
        }
        return new Verified(count[0], previous[0], Optional.ofNullable(broken[0]));
    }

    private static boolean isNext(AuditLine line, String previous, long number) {
        return line.follows(previous) && line.json().startsWith("{\"n\":" + number + ",");
    }
}
