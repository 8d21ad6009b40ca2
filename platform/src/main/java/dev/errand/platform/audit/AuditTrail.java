package dev.errand.platform.audit;

import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.MessageDigest;
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
    private static final long FIRST_PAUSE_MILLIS = 50;

    /** A record alone is written at once; of many, those of so long become one block. */
    private static final long GATHERING_MILLIS = 20;

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
     * @param elsewhere machines and files to which bots on the same storage have moved records,
     *     which were not looked at; what comes after them was
     * @param broken what is wrong first, empty if nothing is
     */
    public record Verified(
            long records, String head, List<String> elsewhere, Optional<String> broken) {

        /** Copies the list. */
        public Verified {
            elsewhere = List.copyOf(elsewhere);
        }

        /**
         * What was not looked at.
         *
         * @return a sentence after a space, or nothing
         */
        public String elsewhereInWords() {
            return elsewhere.isEmpty()
                    ? ""
                    : " Not looked at, since other bots on this storage have it: "
                            + String.join(", ", elsewhere)
                            + ".";
        }
    }

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

    /** For the one thread that writes. */
    private final MessageDigest digest = AuditLine.digest();

    private boolean damaged;

    /** The last hash of what was tried to write, which may have been written without an answer. */
    private String tried = "";

    /**
     * Made once; the storage is asked when there is something to write or to read.
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
        long longest = 5_000;
        for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(pause * 2, longest)) {
            try {
                append(block);
                unwritten.addAndGet(-block.size());
                long gone = lost.getAndSet(0);
                if (gone > 0) {
                    LOG.error("The audit is written again; {} records were lost", gone);
                }
                return;
            } catch (StorageException e) {
                if (pause == FIRST_PAUSE_MILLIS) {
                    LOG.warn(
                            "The audit waits until it can be written; what is wrong: {}",
                            e.getMessage());
                }
                TimeUnit.MILLISECONDS.sleep(pause);
            }
        }
    }

    private void append(List<AuditRecord> entries) {
        if (!tried.isEmpty() && blocks.head().hash().equals(tried)) {
            tried = "";
            return;
        }
        AuditBlocks.Head end = blocks.append(before -> block(entries, before));
        tried = "";
        if (isDue(end) && moving.writeLock().tryLock()) {
            try {
                rotate(end);
            } finally {
                moving.writeLock().unlock();
            }
        }
    }

    private AuditBlocks.Block block(List<AuditRecord> entries, AuditBlocks.Head before) {
        StringBuilder text = new StringBuilder(entries.size() * 400);
        String previous = before.hash();
        long number = before.written();
        for (AuditRecord entry : entries) {
            AuditLine line = AuditLine.after(digest, previous, ++number, entry, redaction);
            previous = line.hash();
            text.append(line.hash()).append(' ').append(line.json()).append('\n');
        }
        tried = previous;
        // as long as its bytes, since a record is ASCII but for what people write
        long bytes = before.bytes() + text.length();
        return new AuditBlocks.Block(
                text.toString(),
                new AuditBlocks.Head(
                        number,
                        previous,
                        bytes,
                        before.oldest() == 0 ? clock.millis() : before.oldest()));
    }

    private boolean isDue(AuditBlocks.Head head) {
        return !damaged
                && (head.bytes() >= rotation.size()
                        || clock.millis() - head.oldest() >= rotation.age().toMillis());
    }

    /** Everything in the storage becomes a file; a kill in between leaves it in both. */
    private void rotate(AuditBlocks.Head end) {
        try {
            long last =
                    blocks.moved().stream()
                            .mapToLong(AuditBlocks.Moved::last)
                            .reduce(files.last(), Math::max);
            Optional<String> file =
                    end.written() == last
                            ? Optional.of("")
                            : files.write(
                                    last + 1, end.written(), lines -> between(last, end, lines));
            if (file.isEmpty()) {
                // something was taken out of the chain, or put beside it; what is left is evidence
                if (!damaged) {
                    LOG.error(
                            "The audit is not moved to a file, since it is not whole; audit verify tells more");
                }
                damaged = true;
                return;
            }
            if (!file.get().isEmpty()) {
                blocks.keep(
                        new AuditBlocks.Moved(
                                last + 1, end.written(), end.hash(), here() + file.get()));
            }
            blocks.removeUntil(end.written());
            blocks.emptied(end);
        } catch (IOException | UncheckedIOException e) {
            // it stays where it is, and the next block tries again
            LOG.warn("The audit cannot be moved to a file: {}", e.toString());
        }
    }

    private void between(long after, AuditBlocks.Head end, Consumer<AuditLine> reader) {
        blocks.each(
                after,
                Long.MAX_VALUE,
                line -> {
                    if (line.number() > after && line.number() <= end.written()) {
                        reader.accept(line);
                    }
                });
    }

    /** This machine and the folder of its files. */
    private String here() {
        String folder = rotation.folder().toAbsolutePath() + "/";
        try {
            return InetAddress.getLocalHost().getHostName() + ":" + folder;
        } catch (UnknownHostException e) {
            return "unknown:" + folder;
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
        long end = blocks.head().written();
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
        String here = here();
        AuditCheck check =
                new AuditCheck(
                        blocks.moved().stream()
                                .filter(part -> !part.where().startsWith(here))
                                .toList());
        long end = blocks.head().written();
        each(0, check::next, Long.MAX_VALUE);
        return check.verified(end);
    }
}
