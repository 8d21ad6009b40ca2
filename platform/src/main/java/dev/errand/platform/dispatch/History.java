package dev.errand.platform.dispatch;

import dev.errand.api.PersonId;
import dev.errand.api.Store;
import dev.errand.api.StoreException;
import dev.errand.platform.store.Stores;
import dev.errand.storage.spi.Namespace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last command lines of each person, so that they can be given again; what is given again is
 * read and checked anew. Kept in the storage by one thread of its own, so that no message waits: a
 * {@code kill -9} may lose the last lines. Safe for use by any thread.
 */
public final class History {

    /** How many lines of a person are kept. */
    static final int KEPT = 20;

    private static final Logger LOG = LoggerFactory.getLogger(History.class);
    private static final int LONGEST = 1000;
    private static final int PEOPLE = 2000;

    private final Store<String> store;
    private final UnaryOperator<String> redaction;
    private final Pattern again;
    private final Map<PersonId, List<String>> lines = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<PersonId> changed = new LinkedHashSet<>();

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
            List<String> after = new ArrayList<>(lines.getOrDefault(person, before));
            after.remove(kept);
            after.add(kept);
            lines.put(
                    person,
                    List.copyOf(after.subList(Math.max(0, after.size() - KEPT), after.size())));
            changed.add(person);
            lines.notifyAll();
        }
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
        List<String> read = read(person);
        synchronized (lines) {
            List<String> known = lines.putIfAbsent(person, read);
            if (lines.size() > PEOPLE) {
                forgetOne();
            }
            return known == null ? read : known;
        }
    }

    private List<String> read(PersonId person) {
        try {
            return store.get(person.toString())
                    .map(text -> text.lines().toList())
                    .orElse(List.of());
        } catch (StoreException e) {
            LOG.warn("The history of {} cannot be read: {}", person, e.getMessage());
            return List.of();
        }
    }

    private void forgetOne() {
        for (PersonId person : lines.keySet()) {
            if (!changed.contains(person)) {
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
                    while (changed.isEmpty()) {
                        lines.wait();
                    }
                }
                writeAll();
                // what one person types in a burst is one write
                TimeUnit.MILLISECONDS.sleep(500);
            }
        } catch (InterruptedException ending) {
            writeAll();
            Thread.currentThread().interrupt();
        }
    }

    private void writeAll() {
        for (Optional<PersonId> next = takeChanged(); next.isPresent(); next = takeChanged()) {
            PersonId person = next.get();
            try {
                store.put(person.toString(), String.join("\n", of(person)));
            } catch (StoreException e) {
                LOG.warn("The history of {} cannot be kept: {}", person, e.getMessage());
            }
        }
    }

    private Optional<PersonId> takeChanged() {
        synchronized (lines) {
            Optional<PersonId> next = changed.stream().findFirst();
            next.ifPresent(changed::remove);
            return next;
        }
    }
}
