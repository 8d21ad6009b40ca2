package dev.errand.api;

import java.util.Set;

/**
 * The person who runs a command, with the roles that they hold at this moment.
 *
 * @param person who
 * @param roles the names of their roles, {@link Requires#ADMIN} among them for an admin
 */
public record Caller(Person person, Set<String> roles) {

    /** Copies the roles. */
    public Caller {
        roles = Set.copyOf(roles);
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
