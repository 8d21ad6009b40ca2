package dev.errand.storage.h2;

import dev.errand.storage.spi.StorageException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes over one connection, one transaction after another. One of those who want to write does it
 * for all who wait, on its own thread: their writes are committed together and acknowledged
 * afterwards. So many at once cost little more than one, and one alone waits for nobody.
 */
final class Writer implements AutoCloseable {

    /** So that nobody works for others for long. */
    private static final int MOST_TOGETHER = 128;

    /** So that a leader is soon back with whoever called it. */
    private static final long LEADING_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final DatabaseFile file;
    private final Duration patience;
    private final Session session;
    private final Journal journal;
    private final Deque<Pending<?>> waiting = new ArrayDeque<>();
    private @Nullable Pending<?> leader;
    private boolean closed;

    /**
     * Made once for a storage.
     *
     * @param journal has each commit before it is acknowledged
     */
    Writer(Connections connections, Duration patience, Journal journal) {
        this.journal = journal;
        this.file = connections.file();
        this.patience = patience;
        session = Session.gathering(connections);
    }

    <T> T write(Work<T> work) {
        StackRoom.check();
        Pending<T> mine = new Pending<>(work);
        return Calm.during(() -> {
            add(mine, false);
            return outcome(mine, patience);
        });
    }

    /** Whether a write comes to its end within a time. */
    boolean answers(Duration within) {
        Pending<Boolean> mine = new Pending<>(EntryTable::answers);
        return Calm.during(() -> {
            add(mine, false);
            return outcome(mine, within);
        });
    }

    private synchronized void add(Pending<?> mine, boolean last) {
        if (closed) {
            throw Diagnosis.closed(file);
        }
        closed = last;
        waiting.add(mine);
        if (leader == null) {
            leader = mine;
            mine.lead();
        }
    }

    private <T> T outcome(Pending<T> mine, Duration within) {
        if (!mine.awaits(within.toNanos())) {
            giveUp(mine, within);
        }
        if (!mine.isDone()) {
            lead();
        }
        return mine.result(file);
    }

    /** Unless its turn came in this very moment. */
    private synchronized void giveUp(Pending<?> mine, Duration within) {
        if (!mine.isDone() && leader != mine) {
            throw Diagnosis.noAnswer(file, within, !waiting.remove(mine));
        }
    }

    /**
     * Goes on for a little while with those who came meanwhile, since another would first have to
     * wake up.
     */
    private void lead() {
        long end = System.nanoTime() + LEADING_NANOS;
        try {
            for (List<Pending<?>> all = next(); !all.isEmpty(); all = next()) {
                commit(all);
                if (journal.isLarge()) {
                    bringUpToDate();
                }
                if (System.nanoTime() >= end) {
                    return;
                }
            }
        } finally {
            handOver();
        }
    }

    /** Those whose turn it is, the leader's own first. */
    private synchronized List<Pending<?>> next() {
        List<Pending<?>> together = new ArrayList<>();
        while (!waiting.isEmpty() && together.size() < MOST_TOGETHER) {
            together.add(waiting.removeFirst());
        }
        return together;
    }

    private synchronized void handOver() {
        leader = waiting.peekFirst();
        if (leader != null) {
            leader.lead();
        }
    }

    /** Whoever makes a transaction fail is left out of the next, which the others are in. */
    private void commit(List<Pending<?>> together) {
        List<Pending<?>> rest = together;
        while (!rest.isEmpty()) {
            attempt(rest);
            rest = rest.stream().filter(one -> !one.isDone()).toList();
        }
    }

    private void attempt(List<Pending<?>> together) {
        AtomicReference<@Nullable Pending<?>> current = new AtomicReference<>();
        try {
            session.use(table -> {
                for (Pending<?> one : together) {
                    current.set(one);
                    one.run(table);
                }
                current.set(null);
                table.commit(journal);
                return true;
            });
            together.forEach(Pending::succeed);
        } catch (Throwable failure) {
            // Nobody may be left waiting, whatever it was.
            Pending<?> guilty = current.get();
            if (guilty == null) {
                together.forEach(one -> one.fail(failure));
            } else {
                guilty.fail(failure);
            }
        }
    }

    /** What was acknowledged is in the journal, so a failure costs nobody anything yet. */
    private boolean bringUpToDate() {
        try {
            return session.use(table -> {
                try {
                    journal.restart(table.bringUpToDate());
                    return true;
                } catch (IOException e) {
                    throw new SQLException("The journal cannot be written", e);
                }
            });
        } catch (SQLException | RuntimeException e) {
            journal.postpone();
            return false;
        }
    }

    /** Ends when all that was asked before is done, or could not be in time. */
    @Override
    public void close() {
        Pending<Boolean> last = new Pending<>(table -> true);
        Calm.during(() -> {
            try {
                add(last, true);
                outcome(last, patience);
                bringUpToDate();
                session.close();
                file.shutDown();
            } catch (StorageException e) {
                // Closed before, or it hangs; nothing more is accepted.
            }
            return true;
        });
    }
}
