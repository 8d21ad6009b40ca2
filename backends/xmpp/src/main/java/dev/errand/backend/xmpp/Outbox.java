package dev.errand.backend.xmpp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jxmpp.jid.EntityBareJid;

/**
 * What waits to be sent, and what was sent and is not confirmed. Nothing leaves here but by a
 * confirmation, a refusal or an overflow, so a lost connection loses nothing.
 */
final class Outbox {

    /**
     * Below what Smack's own queue takes without blocking, and what a room remembers: its history
     * tells which of them arrived when a link was lost for good.
     */
    private static final int UNCONFIRMED = 16;

    private final int limit;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private final Map<String, Entry> unconfirmed = new LinkedHashMap<>();
    private long dropped;
    private boolean closed;

    Outbox(int limit) {
        this.limit = limit;
    }

    /** Puts an entry last; the oldest goes when there are too many. Says whether one had to go. */
    synchronized boolean add(Entry entry) {
        boolean full = waiting.size() >= limit;
        if (full) {
            waiting.removeFirst();
            dropped++;
        }
        waiting.addLast(entry);
        notifyAll();
        return full;
    }

    /** Waits for what may go now, and counts it as sent. Empty when the outbox is closed. */
    synchronized Optional<Entry> take(Predicate<Entry> ready, InstantSource clock)
            throws InterruptedException {
        while (!closed) {
            Optional<Entry> next =
                    unconfirmed.size() < UNCONFIRMED ? first(ready) : Optional.empty();
            if (next.isPresent()) {
                Entry sent = next.get().again(clock.instant());
                unconfirmed.put(sent.id(), sent);
                return Optional.of(sent);
            }
            wait();
        }
        return Optional.empty();
    }

    /** The first that is ready, of those that have nothing of the same room before them. */
    private Optional<Entry> first(Predicate<Entry> ready) {
        Set<Optional<EntityBareJid>> blocked = new HashSet<>();
        for (Iterator<Entry> each = waiting.iterator(); each.hasNext(); ) {
            Entry entry = each.next();
            if (!blocked.contains(entry.room())) {
                if (ready.test(entry)) {
                    each.remove();
                    return Optional.of(entry);
                }
                blocked.add(entry.room());
            }
        }
        return Optional.empty();
    }

    /** It has arrived. */
    synchronized Optional<Entry> confirmed(String id) {
        Optional<Entry> entry = Optional.ofNullable(unconfirmed.remove(id));
        notifyAll();
        return entry;
    }

    /** The server has taken it over, which is all one learns about what goes to a person. */
    synchronized void taken(String id) {
        Entry entry = unconfirmed.get(id);
        if (entry != null && !entry.echoed()) {
            confirmed(id);
        }
    }

    synchronized Optional<Entry> sent(String id) {
        return Optional.ofNullable(unconfirmed.get(id));
    }

    /** Did not arrive: what matches is sent again, before all others and in the old order. */
    synchronized void again(Predicate<Entry> lost) {
        List<Entry> back = new ArrayList<>(unconfirmed.values().stream().filter(lost).toList());
        for (Entry entry : back.reversed()) {
            unconfirmed.remove(entry.id());
            waiting.addFirst(entry);
        }
        notifyAll();
    }

    /** A room that has not echoed for so long does not echo at all. */
    synchronized void forget(Instant now, Duration patience, Predicate<EntityBareJid> joined) {
        unconfirmed
                .values()
                .removeIf(entry ->
                        entry.echoed()
                                && entry.room().filter(joined).isPresent()
                                && Duration.between(entry.sent(), now).compareTo(patience) > 0);
        notifyAll();
    }

    /** Whether this entry still counts as sent. */
    synchronized boolean holds(Entry entry) {
        return entry.equals(unconfirmed.get(entry.id()));
    }

    /** Whether something said in a room has not come back. */
    synchronized boolean holds(EntityBareJid room) {
        return unconfirmed.values().stream()
                .anyMatch(entry -> entry.echoed() && entry.room().filter(room::equals).isPresent());
    }

    /** Something else may be ready now. */
    synchronized void look() {
        notifyAll();
    }

    /** Waits until all has arrived, or the time is up; then nothing goes any more. */
    synchronized void close(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        long left = patience.toMillis();
        while (left > 0 && !(waiting.isEmpty() && unconfirmed.isEmpty())) {
            wait(left);
            left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        }
        closed = true;
        notifyAll();
    }

    /** What has not arrived, as far as one knows. */
    synchronized int waiting() {
        return waiting.size() + unconfirmed.size();
    }

    synchronized long dropped() {
        return dropped;
    }
}
