package dev.errand.platform.audit;

import dev.errand.storage.spi.Entry;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Page;
import dev.errand.storage.spi.Query;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Write;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps audit records in the storage, each chained to the one before by its hash. A message only
 * puts its record in a queue; one thread writes all that waits as one block, which is durable when
 * it is written. A {@code kill -9} loses what had not been written, the records of the last
 * moments. Safe for use by any thread.
 */
public final class AuditTrail implements AuditLog {

    /** The most records of one block. */
    static final int BLOCK = 200;

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final Namespace BLOCKS = Namespace.of("host", "audit");
    private static final Namespace HEAD = Namespace.of("host", "audit-head");
    private static final String LAST = "last";
    private static final int WAITING = 10_000;

    /**
     * A record that is kept.
     *
     * @param number counts up from 1 without gaps
     * @param json the record as one line
     * @param entry the record
     */
    public record Kept(long number, String json, AuditRecord entry) {}

    /**
     * What came of looking at every record.
     *
     * @param records how many there are
     * @param head the hash of the last one; written down elsewhere, it also tells of a chain that
     *     was made anew as a whole
     * @param broken what is wrong first, empty if nothing is
     */
    public record Verified(long records, String head, Optional<String> broken) {}

    private final Storage storage;
    private final UnaryOperator<String> redaction;
    private final BlockingQueue<AuditRecord> waiting = new LinkedBlockingQueue<>(WAITING);
    private final AtomicLong unwritten = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private long written;
    private String head;

    /**
     * Looks where the chain ends.
     *
     * @param storage where it is kept
     * @param redaction takes secrets out of a text
     */
    public AuditTrail(Storage storage, UnaryOperator<String> redaction) {
        this.storage = storage;
        this.redaction = redaction;
        String[] last =
                storage.get(HEAD, LAST)
                        .map(AuditTrail::text)
                        .orElse("0 " + AuditLine.BEGINNING)
                        .split(" ", -1);
        this.written = Long.parseLong(last[0]);
        this.head = last[1];
        // the head is written after its block, so a kill may have left one block more
        for (Optional<Entry> more = block(written + 1);
                more.isPresent();
                more = block(written + 1)) {
            List<AuditLine> lines = lines(more.get());
            written += lines.size();
            head = lines.getLast().hash();
        }
    }

    @Override
    public void write(AuditRecord entry) {
        unwritten.incrementAndGet();
        if (!waiting.offer(entry)) {
            unwritten.decrementAndGet();
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
                writeUntilDone(block);
            }
        } catch (InterruptedException ending) {
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
        String previous = head;
        long number = written;
        for (AuditRecord entry : block) {
            AuditLine line = AuditLine.after(previous, ++number, entry, redaction);
            previous = line.hash();
            text.append(line).append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        String key = key(written + 1);
        boolean free =
                storage.compareAndSet(BLOCKS, Write.of(key, bytes), Storage.ABSENT).isPresent();
        // a write whose answer was lost has been done all the same
        boolean mine =
                free
                        || storage.get(BLOCKS, key)
                                .filter(there -> java.util.Arrays.equals(there.value(), bytes))
                                .isPresent();
        if (!mine) {
            throw new StorageException("Another process writes the same audit");
        }
        written = number;
        head = previous;
        storage.put(HEAD, Write.of(LAST, (written + " " + head).getBytes(StandardCharsets.UTF_8)));
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
        return written;
    }

    private void each(long after, Consumer<AuditLine> reader, long until) {
        // a block that begins up to its length earlier may reach into what is wanted
        Optional<String> last = after < BLOCK ? Optional.empty() : Optional.of(key(after - BLOCK));
        while (true) {
            Page page = storage.list(BLOCKS, new Query("", last, 500));
            for (String key : page.keys()) {
                if (key.compareTo(key(until)) > 0) {
                    return;
                }
                storage.get(BLOCKS, key).ifPresent(entry -> lines(entry).forEach(reader));
                last = Optional.of(key);
            }
            if (!page.more() || page.keys().isEmpty()) {
                return;
            }
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

    private Optional<Entry> block(long first) {
        return storage.get(BLOCKS, key(first));
    }

    private static List<AuditLine> lines(Entry entry) {
        return text(entry).lines().map(AuditLine::parse).toList();
    }

    private static String text(Entry entry) {
        return new String(entry.value(), StandardCharsets.UTF_8);
    }

    private static String key(long first) {
        return String.format(Locale.ROOT, "%019d", first);
    }
}
