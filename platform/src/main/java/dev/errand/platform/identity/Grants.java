package dev.errand.platform.identity;

import dev.errand.api.PersonId;
import dev.errand.api.Store;
import dev.errand.platform.store.Stores;
import dev.errand.storage.spi.Namespace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Roles that were given in a chat until a certain time; kept in the storage, read at start. Safe
 * for use by any thread.
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

    private record Key(String role, PersonId person) {

        String text() {
            return role + " " + person;
        }
    }

    private final Store<String> kept;
    private final InstantSource clock;
    private final Map<Key, Grant> grants = new ConcurrentHashMap<>();

    /**
     * Reads what is kept.
     *
     * @param stores opens the place where it is kept
     * @param clock tells when a role ends
     */
    public Grants(Stores stores, InstantSource clock) {
        this.kept = stores.open(Namespace.of("host", "roles"), String.class);
        this.clock = clock;
        kept.keys().forEach(key -> kept.get(key).ifPresent(value -> read(key, value)));
    }

    private void read(String key, String value) {
        int space = key.indexOf(' ');
        int end = value.indexOf(' ');
        Key read = new Key(key.substring(0, space), PersonId.parse(key.substring(space + 1)));
        Instant until = Instant.ofEpochMilli(Long.parseLong(value.substring(0, end)));
        grants.put(read, new Grant(read.role(), read.person(), value.substring(end + 1), until));
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
    public Grant grant(String role, PersonId person, PersonId by, Duration length) {
        Grant grant = new Grant(role, person, by.toString(), clock.instant().plus(length));
        Key key = new Key(role, person);
        kept.put(key.text(), grant.until().toEpochMilli() + " " + by, length);
        grants.put(key, grant);
        return grant;
    }

    /**
     * Takes a role back.
     *
     * @param role which role
     * @param person from whom
     * @return whether they had it
     */
    public boolean revoke(String role, PersonId person) {
        Key key = new Key(role, person);
        // no longer held even if the storage fails now
        boolean held = grants.remove(key) != null;
        boolean wasKept = kept.remove(key.text());
        return wasKept || held;
    }

    /**
     * What is given at this moment.
     *
     * @return the grants, by role and person
     */
    public List<Grant> list() {
        Instant now = clock.instant();
        grants.values().removeIf(grant -> !now.isBefore(grant.until()));
        return grants.values().stream()
                .sorted(
                        Comparator.comparing(Grant::role)
                                .thenComparing(grant -> grant.person().toString()))
                .toList();
    }

    Set<String> of(List<PersonId> accounts) {
        Instant now = clock.instant();
        return grants.values().stream()
                .filter(grant -> accounts.contains(grant.person()) && now.isBefore(grant.until()))
                .map(Grant::role)
                .collect(Collectors.toSet());
    }
}
