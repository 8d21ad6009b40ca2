package dev.errand.storage.h2;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Notes beside the database how far it and its journal have come. H2 goes back to the last whole
 * piece of a damaged file without a word, and a journal that was cut off looks like one that ends
 * there; by the note both come out. A few bytes at each commit, before it is acknowledged, and as
 * safe from a kill as the journal is.
 */
final class LastCommit implements AutoCloseable {

    private static final String TEXT =
            "version 0000000000000000000 with commit 0000000000000000000, commit 0000000000000000000, written at 0000000000000 ms\n";

    /** Before there was a journal, there were no numbers of commits. */
    private static final Pattern NOTE =
            Pattern.compile(
                    "version (\\d{19})(?: with commit (\\d{19}), commit (\\d{19}))?, written at (\\d{13}) ms\n");

    private final RandomAccessFile file;

    private LastCommit(RandomAccessFile file) {
        this.file = file;
    }

    /**
     * What was noted.
     *
     * @param version that the database's file has at least
     * @param inDatabase the number of the last commit that is in that version
     * @param commit the number of the last commit; those in between are in the journal
     * @param time when that was committed
     */
    record Noted(long version, long inDatabase, long commit, Instant time) {}

    static LastCommit open(Path path) throws IOException {
        return new LastCommit(new RandomAccessFile(path.toFile(), "rw"));
    }

    /** Nothing if there is none, as beside a database from before there were notes. */
    static Optional<Noted> read(Path path) {
        try {
            Matcher note = NOTE.matcher(Files.readString(path, US_ASCII));
            return note.matches()
                    ? Optional.of(
                            new Noted(
                                    Long.parseLong(note.group(1)),
                                    number(note.group(2)),
                                    number(note.group(3)),
                                    Instant.ofEpochMilli(Long.parseLong(note.group(4)))))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** Always as long as before, so that no half of it is ever left. */
    void note(long version, long inDatabase, long commit, long now) throws IOException {
        byte[] text = TEXT.getBytes(US_ASCII);
        digits(text, TEXT.indexOf(" with") - 1, version);
        digits(text, TEXT.indexOf(',') - 1, inDatabase);
        digits(text, TEXT.lastIndexOf(',') - 1, commit);
        digits(text, TEXT.indexOf(" ms") - 1, now);
        file.seek(0);
        file.write(text);
    }

    /** Not by a format, which would take longer than all the rest of it. */
    private static void digits(byte[] text, int last, long number) {
        long rest = Math.max(0, number);
        for (int i = last; text[i] == '0'; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
