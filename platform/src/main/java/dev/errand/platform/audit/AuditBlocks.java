package dev.errand.platform.audit;

import dev.errand.storage.spi.Entry;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Page;
import dev.errand.storage.spi.Query;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Write;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The records in the storage: blocks of lines, each under the number of its first record. */
final class AuditBlocks {

    private static final Namespace BLOCKS = Namespace.of("host", "audit");
    private static final Namespace HEAD = Namespace.of("host", "audit-head");
    private static final String LAST = "last";

    /**
     * Where the chain ends.
     *
     * @param written how many records there are, those in files too
     * @param hash the last one's
     * @param bytes how long the blocks in the storage are together
     * @param oldest when the first of those was written, in milliseconds; 0 if nothing is there
     */
    record Head(long written, String hash, long bytes, long oldest) {

        static Head parse(String text) {
            String[] parts = text.split(" ", -1);
            return new Head(
                    Long.parseLong(parts[0]),
                    parts[1],
                    parts.length > 2 ? Long.parseLong(parts[2]) : 0,
                    parts.length > 3 ? Long.parseLong(parts[3]) : 0);
        }

        @Override
        public String toString() {
            return written + " " + hash + " " + bytes + " " + oldest;
        }
    }

    private final Storage storage;

    AuditBlocks(Storage storage) {
        this.storage = storage;
    }

    /** Looks where the chain ends. */
    Head head() {
        Head head =
                storage.get(HEAD, LAST)
                        .map(AuditBlocks::text)
                        .map(Head::parse)
                        .orElse(new Head(0, AuditLine.BEGINNING, 0, 0));
        // the head is written after its block, so a kill may have left one block more
        for (Optional<Entry> more = block(head.written() + 1);
                more.isPresent();
                more = block(head.written() + 1)) {
            List<AuditLine> lines = lines(more.get());
            head =
                    new Head(
                            head.written() + lines.size(),
                            lines.getLast().hash(),
                            head.bytes() + more.get().value().length,
                            head.oldest());
        }
        return head;
    }

    private Optional<Entry> block(long first) {
        return storage.get(BLOCKS, key(first));
    }

    /** Adds a block that begins after the head. */
    void append(long first, byte[] bytes) {
        String key = key(first);
        boolean free =
                storage.compareAndSet(BLOCKS, Write.of(key, bytes), Storage.ABSENT).isPresent();
        // a write whose answer was lost has been done all the same
        boolean mine =
                free
                        || storage.get(BLOCKS, key)
                                .filter(there -> Arrays.equals(there.value(), bytes))
                                .isPresent();
        if (!mine) {
            throw new StorageException("Another process writes the same audit");
        }
    }

    void keep(Head head) {
        storage.put(HEAD, Write.of(LAST, head.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Gives the lines of the blocks that may hold records of these numbers, in order. */
    void each(long after, long until, Consumer<AuditLine> reader) {
        // a block that begins up to its length earlier may reach into what is wanted
        Optional<String> last =
                after < AuditTrail.BLOCK
                        ? Optional.empty()
                        : Optional.of(key(after - AuditTrail.BLOCK));
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

    /** Removes the blocks that begin at or before a record. */
    void removeUntil(long number) {
        while (true) {
            List<String> keys =
                    storage.list(BLOCKS, new Query("", Optional.empty(), 500)).keys().stream()
                            .filter(key -> key.compareTo(key(number)) <= 0)
                            .toList();
            if (keys.isEmpty()) {
                return;
            }
            keys.forEach(key -> storage.remove(BLOCKS, key));
        }
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
