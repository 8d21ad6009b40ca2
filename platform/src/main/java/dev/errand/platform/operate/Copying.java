package dev.errand.platform.operate;

import dev.errand.storage.spi.Entry;
import dev.errand.storage.spi.Namespace;
import dev.errand.storage.spi.Step;
import dev.errand.storage.spi.Storage;
import dev.errand.storage.spi.StorageException;
import dev.errand.storage.spi.Write;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Brings all values from one storage to another. What is there already is not written again, so a
 * copy that was broken off goes on where it was when it is started anew.
 */
final class Copying {

    /**
     * How it ended.
     *
     * @param written how many values were written
     * @param same how many were there already
     * @param sha256 the digest of all that was copied, the same on both sides
     */
    record Result(long written, long same, String sha256) {}

    private final Storage from;
    private final Storage to;
    private final Progress progress;
    private final Digest source = new Digest();
    private long written;
    private long same;

    Copying(Storage from, Storage to, Progress progress) {
        this.from = from;
        this.to = to;
        this.progress = progress;
    }

    Result run() {
        try (Batch batch = new Batch(to)) {
            Walk.entries(from, (namespace, entry) -> copy(batch, namespace, entry));
        } catch (StorageException broken) {
            throw new StorageException(
                    "The copy was broken off after some "
                            + (written + same)
                            + " values: "
                            + broken.getMessage()
                            + ". Start it again once that is mended; it goes on where it was",
                    broken);
        }
        // Read anew, from both: what was sent may not be what arrived, or may have changed
        // meanwhile.
        Digest now = new Digest();
        Digest target = new Digest();
        Walk.entries(
                from,
                (namespace, entry) -> {
                    now.add(EntryLine.write(namespace, entry));
                    to.get(namespace, entry.key())
                            .ifPresent(there -> target.add(EntryLine.write(namespace, there)));
                });
        String expected = source.hex();
        if (!expected.equals(target.hex())) {
            throw new StorageException(
                    "The copy differs from the original"
                            + (expected.equals(now.hex())
                                    ? ""
                                    : ", which was changed while it was copied. Stop the bot")
                            + "; start the copy again");
        }
        return new Result(written, same, expected);
    }

    private void copy(Batch batch, Namespace namespace, Entry entry) {
        String line = EntryLine.write(namespace, entry);
        source.add(line);
        Optional<Entry> there = to.get(namespace, entry.key());
        if (there.map(other -> EntryLine.write(namespace, other))
                .filter(line::equals)
                .isPresent()) {
            same++;
        } else {
            batch.add(
                    new Step.Put(
                            namespace,
                            new Write(entry.key(), entry.value(), entry.expires()),
                            OptionalLong.empty()));
            written++;
        }
        progress.step();
    }
}
