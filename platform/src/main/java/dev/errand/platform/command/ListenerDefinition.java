package dev.errand.platform.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A listener on what people say to each other.
 *
 * @param plugin the id of the plugin that brought it
 * @param name the method's name, for the log
 * @param description what it listens for, may be empty
 * @param roles for whose messages it is called if no rule says otherwise; empty for everyone's
 * @param pattern what must be found
 */
public record ListenerDefinition(
        String plugin, String name, String description, Set<String> roles, Pattern pattern) {

    /** Copies the roles. */
    public ListenerDefinition {
        roles = Set.copyOf(roles);
    }

    /** What rules and limits see of it: {@code listener plusone}. */
    public CommandDefinition asCommand() {
        return new CommandDefinition(
                plugin,
                "listener " + name.toLowerCase(Locale.ROOT),
                description,
                List.of(),
                List.of(),
                true,
                roles,
                Optional.empty(),
                Optional.empty(),
                false,
                CommandLimits.NONE,
                List.of());
    }
}
