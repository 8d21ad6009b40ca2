package dev.errand.platform.identity;

import dev.errand.api.PersonId;
import dev.errand.api.Store;
import dev.errand.api.StoreException;
import dev.errand.platform.store.Stores;
import dev.errand.storage.spi.Namespace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Roles that were given in a chat until a certain time; kept in the storage. Who asks is answered
 * from memory, which {@link Identity} keeps as the storage is. Safe for use by any thread.
 */
public final class Grants {

    /**
     * One of them.
     *
     * @param role which role
     * @param person who has it
     * @param by who gave it, as chat:account
     * @param until when it ends
     */
    public record Grant(String role, PersonId person, String by, Instant until) {}

    static final Namespace NAMESPACE = Namespace.of("host", "roles");

    private record Key(String role, PersonId person) {

        String text() {
            return role + " " + person;
        }
    }

    /**
     * Kept for longer than they hold, so that their end is told of even if the bot was down then.
     */
    private static final Duration AFTERWARDS = Duration.ofDays(30);

    private final Store<String> kept;
    private final InstantSource clock;

    /** Replaced whole. */
    private volatile Map<Key, Grant> grants = Map.of();

    /**
     * Made once; holds none until they are read.
     *
     * @param stores opens the place where it is kept
     * @param clock tells when a role ends
     */
    public Grants(Stores stores, InstantSource clock) {
        this.kept = stores.open(NAMESPACE, String.class);
        this.clock = clock;
    }

    /** Reads what is kept. Nothing is given or taken back meanwhile. */
    synchronized void read() {
        Map<Key, Grant> read = new HashMap<>();
        kept.keys()
                .forEach(key ->
                        kept.get(key)
                                .ifPresent(value -> {
                                    Grant grant = read(key, value);
                                    read.put(new Key(grant.role(), grant.person()), grant);
                                }));
        grants = Map.copyOf(read);
    }

    private static Grant read(String key, String value) {
        int space = key.indexOf(' ');
        int end = value.indexOf(' ');
        return new Grant(
                key.substring(0, space),
                PersonId.parse(key.substring(space + 1)),
                value.substring(end + 1),
                Instant.ofEpochMilli(Long.parseLong(value.substring(0, end))));
    }

    /**
     * Gives a role, or gives it anew for another time. When this returns it is kept.
     *
     * @param role which role
     * @param person whom
     * @param by who gives it
     * @param length for how long, a positive duration
     * @return what was given
     */
    public synchronized Grant grant(String role, PersonId person, PersonId by, Duration length) {
        Grant grant = new Grant(role, person, by.toString(), clock.instant().plus(length));
        Key key = new Key(role, person);
        kept.put(key.text(), value(grant), length.plus(AFTERWARDS));
        with(held -> held.put(key, grant));
        return grant;
    }

    /**
     * Takes a role back.
     *
     * @param role which role
     * @param person from whom
     * @return whether they had it
     */
    public synchronized boolean revoke(String role, PersonId person) {
        Key key = new Key(role, person);
        // no longer held even if the storage fails now
        Grant held = grants.get(key);
        with(each -> each.remove(key));
        boolean wasKept = kept.remove(key.text());
        return held == null ? wasKept : clock.instant().isBefore(held.until());
    }

    /**
     * What is given at this moment.
     *
     * @return the grants, by role and person
     */
    public List<Grant> list() {
        Instant now = clock.instant();
        return grants.values().stream()
                .filter(grant -> now.isBefore(grant.until()))
                .sorted(
                        Comparator.comparing(Grant::role)
                                .thenComparing(grant -> grant.person().toString()))
                .toList();
    }

    /**
     * Takes away those whose time is over; from that moment on they have given nothing.
     *
     * @return those that nobody else has taken away, each of them once
     */
    public synchronized List<Grant> takeEnded() {
        Instant now = clock.instant();
        List<Grant> ended =
                grants.values().stream().filter(grant -> !now.isBefore(grant.until())).toList();
        List<Grant> taken = new ArrayList<>();
        for (Grant grant : ended) {
            Key key = new Key(grant.role(), grant.person());
            try {
                if (removed(key, grant)) {
                    taken.add(grant);
                }
            } catch (StoreException later) {
                if (taken.isEmpty()) {
                    throw later;
                }
                break; // those that were taken must be told of
            }
            with(each -> each.remove(key));
        }
        return taken;
    }

    /** Not if it was given anew meanwhile, or another instance has told of its end. */
    private boolean removed(Key key, Grant grant) {
        AtomicBoolean removed = new AtomicBoolean();
        kept.update(
                key.text(),
                now -> {
                    removed.set(now.equals(Optional.of(value(grant))));
                    return removed.get() ? Optional.empty() : now;
                });
        return removed.get();
    }

    private static String value(Grant grant) {
        return grant.until().toEpochMilli() + " " + grant.by();
    }

    private void with(Consumer<Map<Key, Grant>> change) {
        Map<Key, Grant> next = new HashMap<>(grants);
        change.accept(next);
        grants = Map.copyOf(next);
    }

    Set<String> of(List<PersonId> accounts) {
        Instant now = clock.instant();
        return grants.values().stream()
                .filter(grant -> accounts.contains(grant.person()) && now.isBefore(grant.until()))
                .map(Grant::role)
                .collect(Collectors.toSet());
    }
}
