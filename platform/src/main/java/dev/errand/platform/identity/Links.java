package dev.errand.platform.identity;

import dev.errand.api.PersonId;
import dev.errand.api.Store;
import dev.errand.platform.store.Stores;
import dev.errand.storage.spi.Namespace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Accounts that belong to one person: kept in the storage. Who asks is answered from memory, which
 * {@link Identity} keeps as the storage is. Safe for use by any thread.
 */
public final class Links {

    /** How many accounts one person may link. */
    public static final int MOST = 10;

    /** How long a code holds. */
    public static final Duration LIFE = LinkCodes.LIFE;

    /** What comes of a typed code. */
    public sealed interface Found {

        /**
         * It is somebody's.
         *
         * @param account who asked for it
         */
        record Of(PersonId account) implements Found {}

        /** It is nobody's, or nobody's any more. */
        record Nobody() implements Found {}

        /** Too many wrong ones were typed; none is looked at for a while. */
        record TooMany() implements Found {}
    }

    static final Namespace NAMESPACE = Namespace.of("host", "links");

    private final Store<String> kept;
    private final LinkCodes codes;

    /** Replaced whole: which accounts go with each linked account. */
    private volatile Map<PersonId, List<PersonId>> together = Map.of();

    /**
     * Made once; knows none until they are read.
     *
     * @param stores opens the places where it is kept
     * @param clock tells when a code ends
     * @param random makes codes; must not be foreseeable
     */
    public Links(Stores stores, InstantSource clock, RandomGenerator random) {
        this.kept = stores.open(NAMESPACE, String.class);
        this.codes =
                new LinkCodes(
                        stores.open(Namespace.of("host", "link-codes"), String.class),
                        clock,
                        random);
    }

    /** Reads what is kept. Nothing is linked or unlinked meanwhile. */
    synchronized void read() {
        Map<PersonId, PersonId> first = new TreeMap<>(LinkCodes.BY_TEXT);
        kept.keys()
                .forEach(key ->
                        kept.get(key)
                                .ifPresent(value ->
                                        first.put(PersonId.parse(key), PersonId.parse(value))));
        group(first);
    }

    /** The first account of each person comes first, the others in the order of their text. */
    private void group(Map<PersonId, PersonId> first) {
        Map<PersonId, List<PersonId>> people = new LinkedHashMap<>();
        first.forEach((account, to) -> {
            if (first.getOrDefault(to, to).equals(to)) {
                people.computeIfAbsent(to, key -> new ArrayList<>(List.of(key)));
            }
        });
        first.forEach((account, to) -> {
            List<PersonId> person = people.get(to);
            if (person != null && !person.contains(account)) {
                person.add(account);
            }
        });
        Map<PersonId, List<PersonId>> grouped = new LinkedHashMap<>();
        for (List<PersonId> person : people.values()) {
            if (person.size() > 1) {
                person.forEach(account -> grouped.put(account, List.copyOf(person)));
            }
        }
        together = Map.copyOf(grouped);
    }

    private Map<PersonId, PersonId> firsts() {
        Map<PersonId, PersonId> first = new TreeMap<>(LinkCodes.BY_TEXT);
        together.forEach((account, person) -> first.put(account, person.getFirst()));
        return first;
    }

    /**
     * All accounts of the person who has one of them.
     *
     * @param account any account
     * @return at least that one; the one that was linked first comes first
     */
    public List<PersonId> accounts(PersonId account) {
        return together.getOrDefault(account, List.of(account));
    }

    /**
     * Everybody who has linked accounts.
     *
     * @return the accounts of each person
     */
    public Collection<List<PersonId>> people() {
        Map<String, List<PersonId>> people = new TreeMap<>();
        together.values().forEach(each -> people.put(each.getFirst().toString(), each));
        return List.copyOf(people.values());
    }

    /**
     * Makes a code that holds for {@link #LIFE} and ends an earlier one of this account.
     *
     * @param account who asks
     * @return the code, empty if too many wait to be typed
     */
    public Optional<String> code(PersonId account) {
        return codes.issue(account);
    }

    /**
     * Tells whose code was typed; a wrong one counts against who typed it.
     *
     * @param typed the code
     * @param by who typed it
     * @return what comes of it
     */
    public Found find(String typed, PersonId by) {
        return codes.find(typed, by);
    }

    /**
     * Ends a code.
     *
     * @param account who asked for it
     * @return whether it still held
     */
    public boolean spend(PersonId account) {
        return codes.spend(account);
    }

    /**
     * Makes two accounts, with all that go with them, one person's. When this returns it is kept.
     *
     * @param first an account
     * @param second another
     * @return whether that was done; not if the person would have more than {@link #MOST}
     */
    public synchronized boolean link(PersonId first, PersonId second) {
        List<PersonId> both = new ArrayList<>(accounts(first));
        accounts(second).stream().filter(each -> !both.contains(each)).forEach(both::add);
        if (both.size() > MOST) {
            return false;
        }
        PersonId eldest = both.getFirst();
        Map<PersonId, PersonId> firsts = firsts();
        for (PersonId account : both) {
            kept.put(account.toString(), eldest.toString());
            firsts.put(account, eldest);
        }
        group(firsts);
        return true;
    }

    /**
     * Makes an account a person of its own again. When this returns it is kept.
     *
     * @param account which
     * @return whether it was linked
     */
    public synchronized boolean unlink(PersonId account) {
        List<PersonId> person = accounts(account);
        if (person.size() == 1) {
            return false;
        }
        Map<PersonId, PersonId> firsts = firsts();
        List<PersonId> others = person.stream().filter(each -> !each.equals(account)).toList();
        for (PersonId other : others) {
            kept.put(other.toString(), others.getFirst().toString());
            firsts.put(other, others.getFirst());
        }
        kept.remove(account.toString());
        firsts.remove(account);
        group(firsts);
        return true;
    }
}
