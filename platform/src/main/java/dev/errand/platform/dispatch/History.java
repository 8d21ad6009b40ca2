package dev.errand.platform.dispatch;

import dev.errand.api.PersonId;
import dev.errand.api.Store;
import dev.errand.api.StoreException;
import dev.errand.platform.store.Stores;
import dev.errand.storage.spi.Namespace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last command lines of each person, so that they can be given again; what is given again is
 * read and checked anew. Kept in the storage by one thread of its own, so that no message waits: a
 * {@code kill -9} may lose the last lines. What another bot on the same storage has kept meanwhile
 * stays, and so does what was said while the storage was away. Safe for use by any thread.
 */
public final class History {

    /** How many lines of a person are kept. */
    static final int KEPT = 20;

    private static final Logger LOG = LoggerFactory.getLogger(History.class);
    private static final int LONGEST = 1000;
    private static final int PEOPLE = 2000;
    private static final long PAUSE_MILLIS = 500;
    private static final long OUTAGE_PAUSE_MILLIS = 2_000;

    private final Store<String> store;
    private final UnaryOperator<String> redaction;
    private final Pattern again;
    private final Map<PersonId, List<String>> lines = new LinkedHashMap<>(16, 0.75f, true);

    /** What is not yet in the storage. */
    private final Map<PersonId, List<String>> added = new LinkedHashMap<>();

    private boolean away;

    /**
     * Made once.
     *
     * @param stores opens the place where it is kept
     * @param prefix what commands begin with
     * @param redaction takes secrets out of a text
     */
    public History(Stores stores, String prefix, UnaryOperator<String> redaction) {
        this.store = stores.open(Namespace.of("host", "history"), String.class);
        this.redaction = redaction;
        String quoted = Pattern.quote(prefix);
        this.again = Pattern.compile("\\s*" + quoted + "(?:" + quoted + "|(\\d{1,2}))\\s*");
    }

    /** The earlier line that {@code !!} or {@code !3} means; empty if it means none. */
    Optional<String> meant(PersonId person, String text) {
        // nearly every line: not worth a search
        if (text.length() > 32) {
            return Optional.empty();
        }
        Matcher matcher = again.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<String> all = of(person);
        int number = matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
        return number >= 1 && number <= all.size()
                ? Optional.of(all.get(all.size() - number))
                : Optional.empty();
    }

    /** Keeps a line as the person's last; one that is there already moves to the end. */
    void add(PersonId person, String line) {
        String kept = line.strip();
        // half a line would be another command, and so would one without its secret
        if (kept.length() > LONGEST
                || kept.indexOf('\n') >= 0
                || !redaction.apply(kept).equals(kept)) {
            return;
        }
        List<String> before = of(person);
        synchronized (lines) {
            lines.put(person, after(lines.getOrDefault(person, before), List.of(kept)));
            added.merge(person, List.of(kept), History::after);
            if (added.size() > PEOPLE) {
                added.remove(added.keySet().iterator().next());
            }
            lines.notifyAll();
        }
    }

    /** The last of both; a line that is in both stands where it was said last. */
    private static List<String> after(List<String> earlier, List<String> later) {
        List<String> all = new ArrayList<>(earlier);
        all.removeAll(later);
        all.addAll(later);
        return List.copyOf(all.subList(Math.max(0, all.size() - KEPT), all.size()));
    }

    /**
     * A person's lines.
     *
     * @param person who
     * @return the lines, the last one last
     */
    public List<String> of(PersonId person) {
        synchronized (lines) {
            List<String> known = lines.get(person);
            if (known != null) {
                return known;
            }
        }
        Optional<List<String>> read = read(person);
        synchronized (lines) {
            // one that could not be read is read again the next time
            read.ifPresent(found -> lines.putIfAbsent(person, found));
            if (lines.size() > PEOPLE) {
                forgetOne();
            }
            return lines.getOrDefault(person, List.of());
        }
    }

    private Optional<List<String>> read(PersonId person) {
        try {
            return Optional.of(split(store.get(person.toString())));
        } catch (StoreException e) {
            LOG.debug("The history of {} cannot be read", person, e);
            return Optional.empty();
        }
    }

    private static List<String> split(Optional<String> kept) {
        return kept.map(text -> text.lines().toList()).orElse(List.of());
    }

    private void forgetOne() {
        for (PersonId person : lines.keySet()) {
            if (!added.containsKey(person)) {
                lines.remove(person);
                return;
            }
        }
    }

    /** Writes what has changed, until interrupted; then the rest. For one thread. */
    public void writeOn() {
        try {
            while (true) {
                synchronized (lines) {
                    while (added.isEmpty()) {
                        lines.wait();
                    }
                }
                writeAll();
                // what one person types in a burst is one write
                TimeUnit.MILLISECONDS.sleep(away ? OUTAGE_PAUSE_MILLIS : PAUSE_MILLIS);
            }
        } catch (InterruptedException ending) {
            writeAll();
            Thread.currentThread().interrupt();
        }
    }

    private void writeAll() {
        for (Optional<PersonId> next = next(); next.isPresent(); next = next()) {
            PersonId person = next.get();
            List<String> now = take(person);
            try {
                write(person, now);
                away = false;
            } catch (StoreException e) {
                giveBack(person, now);
                if (!away) {
                    LOG.warn("What was typed is kept once the storage is back: {}", e.getMessage());
                }
                away = true;
                return;
            }
        }
    }

    private Optional<PersonId> next() {
        synchronized (lines) {
            return added.keySet().stream().findFirst();
        }
    }

    private List<String> take(PersonId person) {
        synchronized (lines) {
            @Nullable List<String> taken = added.remove(person);
            return taken == null ? List.of() : taken;
        }
    }

    private void giveBack(PersonId person, List<String> old) {
        synchronized (lines) {
            added.merge(person, old, (later, earlier) -> after(earlier, later));
        }
    }

    private void write(PersonId person, List<String> now) {
        List<String> kept =
                split(
                        store.update(
                                person.toString(),
                                before ->
                                        Optional.of(String.join("\n", after(split(before), now)))));
        synchronized (lines) {
            lines.put(person, after(kept, added.getOrDefault(person, List.of())));
        }
    }
}
