package dev.errand.platform.audit;

import dev.errand.storage.spi.Entry;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Page;
import dev.errand.storage.spi.Query;
import dev.errand.storage.spi.Step;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.Write;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/** The records in the storage: blocks of lines, each under the number of its first record. */
final class AuditBlocks {

    private static final Namespace BLOCKS = Namespace.of("host", "audit");
    private static final Namespace MOVED = Namespace.of("host", "audit-moved");

    /** Beside the blocks, since a cluster writes only keys of one namespace together. */
    private static final String HEAD = "head";

    /** All numbers begin with it, see {@link #key}. */
    private static final String NUMBERS = "0";

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

    /**
     * What is written at once.
     *
     * @param lines one after the other, each with its end
     * @param after where the chain ends with them
     */
    record Block(String lines, Head after) {}

    /**
     * Records that left the storage for a file.
     *
     * @param first the number of the first
     * @param last the number of the last
     * @param hash the last one's
     * @param where the machine and the file
     */
    record Moved(long first, long last, String hash, String where) {

        static Moved parse(String text) {
            String[] parts = text.split(" ", 4);
            return new Moved(
                    Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2], parts[3]);
        }

        @Override
        public String toString() {
            return first + " " + last + " " + hash + " " + where;
        }
    }

    private final Storage storage;

    AuditBlocks(Storage storage) {
        this.storage = storage;
    }

    /** Looks where the chain ends. */
    Head head() {
        return follow(head(storage.get(BLOCKS, HEAD)));
    }

    private static Head head(Optional<Entry> there) {
        return there.map(AuditBlocks::text)
                .map(Head::parse)
                .orElse(new Head(0, AuditLine.BEGINNING, 0, 0));
    }

    /**
     * Adds the block that comes after the end, whichever bot has written that. Block and head are
     * written together or not at all.
     *
     * @param next makes the block, and the head with it
     * @return the head with the block
     */
    Head append(Function<Head, Block> next) {
        for (boolean refused = false; ; refused = true) {
            Optional<Entry> end = storage.get(BLOCKS, HEAD);
            // a head that somebody took away or put back must not stop the audit
            Head before = refused ? follow(head(end)) : head(end);
            Block block = next.apply(before);
            Write lines =
                    Write.of(
                            key(before.written() + 1),
                            block.lines().getBytes(StandardCharsets.UTF_8));
            boolean done =
                    storage.writeTogether(
                            List.of(
                                    new Step.Put(BLOCKS, lines, OptionalLong.of(Storage.ABSENT)),
                                    new Step.Put(
                                            BLOCKS,
                                            write(block.after()),
                                            OptionalLong.of(version(end)))));
            if (done) {
                return block.after();
            }
        }
    }

    /** Goes from block to block to where there is none. */
    private Head follow(Head from) {
        Head head = from;
        for (Optional<Entry> more = storage.get(BLOCKS, key(head.written() + 1));
                more.isPresent();
                more = storage.get(BLOCKS, key(head.written() + 1))) {
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

    /** Has the head tell that what a file holds now is not in the storage any more. */
    void emptied(Head moved) {
        while (true) {
            Optional<Entry> end = storage.get(BLOCKS, HEAD);
            Head now = head(end);
            boolean all = now.written() == moved.written();
            Head left =
                    new Head(
                            now.written(),
                            now.hash(),
                            Math.max(0, now.bytes() - moved.bytes()),
                            all ? 0 : now.oldest());
            if (storage.compareAndSet(BLOCKS, write(left), version(end)).isPresent()) {
                return;
            }
        }
    }

    private static Write write(Head head) {
        return Write.of(HEAD, head.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static long version(Optional<Entry> there) {
        return there.map(Entry::version).orElse(Storage.ABSENT);
    }

    /** What has left the storage for files, of this bot or of others on the same storage. */
    List<Moved> moved() {
        List<Moved> moved = new ArrayList<>();
        Optional<String> last = Optional.empty();
        while (true) {
            Page page = storage.list(MOVED, new Query("", last, 500));
            for (String key : page.keys()) {
                storage.get(MOVED, key)
                        .map(AuditBlocks::text)
                        .map(Moved::parse)
                        .ifPresent(moved::add);
                last = Optional.of(key);
            }
            if (!page.more() || page.keys().isEmpty()) {
                return moved;
            }
        }
    }

    void keep(Moved moved) {
        storage.put(
                MOVED,
                Write.of(key(moved.first()), moved.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Gives the lines of the blocks that may hold records of these numbers, in order. */
    void each(long after, long until, Consumer<AuditLine> reader) {
        // a block that begins up to its length earlier may reach into what is wanted
        Optional<String> last =
                after < AuditTrail.BLOCK
                        ? Optional.empty()
                        : Optional.of(key(after - AuditTrail.BLOCK));
        while (true) {
            Page page = storage.list(BLOCKS, new Query(NUMBERS, last, 500));
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
                    storage.list(BLOCKS, new Query(NUMBERS, Optional.empty(), 500)).keys().stream()
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
