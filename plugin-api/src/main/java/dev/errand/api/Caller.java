package dev.errand.api;

import java.util.List;
import java.util.Set;

/**
 * The person who runs a command, with the roles that they hold at this moment.
 *
 * @param person who, by the account that they speak with now
 * @param roles the names of their roles, {@link Requires#ADMIN} among them for an admin
 * @param accounts all accounts that are known to be this person's, the one they speak with among
 *     them; more than one only if the person has linked them. Their order stays the same
 */
public record Caller(Person person, Set<String> roles, List<PersonId> accounts) {

    /** Copies the roles and accounts. */
    public Caller {
        roles = Set.copyOf(roles);
        accounts = List.copyOf(accounts);
        if (!accounts.contains(person.id())) {
            throw new IllegalArgumentException(
                    "The accounts " + accounts + " lack '" + person.id() + "'");
        }
    }

    /**
     * Somebody with one account.
     *
     * @param person who
     * @param roles the names of their roles
     */
    public Caller(Person person, Set<String> roles) {
        this(person, roles, List.of(person.id()));
    }

    /**
     * What to know this person by, whichever of their accounts they speak with. It changes when
     * they link or unlink accounts.
     *
     * @return the account that was linked first
     */
    public PersonId identity() {
        return accounts.getFirst();
    }

    /**
     * Whether an account is this person's.
     *
     * @param account any account
     * @return whether it is among {@link #accounts}
     */
    public boolean is(PersonId account) {
        return accounts.contains(account);
    }

    /**
     * Whether the person runs this bot.
     *
     * @return whether the roles hold {@link Requires#ADMIN}
     */
    public boolean isAdmin() {
        return roles.contains(Requires.ADMIN);
    }
}
