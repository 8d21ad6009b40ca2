package dev.errand.storage.h2;

import dev.errand.storage.spi.StorageContext;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;

/**
 * Every commit since the database's file was last brought up to date, one after another at the end
 * of a file. A commit that is here survives a kill, and costs a few hundred bytes; H2's own way to
 * the disk costs some twenty thousand, and is taken now and then for all of them. Used by one
 * thread at a time.
 */
final class Journal implements AutoCloseable {

    /** Some thousand small values, which a start brings back in a moment. */
    private static final long LARGEST = 1 << 20;

    private final Path path;
    private final RandomAccessFile file;
    private final LastCommit last;
    private final StorageContext context;
    private long number;
    private long end;

    /** The version that the database's file was last brought up to date with. */
    private long version;

    private long inDatabase;

    /** As large as this, it is time to bring the database's file up to date. */
    private long enough = LARGEST;

    private boolean torn;

    /**
     * Opened once for a storage, to be begun by {@link #restart}.
     *
     * @param number of the last commit there was
     */
    Journal(DatabaseFile database, long number, StorageContext context) throws IOException {
        this.path = database.journal();
        this.number = number;
        this.context = context;
        file = new RandomAccessFile(path.toFile(), "rw");
        last = LastCommit.open(database.lastCommit());
    }

    /**
     * Keeps what a commit does.
     *
     * @return where it is, for {@link #takeBack}
     */
    long append(List<Effect> effects) throws IOException {
        if (torn) {
            cut(end);
        }
        long before = end;
        byte[] bytes = JournalText.write(new JournalText.Commit(number + 1, effects));
        torn = true;
        file.seek(before);
        file.write(bytes);
        torn = false;
        end = before + bytes.length;
        number++;
        note();
        return before;
    }

    /** Forgets the last commit, which was kept and could not be made. */
    void takeBack(long before) throws IOException {
        end = before;
        number--;
        torn = true;
        cut(before);
        note();
    }

    private void cut(long length) throws IOException {
        file.setLength(length);
        torn = false;
    }

    boolean isLarge() {
        return end >= enough;
    }

    /** The database's file could not be brought up to date; the next time is not at once. */
    void postpone() {
        enough = end + LARGEST / 4;
    }

    /**
     * Begins anew, since the database's file has all of it.
     *
     * @param reached the version of the file that has it
     */
    void restart(long reached) throws IOException {
        byte[] heading = JournalFound.heading(number);
        // Over the old one, and only then cut off: what is left of the old commits after a kill in
        // between has the wrong numbers.
        file.seek(0);
        file.write(heading);
        file.setLength(heading.length);
        end = heading.length;
        enough = LARGEST;
        torn = false;
        version = reached;
        inDatabase = number;
        note();
    }

    /** What was kept is kept, whether it could be noted or not. */
    private void note() {
        try {
            last.note(version, inDatabase, number, Milliseconds.of(context.clock().instant()));
        } catch (IOException e) {
            context.logger()
                    .warn("The last commit in '{}' could not be noted: {}", path, e.toString());
        }
    }

    /** What is in it, as it is in the file. */
    JournalFound found() throws IOException {
        return JournalFound.in(path);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        file.close();
        last.close();
    }
}
